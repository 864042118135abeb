//! The values of each parameter.

use std::str::FromStr;

use tidemark_vocab::{
    AreaId, IndicatorCode, Lang, Message, PlaceCode, RegionId, ReporterCode, RoundId, SchemeCode,
};

use super::model::{
    AreaSelector, DimensionSelector, EmptyRows, Format, Layout, PeriodSelector, Sort, SortKey, SortOrder,
    Totals,
};
use super::parse::Reader;
use super::suggest::{self, Choice};

/// Why a value is refused, and what is near it.
pub(super) struct Refusal {
    pub(super) reason: Message,
    pub(super) suggestions: Vec<String>,
}

/// Reads one value.
pub(super) type Read<T> = fn(&Reader<'_>, &str) -> Result<T, Refusal>;

/// The shortest beginning of an edition's identity that names it.
const SHORTEST_EDITION: usize = 8;

/// The length of an edition's identity: SHA-256 in hexadecimal.
const LONGEST_EDITION: usize = 64;

fn refusal(id: &'static str, value: &str, suggestions: Vec<String>) -> Refusal {
    Refusal {
        reason: Message::new(id).with("value", value),
        suggestions,
    }
}

/// A code that stands in the catalogue, or what is near it.
fn known<T: FromStr>(
    value: &str,
    is_known: impl Fn(&T) -> bool,
    id: &'static str,
    choices: impl FnOnce() -> Vec<String>,
) -> Result<T, Refusal> {
    value
        .parse::<T>()
        .ok()
        .filter(is_known)
        .ok_or_else(|| refusal(id, value, choices()))
}

pub(super) fn indicator(reader: &Reader<'_>, value: &str) -> Result<IndicatorCode, Refusal> {
    known(
        value,
        |code| reader.catalogue.indicators.contains_key(code),
        "query-error-unknown-indicator",
        || suggest::nearest(value, reader.choices.indicators()),
    )
}

/// What may stand after `region:` or `scheme:`; any area where nothing near begins so.
fn near_with_prefix(written: &str, prefix: &str, choices: &[Choice]) -> Vec<String> {
    let near = suggest::nearest(
        written,
        choices.iter().filter(|choice| choice.begins_with(prefix)),
    );
    if near.is_empty() {
        suggest::nearest(written, choices)
    } else {
        near
    }
}

pub(super) fn area(reader: &Reader<'_>, value: &str) -> Result<AreaSelector, Refusal> {
    let choices = || reader.choices.areas();
    if value == "world" {
        return Ok(AreaSelector::World);
    }
    if let Some(rest) = value.strip_prefix("region:") {
        if rest == AreaId::WORLD {
            return Ok(AreaSelector::World);
        }
        return known(
            rest,
            |id: &RegionId| reader.catalogue.region(id).is_some(),
            "query-error-unknown-region",
            || near_with_prefix(rest, "region:", choices()),
        )
        .map(AreaSelector::Region);
    }
    if let Some(rest) = value.strip_prefix("scheme:") {
        return known(
            rest,
            |code: &SchemeCode| reader.catalogue.scheme(code).is_some(),
            "query-error-unknown-scheme",
            || near_with_prefix(rest, "scheme:", choices()),
        )
        .map(AreaSelector::Scheme);
    }
    known(
        value,
        |code: &PlaceCode| reader.catalogue.places.contains_key(code),
        "query-error-unknown-area",
        || suggest::nearest(value, choices()),
    )
    .map(AreaSelector::Place)
}

/// Four digits, as years are written everywhere.
fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year > 0)
}

pub(super) fn period(reader: &Reader<'_>, value: &str) -> Result<PeriodSelector, Refusal> {
    match value {
        "latest" => return Ok(PeriodSelector::Latest),
        "all" => return Ok(PeriodSelector::All),
        _ => {}
    }
    if let Some(rest) = value.strip_prefix("round:") {
        return round(reader, rest).map(PeriodSelector::Round);
    }
    let Some((first, last)) = value.split_once("..") else {
        return year(value).map(PeriodSelector::Year).ok_or_else(|| {
            let mut near = suggest::nearest(value, reader.choices.rounds());
            near.extend(suggest::nearest_of(value, &["latest", "all"]));
            refusal("query-error-period", value, near)
        });
    };
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first == last => Ok(PeriodSelector::Year(first)),
        (Some(first), Some(last)) if first < last => Ok(PeriodSelector::Years(first, last)),
        (Some(first), Some(last)) => {
            let turned = PeriodSelector::Years(last, first).to_string();
            Err(refusal("query-error-period-reversed", value, vec![turned]))
        }
        _ => Err(refusal("query-error-period", value, Vec::new())),
    }
}

fn round(reader: &Reader<'_>, value: &str) -> Result<RoundId, Refusal> {
    known(
        value,
        |id: &RoundId| {
            let reporter = reader.catalogue.reporters.get(&id.reporter);
            reporter.is_some_and(|r| r.rounds.iter().any(|round| round.code == id.code))
        },
        "query-error-unknown-round",
        || suggest::nearest(value, reader.choices.rounds()),
    )
}

