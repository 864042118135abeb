//! The CSV files.

use std::collections::BTreeMap;
use std::fmt::Display;

use csv::{Terminator, WriterBuilder};
use tidemark_vocab::LevelCode;

use super::WrittenFile;
use crate::catalogue::{Catalogue, Scheme};
use crate::dataset::Dataset;
use crate::finding::Finding;
use crate::observation::Observation;
use crate::text::{areas, observations as rows, sources as documents};

/// Rows beneath their columns.
fn sheet<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    let mut written = writer.write_record(columns);
    for row in rows {
        written = written.and_then(|()| writer.write_record(row));
    }
    into_bytes(written.map(|()| writer))
}

#[expect(
    clippy::expect_used,
    reason = "memory takes every byte, and every row has as many fields as there are columns"
)]
fn into_bytes(writer: csv::Result<csv::Writer<Vec<u8>>>) -> Vec<u8> {
    writer
        .expect("rows of one length")
        .into_inner()
        .expect("memory takes every byte")
}

fn optional<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

pub(super) fn places(catalogue: &Catalogue) -> Vec<u8> {
    let places = catalogue.places.values();
    sheet(
        areas::PLACE_COLUMNS,
        places.map(|place| {
            let named = |lang| place.name.exact(lang).unwrap_or_default().to_owned();
            [
                place.code.to_string(),
                optional(place.code.parent()),
                optional(place.m49.as_ref()),
                named("en"),
                named("fr"),
                named("es"),
                named("ru"),
                named("ar"),
                named("zh"),
                place.aliases.join(";"),
            ]
        }),
    )
}

pub(super) fn members(schemes: &[Scheme]) -> Vec<u8> {
    let rows = schemes.iter().flat_map(|scheme| {
        let regions = scheme.regions.iter();
        regions.flat_map(move |region| {
            region.members.iter().map(move |(place, membership)| {
                [
                    scheme.code.to_string(),
                    region.code.to_string(),
                    place.to_string(),
                    membership.source.to_string(),
                    membership.locator.clone(),
                    membership.note.clone(),
                ]
            })
        })
    });
    sheet(areas::MEMBER_COLUMNS, rows)
}

pub(super) fn sources(catalogue: &Catalogue) -> Vec<u8> {
    let sources = catalogue.sources.values();
    sheet(
        documents::SOURCE_COLUMNS,
        sources.map(|source| {
            [
                source.id.to_string(),
                source.reporter.to_string(),
                source.title.clone(),
                source.publisher.clone(),
                optional(source.year),
                source.address.clone(),
                source.licence.clone(),
                source.terms.to_string(),
                source.access.clone(),
            ]
        }),
    )
}

pub(super) fn sets(catalogue: &Catalogue) -> Vec<u8> {
    let sets = catalogue.sets.iter();
    sheet(
        documents::SET_COLUMNS,
        sets.map(|((source, indicator), set)| {
            [
                source.to_string(),
                indicator.to_string(),
                set.completeness.to_string(),
                set.reason.clone(),
            ]
        }),
    )
}

/// The observations in order of key, in a file a theme; one file without rows where there are none.
pub(super) fn observations(dataset: &Dataset) -> Vec<WrittenFile> {
    let theme_of = |observation: &Observation| {
        let known = dataset.catalogue.indicators.get(&observation.key.indicator);
        known.map_or_else(|| "observations".to_owned(), |known| known.theme.to_string())
    };
    let mut by_theme: BTreeMap<String, Vec<&Observation>> = BTreeMap::new();
    for observation in &dataset.observations {
        by_theme
            .entry(theme_of(observation))
            .or_default()
            .push(observation);
    }
    if by_theme.is_empty() {
        by_theme.insert("observations".to_owned(), Vec::new());
    }
    let file = |(theme, mut observations): (String, Vec<&Observation>)| {
        observations.sort_by(|a, b| a.key.cmp(&b.key));
        let rows = sheet(rows::COLUMNS, observations.into_iter().map(row));
        WrittenFile::new(format!("observations/{theme}.csv"), rows)
    };
    by_theme.into_iter().map(file).collect()
}

fn row(observation: &Observation) -> [String; 15] {
    let key = &observation.key;
    let [value, bound, low, high] = finding(&observation.finding);
    [
        key.indicator.to_string(),
        key.area.to_string(),
        optional(key.period.reference()),
        optional(key.period.round()),
        key.dimensions.to_string(),
        key.reporter.to_string(),
        key.source.to_string(),
        observation.finding.status().to_string(),
        value,
        bound,
        low,
        high,
        observation.locator.to_string(),
        observation.note.to_string(),
        observation.questioned.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// Value, bound, low and high. A range alone needs no bound unless it is approximate.
fn finding(finding: &Finding) -> [String; 4] {
    let alone = |value: String| [value, String::new(), String::new(), String::new()];
    match finding {
        Finding::Quantity(quantity) => [
            optional(quantity.value()),
            quantity.bound().to_string(),
            optional(quantity.range().map(|(low, _)| low)),
            optional(quantity.range().map(|(_, high)| high)),
        ],
        Finding::Level(level) => alone(level.to_string()),
        Finding::Codes(codes) => alone(codes.iter().map(LevelCode::as_str).collect::<Vec<_>>().join(";")),
        Finding::Text(text) => alone(text.to_string()),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => alone(String::new()),
    }
}
