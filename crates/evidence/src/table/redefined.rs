//! Changes of definitions that lie between figures of a table.

use std::collections::BTreeMap;

use tidemark_vocab::{IndicatorCode, Period};

use super::model::{Cell, ColumnSubject, PeriodKey, Row, RowSubject, Table};
use super::total::TotalFigure;
use crate::catalogue::Catalogue;
use crate::finding::Status;
use crate::indicator::Indicator;
use crate::observation::Observation;
use crate::redefinition::{Redefinition, Told};
use crate::rules::year_of;

/// The changes of definition on both sides of which figures of a table stand, so that these are not of the same thing; in order of its
/// indicators and of year. A figure put together of several reporters' may hold those of any.
#[must_use]
pub fn redefined<'c>(table: &Table, catalogue: &'c Catalogue) -> Vec<(&'c Indicator, &'c Redefinition)> {
    let asked = table.query.indicators.iter();
    let known = asked.filter_map(|code| catalogue.indicators.get(code));
    let changing: Vec<&Indicator> = known
        .filter(|indicator| !indicator.redefinitions.is_empty())
        .collect();
    // Few indicators have any.
    if changing.is_empty() {
        return Vec::new();
    }
    let told = told(table, catalogue);
    let of_one = |indicator: &'c Indicator| {
        let told = told.get(&indicator.code).map_or(&[][..], Vec::as_slice);
        let lies_within = |change: &&Redefinition| {
            let concerned = || told.iter().filter(|(_, reporter)| change.concerns(*reporter));
            let years = || concerned().map(|(year, _)| *year);
            years()
                .min()
                .zip(years().max())
                .is_some_and(|(first, last)| change.parts(first, last))
        };
        let changes = indicator.redefinitions.iter().filter(lies_within);
        changes.map(move |change| (indicator, change))
    };
    changing.into_iter().flat_map(of_one).collect()
}

/// The years of which figures of each indicator are, and who says so.
fn told<'t>(table: &'t Table, catalogue: &Catalogue) -> BTreeMap<&'t IndicatorCode, Vec<Told<'t>>> {
    let mut told: BTreeMap<&IndicatorCode, Vec<Told<'_>>> = BTreeMap::new();
    for cell in table.cells() {
        if let Some(observation) = cell.shown.as_deref().map(|shown| &shown.observation)
            && says_something(observation)
            && let Some(year) = year_of(&observation.key.period, catalogue)
        {
            let said: Told<'_> = (year, Some(&observation.key.reporter));
            told.entry(&observation.key.indicator).or_default().push(said);
        }
    }
    for (indicator, year) in put_together(table, catalogue) {
        told.entry(indicator).or_default().push((year, None));
    }
    told
}

fn says_something(observation: &Observation) -> bool {
    matches!(
        observation.finding.status(),
        Status::Value | Status::Yes | Status::No
    )
}

/// What places of regions come to in a period, as far as it is a figure.
fn put_together<'t>(table: &'t Table, catalogue: &Catalogue) -> Vec<(&'t IndicatorCode, i16)> {
    let rows = table.groups.iter().flat_map(|group| &group.rows);
    let of_row = |row: &'t Row| {
        let indicator = match &row.subject {
            RowSubject::Area(_) => table.query.indicators.first(),
            RowSubject::AreaSplit { indicator, .. } | RowSubject::Indicator { indicator, .. } => {
                Some(indicator)
            }
        };
        let cells = row.cells.iter().zip(&table.columns);
        cells.filter_map(move |(cell, column)| {
            let ColumnSubject::Period(key) = &column.subject else {
                return None;
            };
            Some((
                indicator.filter(|_| is_figure(cell))?,
                year_of_key(key, catalogue)?,
            ))
        })
    };
    rows.flat_map(of_row).collect()
}

fn is_figure(cell: &Cell) -> bool {
    let total = cell.total.as_deref();
    cell.shown.is_none() && total.is_some_and(|total| !matches!(total.figure, TotalFigure::Refused(_)))
}

fn year_of_key(key: &PeriodKey, catalogue: &Catalogue) -> Option<i16> {
    match key {
        PeriodKey::Reference(reference) => Some(reference.end().year()),
        PeriodKey::Round(round) => year_of(&Period::of_round(round.clone()), catalogue),
    }
}
