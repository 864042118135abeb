//! Which columns a table has, and whose figures stand in each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tidemark_vocab::{AreaId, Basis, IndicatorCode, PartialDate, Period, Reference, ReporterCode};

use super::model::{Cell, PeriodKey};
use super::periods::asks_for;
use crate::corpus::Corpus;
use crate::observation::{Dimensions, Observation};
use crate::query::{DimensionSelector, PeriodSelector, TableQuery};

/// An indicator with one of its splits.
pub(super) type Split = (IndicatorCode, Dimensions);

/// The splits of each indicator: the total unless only certain values of dimensions are asked for, then every
/// combination of the dimensions asked for that has a figure.
pub(super) fn splits(query: &TableQuery, areas: &[AreaId], corpus: &dyn Corpus) -> Vec<Split> {
    splits_among(query, corpus, |indicator| corpus.splits_in(indicator, areas))
}

/// The same, where it is told otherwise by which splits an indicator has figures for the areas.
pub(super) fn splits_among(
    query: &TableQuery,
    corpus: &dyn Corpus,
    in_areas: impl Fn(&IndicatorCode) -> BTreeSet<Dimensions>,
) -> Vec<Split> {
    let mut all = Vec::new();
    for indicator in &query.indicators {
        let mut found: BTreeSet<Dimensions> = BTreeSet::new();
        if !query.dimensions.is_empty() {
            found = in_areas(indicator);
        }
        found.retain(|dimensions| !dimensions.is_total() && chosen(query, dimensions));
        let wanted = wanted_values(query, indicator, corpus);
        if wanted.is_empty() {
            all.push((indicator.clone(), Dimensions::default()));
        } else if found.is_empty() {
            found.extend(wanted);
        }
        all.extend(
            found
                .into_iter()
                .map(|dimensions| (indicator.clone(), dimensions)),
        );
    }
    all
}

/// The values asked for, where only certain values are, of dimensions by which the indicator is split anywhere; then the
/// total is not asked for.
fn wanted_values(query: &TableQuery, indicator: &IndicatorCode, corpus: &dyn Corpus) -> Vec<Dimensions> {
    if query.dimensions.iter().any(|selector| selector.value.is_none()) {
        return Vec::new();
    }
    let value = |selector: &DimensionSelector| Some((selector.dimension.clone(), selector.value.clone()?));
    let wanted = query
        .dimensions
        .iter()
        .filter_map(value)
        .map(|pair| Dimensions::new([pair]));
    let split: BTreeSet<Dimensions> = corpus.splits_of(indicator).into_iter().collect();
    wanted.filter(|dimensions| split.contains(dimensions)).collect()
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
/// are asked for by name stand there even where nothing is known; there is always one column at least.
pub(super) fn periods<'a>(
    query: &TableQuery,
    observations: impl Iterator<Item = &'a Observation>,
    edition_year: i16,
) -> Vec<PeriodKey> {
    let mut keys: BTreeSet<PeriodKey> = observations
        .flat_map(|observation| columns_of(query, &observation.key.period))
        .collect();
    for selector in &query.periods {
        match selector {
            PeriodSelector::Year(year) => {
                keys.insert(PeriodKey::Reference(Reference::calendar_year(*year)));
            }
            PeriodSelector::Round(round) => {
                keys.insert(PeriodKey::Round(round.clone()));
            }
            PeriodSelector::Latest | PeriodSelector::All | PeriodSelector::Years(..) => {}
        }
    }
    if keys.is_empty() {
        keys.insert(PeriodKey::Reference(nothing_known(query, edition_year)));
    }
    keys.into_iter().collect()
}

/// The only column of a table in which nothing is known: the years asked for, else the year of the edition.
fn nothing_known(query: &TableQuery, edition_year: i16) -> Reference {
    let years = query.periods.iter().find_map(|selector| match selector {
        PeriodSelector::Years(first, last) => {
            let (first, last) = (PartialDate::year_only(*first), PartialDate::year_only(*last));
            Reference::new(first, last, Basis::Calendar).ok()
        }
        _ => None,
    });
    years.unwrap_or_else(|| Reference::calendar_year(edition_year))
}

/// The columns in which figures of a period stand: that of the round where the round is asked for; that of the reference
/// period, or of the round where it is unknown, where that is asked for.
pub(super) fn columns_of(query: &TableQuery, period: &Period) -> impl Iterator<Item = PeriodKey> + use<> {
    let is_asked = |by_round: bool| {
        let mut selectors = query.periods.iter();
        selectors.any(|selector| {
            matches!(selector, PeriodSelector::Round(_)) == by_round && asks_for(selector, period)
        })
    };
    let in_round = period.round().filter(|_| is_asked(true));
    let in_round = in_round.cloned().map(PeriodKey::Round);
    let in_time = is_asked(false).then(|| PeriodKey::of(period)).flatten();
    let in_time = in_time.filter(|key| in_round.as_ref() != Some(key));
    in_round.into_iter().chain(in_time)
}

/// The reporters whose figures stand in a column, the most frequent first.
pub(super) fn reporters<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<ReporterCode> {
    let mut counts: BTreeMap<ReporterCode, usize> = BTreeMap::new();
    for shown in cells.filter_map(|cell| cell.shown.as_ref()) {
        let reporter = &shown.observation.key.reporter;
        match counts.get_mut(reporter) {
            Some(count) => *count += 1,
            None => drop(counts.insert(reporter.clone(), 1)),
        }
    }
    let mut ordered: Vec<(ReporterCode, usize)> = counts.into_iter().collect();
    ordered.sort_by_key(|(code, count)| (Reverse(*count), code.clone()));
    ordered.into_iter().map(|(code, _)| code).collect()
}
