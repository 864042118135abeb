//! Which columns a table has, and whose figures stand in each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tidemark_vocab::{AreaId, IndicatorCode, ReporterCode};

use super::model::{Cell, PeriodKey};
use super::periods::asked_for;
use crate::corpus::Corpus;
use crate::observation::{Dimensions, Observation};
use crate::query::{PeriodSelector, TableQuery};

/// An indicator with one of its splits.
pub(super) type Split = (IndicatorCode, Dimensions);

/// The splits of each indicator: the total unless only certain values of dimensions are asked for, then every
/// combination of the dimensions asked for that has a figure.
pub(super) fn splits(query: &TableQuery, areas: &[AreaId], corpus: &dyn Corpus) -> Vec<Split> {
    let mut all = Vec::new();
    for indicator in &query.indicators {
        let mut found: BTreeSet<Dimensions> = BTreeSet::new();
        if !query.dimensions.is_empty() {
            for area in areas {
                found.extend(
                    corpus
                        .observations(indicator, area)
                        .into_iter()
                        .map(|o| o.key.dimensions),
                );
            }
        }
        found.retain(|dimensions| !dimensions.is_total() && chosen(query, dimensions));
        let values_only = query.dimensions.iter().all(|selector| selector.value.is_some());
        if !values_only || found.is_empty() || query.dimensions.is_empty() {
            all.push((indicator.clone(), Dimensions::default()));
        }
        all.extend(
            found
                .into_iter()
                .map(|dimensions| (indicator.clone(), dimensions)),
        );
    }
    all
}

/// Whether a split uses only dimensions that are asked for, each with a value that is asked for.
fn chosen(query: &TableQuery, dimensions: &Dimensions) -> bool {
    dimensions.iter().all(|(dimension, value)| {
        query.dimensions.iter().any(|selector| {
            selector.dimension == *dimension && selector.value.as_ref().is_none_or(|wanted| wanted == value)
        })
    })
}

/// The period columns of a table: every reference period first, in order of time, then every round. Years and rounds that
/// are asked for by name stand there even where nothing is known.
pub(super) fn periods<'a>(
    query: &TableQuery,
    observations: impl Iterator<Item = &'a Observation>,
) -> Vec<PeriodKey> {
    let mut keys: BTreeSet<PeriodKey> = observations
        .filter(|observation| asked_for(&query.periods, &observation.key.period))
        .filter_map(|observation| column_of(query, observation))
        .collect();
    for selector in &query.periods {
        match selector {
            PeriodSelector::Year(year) => {
                keys.insert(PeriodKey::Reference(tidemark_vocab::Reference::calendar_year(
                    *year,
                )));
            }
            PeriodSelector::Round(round) => {
                keys.insert(PeriodKey::Round(round.clone()));
            }
            PeriodSelector::Latest | PeriodSelector::All | PeriodSelector::Years(..) => {}
        }
    }
    keys.into_iter().collect()
}

/// The column of an observation: its reference period, or its round where that is unknown or where rounds are asked for.
pub(super) fn column_of(query: &TableQuery, observation: &Observation) -> Option<PeriodKey> {
    let period = &observation.key.period;
    let by_round = period.round().filter(|round| {
        query
            .periods
            .iter()
            .any(|selector| matches!(selector, PeriodSelector::Round(asked) if asked == *round))
    });
    by_round
        .cloned()
        .map(PeriodKey::Round)
        .or_else(|| PeriodKey::of(period))
}

/// The reporters whose figures stand in a column, the most frequent first.
pub(super) fn reporters<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<ReporterCode> {
    let mut counts: BTreeMap<ReporterCode, usize> = BTreeMap::new();
    for shown in cells.filter_map(|cell| cell.shown.as_ref()) {
        *counts.entry(shown.observation.key.reporter.clone()).or_default() += 1;
    }
    let mut ordered: Vec<(ReporterCode, usize)> = counts.into_iter().collect();
    ordered.sort_by_key(|(code, count)| (Reverse(*count), code.clone()));
    ordered.into_iter().map(|(code, _)| code).collect()
}