pub(super) fn reporter(reader: &Reader<'_>, value: &str) -> Result<ReporterCode, Refusal> {
    known(
        value,
        |code| reader.catalogue.reporters.contains_key(code),
        "query-error-unknown-reporter",
        || suggest::nearest(value, reader.choices.reporters()),
    )
}

/// Dimensions are few: where nothing is near, the ones there are.
fn near_dimension(reader: &Reader<'_>, value: &str, level: Option<&str>) -> Vec<String> {
    let near = suggest::nearest(value, reader.choices.dimensions());
    let near = match level {
        Some(level) if near.is_empty() => suggest::nearest(level, reader.choices.dimensions()),
        _ => near,
    };
    if near.is_empty() {
        let all = reader.catalogue.dimensions.keys();
        all.map(ToString::to_string).collect()
    } else {
        near
    }
}

pub(super) fn dimension(reader: &Reader<'_>, value: &str) -> Result<DimensionSelector, Refusal> {
    let (name, level) = value.split_once(':').map_or((value, None), |(n, l)| (n, Some(l)));
    let unknown = |id| refusal(id, value, near_dimension(reader, value, level));
    let dimension = reader
        .catalogue
        .dimensions
        .get(name)
        .ok_or_else(|| unknown("query-error-unknown-dimension"))?;
    let Some(level) = level else {
        return Ok(DimensionSelector {
            dimension: dimension.code.clone(),
            value: None,
        });
    };
    let found = dimension.values.iter().find(|l| l.code.as_str() == level);
    let found = found.ok_or_else(|| unknown("query-error-unknown-dimension-value"))?;
    Ok(DimensionSelector {
        dimension: dimension.code.clone(),
        value: Some(found.code.clone()),
    })
}

/// One of a few fixed words.
fn word<T: Copy>(value: &str, all: &[T], written: fn(T) -> &'static str) -> Result<T, Refusal> {
    all.iter()
        .copied()
        .find(|one| written(*one) == value)
        .ok_or_else(|| {
            let words: Vec<&str> = all.iter().map(|one| written(*one)).collect();
            refusal(
                "query-error-unknown-choice",
                value,
                suggest::nearest_of(value, &words),
            )
        })
}

pub(super) fn layout(_: &Reader<'_>, value: &str) -> Result<Layout, Refusal> {
    word(value, Layout::ALL, Layout::as_str)
}

/// Whether rows without any record stand there.
pub(super) fn empty(_: &Reader<'_>, value: &str) -> Result<EmptyRows, Refusal> {
    word(value, EmptyRows::ALL, EmptyRows::as_str)
}

pub(super) fn totals(_: &Reader<'_>, value: &str) -> Result<Totals, Refusal> {
    word(value, Totals::ALL, Totals::as_str)
}

pub(super) fn format(_: &Reader<'_>, value: &str) -> Result<Format, Refusal> {
    word(value, Format::ALL, Format::as_str)
}

pub(super) fn scheme(reader: &Reader<'_>, value: &str) -> Result<SchemeCode, Refusal> {
    known(
        value,
        |code| reader.catalogue.scheme(code).is_some(),
        "query-error-unknown-scheme",
        || {
            let near = suggest::nearest(value, reader.choices.schemes());
            if near.is_empty() {
                reader
                    .catalogue
                    .schemes
                    .iter()
                    .map(|s| s.code.to_string())
                    .collect()
            } else {
                near
            }
        },
    )
}

pub(super) fn sort(reader: &Reader<'_>, value: &str) -> Result<Sort, Refusal> {
    let (order, key) = match value.strip_prefix('-') {
        Some(key) => (SortOrder::Descending, key),
        None => (SortOrder::Ascending, value),
    };
    let key = match key {
        "area" => SortKey::Area,
        "asked" if order == SortOrder::Ascending => SortKey::Asked,
        "asked" => return Err(refusal("query-error-sort-asked", value, vec!["asked".to_owned()])),
        code => SortKey::Indicator(known(
            code,
            |code| reader.catalogue.indicators.contains_key(code),
            "query-error-unknown-sort",
            || {
                let mut near = suggest::nearest(code, reader.choices.indicators());
                near.extend(suggest::nearest_of(code, &["area", "asked"]));
                near
            },
        )?),
    };
    Ok(Sort { key, order })
}

pub(super) fn edition(_: &Reader<'_>, value: &str) -> Result<Option<String>, Refusal> {
    if value == "current" {
        return Ok(None);
    }
    edition_prefix(value)
        .map(Some)
        .ok_or_else(|| refusal("query-error-edition", value, vec!["current".to_owned()]))
}

/// The identity of an edition, or enough of its beginning, in lower case.
#[must_use]
pub fn edition_prefix(value: &str) -> Option<String> {
    let fits = (SHORTEST_EDITION..=LONGEST_EDITION).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| value.to_ascii_lowercase())
}

pub(super) fn lang(_: &Reader<'_>, value: &str) -> Result<Lang, Refusal> {
    value
        .parse()
        .map_err(|_| refusal("query-error-lang", value, Vec::new()))
}
