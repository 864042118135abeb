//! The words around a map: unit, time, who says so, and what must be known beside it.

use std::collections::BTreeMap;

use tidemark_evidence::catalogue::Completeness;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::table::{Age, Shown, Span};
use tidemark_evidence::{Observation, Table};
use tidemark_vocab::ReporterCode;

use super::classes::Classes;
use super::figures::{Answer, Figure, is_number};
use crate::display::{TableView, Words, span_text};

/// The unit, when, and who says so.
pub(super) fn about(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Vec<String> {
    let unit = view.columns.first().and_then(|column| column.head.unit.clone());
    let unit = unit.map(|unit| words.messages.with("map-unit", &[("unit", &unit)]));
    unit.into_iter()
        .chain(when(table, words))
        .chain(who(table, words))
        .collect()
}

/// The figures that stand for today, or for the period asked.
fn current(table: &Table) -> impl Iterator<Item = &Observation> {
    let shown = table.cells().filter_map(|cell| cell.shown.as_deref());
    let current = shown.filter(|shown: &&Shown| shown.age == Age::Current);
    current.map(|shown| &shown.observation)
}

/// "Latest figures: 2015 to 2022, HRI 2024".
fn when(table: &Table, words: &Words<'_>) -> Option<String> {
    let mut span = Span::default();
    for observation in current(table) {
        let period = &observation.key.period;
        match (period.reference(), period.round()) {
            (Some(reference), _) => {
                let (start, end) = (reference.start().year(), reference.end().year());
                span.years = Some(
                    span.years
                        .map_or((start, end), |(first, last)| (first.min(start), last.max(end))),
                );
            }
            (None, Some(round)) if !span.rounds.contains(round) => span.rounds.push(round.clone()),
            (None, _) => {}
        }
    }
    span.rounds.sort();
    let span = span_text(&span, words)?;
    let id = if table.query.periods == [PeriodSelector::Latest] {
        "map-when-latest"
    } else {
        "map-when"
    };
    Some(words.messages.with(id, &[("span", &span)]))
}

/// "As told by: HRI (62), WHO (3)".
fn who(table: &Table, words: &Words<'_>) -> Option<String> {
    let mut counts: BTreeMap<&ReporterCode, usize> = BTreeMap::new();
    for observation in current(table) {
        *counts.entry(&observation.key.reporter).or_default() += 1;
    }
    let mut ordered: Vec<_> = counts.into_iter().collect();
    ordered.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let only_one = ordered.len() == 1;
    let named = ordered.into_iter().map(|(reporter, count)| {
        let (reporter, count) = (words.short(reporter), count.to_string());
        if only_one {
            reporter
        } else {
            words
                .messages
                .with("map-reporter", &[("reporter", &reporter), ("count", &count)])
        }
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| {
        let reporters = words.list(&named);
        words.messages.with("map-who", &[("reporters", &reporters)])
    })
}

/// What must be known beside a map.
pub(super) fn notes(figures: &[Figure], table: &Table, classes: &Classes, words: &Words<'_>) -> Vec<String> {
    let recorded = figures.iter().filter(|figure| figure.answer.is_record()).count();
    let (count, places) = (recorded.to_string(), figures.len().to_string());
    let coverage = words
        .messages
        .with("map-coverage", &[("count", &count), ("places", &places)]);
    let is_partial = current(table).any(|observation| {
        let key = &observation.key;
        words.catalogue.completeness(&key.source, &key.indicator) != Completeness::Complete
    });
    let partial = is_partial.then(|| words.messages.get("map-partial"));
    let empty = figures.iter().any(|figure| figure.answer == Answer::NoRecord);
    let empty = empty.then(|| words.messages.get("map-no-record"));
    let by_classes = is_number(table, words).then(|| match classes {
        Classes::Quantiles(_) => words.messages.get("map-classes-quantiles"),
        Classes::Thresholds(thresholds) => words
            .messages
            .with("map-classes-thresholds", &[("cited", &thresholds.cited)]),
    });
    [Some(coverage), partial, empty, by_classes]
        .into_iter()
        .flatten()
        .collect()
}
