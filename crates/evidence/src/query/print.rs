//! The canonical spelling of a query.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::model::{
    AreaSelector, DimensionSelector, EmptyRows, Format, Layout, PeriodSelector, Sort, SortKey, SortOrder,
    TableQuery, Totals,
};

/// What must be encoded: everything but letters, digits and the signs of the grammar, which may stand in a query as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b',')
    .remove(b':')
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

impl fmt::Display for AreaSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(place) => place.fmt(f),
            Self::World => f.write_str("world"),
            Self::Region(region) => write!(f, "region:{region}"),
            Self::Scheme(scheme) => write!(f, "scheme:{scheme}"),
        }
    }
}

impl fmt::Display for PeriodSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("latest"),
            Self::All => f.write_str("all"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Years(first, last) => write!(f, "{first:04}..{last:04}"),
            Self::Round(round) => write!(f, "round:{round}"),
        }
    }
}

impl fmt::Display for DimensionSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            None => self.dimension.fmt(f),
            Some(value) => write!(f, "{}:{value}", self.dimension),
        }
    }
}

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every choice, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// How it is written in a query.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words!(Layout {
    AreasIndicators = "areas-indicators",
    AreasPeriods = "areas-periods",
    IndicatorsPeriods = "indicators-periods",
    Long = "long",
});
words!(Totals { Hidden = "hidden", Shown = "shown" });
words!(EmptyRows { Shown = "shown", Hidden = "hidden" });
words!(Format {
    Html = "html",
    Csv = "csv",
    WideCsv = "wide-csv",
    Compact = "compact",
    Cells = "cells",
    Json = "json",
    Text = "text",
    Xlsx = "xlsx",
    Markdown = "markdown",
    Latex = "latex",
    Fragment = "fragment",
    Parquet = "parquet",
    Pdf = "pdf",
});

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The order asked for has one direction only.
        if self.order == SortOrder::Descending && self.key != SortKey::Asked {
            f.write_str("-")?;
        }
        match &self.key {
            SortKey::Area => f.write_str("area"),
            SortKey::Asked => f.write_str("asked"),
            SortKey::Indicator(indicator) => indicator.fmt(f),
        }
    }
}

fn joined<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(",")
}

/// A choice as written; empty, and so left out, where it is the default.
fn unless_default<T: fmt::Display + PartialEq>(choice: &T, default: &T) -> String {
    if choice == default {
        String::new()
    } else {
        choice.to_string()
    }
}

impl TableQuery {
    /// The query as a canonical query string, without a leading `?`: keys in one order, defaults left out.
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let plain = Self::new(Vec::new(), Vec::new());
        let periods = if self.periods == plain.periods {
            String::new()
        } else {
            joined(&self.periods)
        };
        let pairs = [
            ("indicators", joined(&self.indicators)),
            ("areas", joined(&self.areas)),
            ("periods", periods),
            ("reporters", joined(&self.reporters)),
            ("dimensions", joined(&self.dimensions)),
            ("layout", unless_default(&self.layout, &plain.layout)),
            (
                "group",
                self.group.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            ("totals", unless_default(&self.totals, &plain.totals)),
            ("empty", unless_default(&self.empty, &plain.empty)),
            ("sort", unless_default(&self.sort, &plain.sort)),
            ("edition", self.edition.clone().unwrap_or_default()),
            (
                "lang",
                self.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            ("format", unless_default(&self.format, &plain.format)),
        ];
        pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, ENCODED)))
            .collect::<Vec<_>>()
            .join("&")
    }
}
