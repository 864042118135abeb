//! What is asked of a map beside its table: `classes=`.

use std::fmt;

use tidemark_evidence::Catalogue;
use tidemark_evidence::query::{Layout, Parsed, QueryError, QueryErrors, TableQuery};
use tidemark_vocab::Message;

use super::classes::{Classes, Thresholds};
use crate::display::Words;
use crate::picture::palette::CLASSES;

/// The parameter of a query that says how numbers are put into classes.
const PARAMETER: &str = "classes";

/// How numbers are put into classes, as it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Wanted {
    /// At the limits that somebody has set, where there are any; otherwise into five of about as many places.
    #[default]
    Proposed,
    /// At the limits that somebody has set.
    Thresholds,
    /// Into so many of about as many places each: 3 to 7.
    Quantiles(u8),
}

/// As many classes as a reader keeps apart at a glance.
const PROPOSED: u8 = 5;

impl Wanted {
    /// Everything that can be asked, what is proposed first.
    #[must_use]
    pub fn all() -> Vec<Self> {
        [Self::Proposed, Self::Thresholds]
            .into_iter()
            .chain(CLASSES.map(Self::Quantiles))
            .collect()
    }

    /// The classes, with the limits that somebody has set for the indicator.
    #[must_use]
    pub fn classes(self, thresholds: Option<Thresholds>) -> Classes {
        match (self, thresholds) {
            (Self::Quantiles(classes), _) => Classes::Quantiles(classes),
            (_, Some(thresholds)) => Classes::Thresholds(thresholds),
            (_, None) => Classes::Quantiles(PROPOSED),
        }
    }
}

/// As in an address: `proposed`, `thresholds`, `quantiles-5`.
impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proposed => f.write_str("proposed"),
            Self::Thresholds => f.write_str("thresholds"),
            Self::Quantiles(classes) => write!(f, "quantiles-{classes}"),
        }
    }
}

/// A question that a map answers: that of its table, and how numbers are put into classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapQuery {
    /// The question of its table.
    pub table: TableQuery,
    /// How numbers are put into classes.
    pub classes: Wanted,
}

impl MapQuery {
    /// Reads the text of a query: that of a table, and `classes=` anywhere in it. `true` where it is in canonical form.
    pub fn parse(text: &str, catalogue: &Catalogue) -> Result<(Self, bool), QueryErrors> {
        let is_ours = |part: &&str| part.split('=').next() == Some(PARAMETER);
        let (ours, table): (Vec<&str>, Vec<&str>) = text.split('&').partition(is_ours);
        let parsed = TableQuery::parse(&table.join("&"), catalogue);
        let (classes, mut errors) = match read(&ours) {
            Ok(classes) => (classes, Vec::new()),
            Err(error) => (Wanted::default(), vec![*error]),
        };
        match parsed {
            Ok(Parsed { mut query, .. }) if errors.is_empty() => {
                // Rows are places whatever stood there, and nobody is left out.
                query.layout = Layout::AreasIndicators;
                query.empty = TableQuery::new(Vec::new(), Vec::new()).empty;
                let query = Self {
                    table: query,
                    classes,
                };
                let is_canonical = query.to_query_string() == text;
                Ok((query, is_canonical))
            }
            Ok(_) => Err(QueryErrors(errors)),
            Err(QueryErrors(mut others)) => {
                others.append(&mut errors);
                Err(QueryErrors(others))
            }
        }
    }

    /// How its numbers are put into classes, with the levels that a document sets for its indicator. Levels are set for all people: for a
    /// part of them there are none.
    #[must_use]
    pub fn classes(&self, words: &Words<'_>) -> Classes {
        let whole = self.table.dimensions.is_empty();
        let indicator = self.table.indicators.first().filter(|_| whole);
        self.classes
            .classes(indicator.and_then(|code| Thresholds::of(code, words)))
    }

    /// The canonical spelling.
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let table = self.table.to_query_string();
        if self.classes == Wanted::default() {
            table
        } else {
            format!("{table}&{PARAMETER}={}", self.classes)
        }
    }
}

fn read(parts: &[&str]) -> Result<Wanted, Box<QueryError>> {
    let values: Vec<&str> = parts
        .iter()
        .map(|part| part.split_once('=').map_or("", |(_, value)| value))
        .collect();
    let text = values.join(",");
    let all = Wanted::all();
    let known = |value: &str| all.iter().copied().find(|wanted| wanted.to_string() == value);
    match values.as_slice() {
        [] | [""] => Ok(Wanted::default()),
        [value] if known(value).is_some() => Ok(known(value).unwrap_or_default()),
        _ => Err(Box::new(QueryError {
            parameter: PARAMETER.to_owned(),
            value: text.clone(),
            position: 0,
            reason: Message::new("query-error-unknown-choice").with("value", &text),
            suggestions: all.iter().map(ToString::to_string).collect(),
            text,
        })),
    }
}

#[cfg(test)]
mod tests {
    use tidemark_evidence::Corpus as _;

    use super::{MapQuery, Wanted};

    fn parsed(text: &str) -> Result<(MapQuery, bool), Vec<String>> {
        let corpus = tidemark_testkit::corpus();
        MapQuery::parse(text, corpus.catalogue())
            .map_err(|errors| errors.iter().map(|error| error.parameter.clone()).collect())
    }

    #[test]
    fn what_is_proposed_is_left_out() {
        let (query, canonical) = parsed("indicators=nsp_available&areas=XAA&classes=quantiles-4").unwrap();
        assert_eq!((query.classes, canonical), (Wanted::Quantiles(4), true));
        assert_eq!(
            query.to_query_string(),
            "indicators=nsp_available&areas=XAA&classes=quantiles-4"
        );
        let (query, canonical) = parsed("classes=proposed&indicators=nsp_available&areas=XAA").unwrap();
        assert_eq!(
            (query.to_query_string().as_str(), canonical),
            ("indicators=nsp_available&areas=XAA", false)
        );
    }

    #[test]
    fn every_choice_is_read_as_it_is_written() {
        for wanted in Wanted::all() {
            let (query, _) = parsed(&format!("indicators=nsp_available&areas=XAA&classes={wanted}")).unwrap();
            assert_eq!(query.classes, wanted);
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let errors = parsed("indicators=needles&areas=XAA&classes=9").unwrap_err();
        assert_eq!(errors, ["indicators", "classes"]);
        let errors =
            parsed("indicators=nsp_available&areas=XAA&classes=thresholds&classes=quantiles-3").unwrap_err();
        assert_eq!(errors, ["classes"]);
    }

    #[test]
    fn a_map_has_places_in_its_rows() {
        let (query, canonical) =
            parsed("indicators=nsp_available&areas=XAA&layout=areas-periods&empty=hidden").unwrap();
        assert!(!canonical);
        assert_eq!(query.to_query_string(), "indicators=nsp_available&areas=XAA");
    }
}
