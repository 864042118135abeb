//! `sources.csv` and `sets.csv`: the documents, and how much of its field each covers.

use std::collections::BTreeMap;

use tidemark_vocab::{IndicatorCode, Source, SourceId, Terms};

use super::declared::Declared;
use super::input::Input;
use super::problem::{At, Problems, Rule};
use super::rows::Fields;
use crate::catalogue::ObservationSet;

pub(super) const SOURCE_COLUMNS: [&str; 9] = [
    "source",
    "reporter",
    "title",
    "publisher",
    "year",
    "address",
    "licence",
    "terms",
    "access",
];
pub(super) const SET_COLUMNS: [&str; 4] = ["source", "indicator", "completeness", "reason"];

/// The sources by id.
pub(super) fn sources(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> BTreeMap<SourceId, Source> {
    let mut sources = BTreeMap::new();
    for sheet in input.sheets("sources.csv", &SOURCE_COLUMNS) {
        let rows = sheet.read(|row| {
            let id: Option<SourceId> = row.parsed(0, "source");
            declared.sources.declare(id.as_ref(), &row.at(), problems);
            let source = source(row, id?, declared, problems)?;
            Some((source.id.clone(), source))
        });
        declared.sources.whole_if(rows.is_some());
        sources.extend(rows.unwrap_or_default());
    }
    declared.sources.whole_if(input.is_whole("sources.csv"));
    sources
}

fn source(row: &Fields<'_>, id: SourceId, declared: &Declared, problems: &Problems) -> Option<Source> {
    let reporter = row
        .text(1)
        .and_then(|reporter| declared.reporters.find_or_note(reporter, &row.at(), problems));
    let title = row.text(2).map(str::to_owned);
    let year = row.parsed_if(4, "year");
    let terms = row.parsed(7, "terms");
    if terms == Some(Terms::NonCommercial) {
        row.note(Rule::NonCommercial, &[("source", &id)]);
    }
    Some(Source {
        id,
        reporter: reporter?,
        title: title?,
        publisher: row.raw(3).to_owned(),
        year,
        address: row.raw(5).to_owned(),
        licence: row.raw(6).to_owned(),
        terms: terms?,
        access: row.raw(8).to_owned(),
    })
}

/// Completeness by source and indicator.
pub(super) fn sets(
    input: &Input<'_>,
    declared: &Declared,
    problems: &Problems,
) -> BTreeMap<(SourceId, IndicatorCode), ObservationSet> {
    let mut sets: BTreeMap<_, (At, ObservationSet)> = BTreeMap::new();
    for sheet in input.sheets("sets.csv", &SET_COLUMNS) {
        for (at, key, set) in sheet.read(|row| set(row, declared, problems)).unwrap_or_default() {
            if let Some((first, _)) = sets.get(&key) {
                let (name, first) = (
                    format!("{} {}", key.0, key.1),
                    format!("{}:{}", first.file, first.line),
                );
                problems.note(
                    &at,
                    Rule::Duplicate,
                    &[("what", &"set"), ("name", &name), ("first", &first)],
                );
            } else {
                sets.insert(key, (at, set));
            }
        }
    }
    sets.into_iter().map(|(key, (_, set))| (key, set)).collect()
}

type SetRow = (At, (SourceId, IndicatorCode), ObservationSet);

fn set(row: &Fields<'_>, declared: &Declared, problems: &Problems) -> Option<SetRow> {
    let at = row.at();
    let source = row
        .text(0)
        .and_then(|source| declared.sources.find_or_note(source, &at, problems));
    let indicator = row
        .text(1)
        .and_then(|indicator| declared.indicators.find_or_note(indicator, &at, problems));
    let completeness = row.parsed(2, "completeness");
    let reason = row.text(3).map(str::to_owned);
    let set = ObservationSet {
        completeness: completeness?,
        reason: reason?,
    };
    Some((at, (source?, indicator?), set))
}
