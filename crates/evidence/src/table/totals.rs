//! Totals beneath columns and in the rows of regions: ours with what they cover, the published figure beside them.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, RegionId, ReporterCode};

use super::areas::{addable, members};
use super::build::Making;
use super::model::{Cell, Row, RowSubject, Total};
use super::periods::asked_for;
use crate::indicator::Indicator;
use crate::observation::{Dimensions, Observation};
use crate::query::{AreaSelector, TableQuery};
use crate::rules::{Candidates, Part, total};

/// The total of an indicator over the cells of these areas; `about` is the area whose published figure belongs beside it.
pub(super) fn of_cells(
    making: &Making<'_>,
    indicator: &Indicator,
    cells: &[(&AreaId, &Cell)],
    about: Option<&AreaId>,
) -> Total {
    let areas: Vec<&AreaId> = cells.iter().map(|(area, _)| *area).collect();
    let parts: Vec<Part<'_>> = addable(&areas)
        .into_iter()
        .filter_map(|at| cells.get(at))
        .map(|(_, cell)| cell.shown.as_ref().map(|shown| (&shown.observation, shown.age)))
        .collect();
    let sum = total(indicator, &parts, making.corpus.catalogue(), making.lang);
    let published = about
        .map(|area| published(making, indicator, area))
        .unwrap_or_default();
    Total {
        figure: sum.figure,
        coverage: sum.coverage,
        tally: sum.tally,
        years: sum.years,
        published,
        sources: Vec::new(),
    }
}

/// The totals of columns over rows that are about areas; none where a column has no single indicator.
pub(super) fn of_rows(
    making: &Making<'_>,
    indicators: &[Option<IndicatorCode>],
    rows: &[Row],
    about: Option<&AreaId>,
) -> Vec<Total> {
    let catalogue = making.corpus.catalogue();
    let column = |(at, code): (usize, &Option<IndicatorCode>)| {
        let indicator = catalogue.indicators.get(code.as_ref()?)?;
        let cells: Vec<(&AreaId, &Cell)> = rows.iter().filter_map(|row| area_cell(row, at)).collect();
        Some(of_cells(making, indicator, &cells, about))
    };
    indicators.iter().enumerate().filter_map(column).collect()
}

fn area_cell(row: &Row, at: usize) -> Option<(&AreaId, &Cell)> {
    match &row.subject {
        RowSubject::Area(area) => row.cells.get(at).map(|cell| (area, cell)),
        RowSubject::Indicator { .. } => None,
    }
}

/// The total of a region's places, for the region's own row.
pub(super) fn of_region(
    making: &Making<'_>,
    indicator: &Indicator,
    dimensions: &Dimensions,
    id: &RegionId,
) -> Total {
    let areas: Vec<AreaId> = members(id, making.corpus.catalogue())
        .into_iter()
        .map(AreaId::Place)
        .collect();
    let cells: Vec<Cell> = areas
        .iter()
        .map(|area| making.cell(&indicator.code, dimensions, area))
        .collect();
    let pairs: Vec<(&AreaId, &Cell)> = areas.iter().zip(&cells).collect();
    of_cells(making, indicator, &pairs, Some(&AreaId::Region(id.clone())))
}

/// What was published for the area as a whole: the best figure of each reporter, newest first.
fn published(making: &Making<'_>, indicator: &Indicator, area: &AreaId) -> Vec<Observation> {
    let code: &IndicatorCode = indicator.published_count.as_ref().unwrap_or(&indicator.code);
    let observations = making
        .corpus
        .observations(code, area)
        .into_iter()
        .filter(|o| o.key.dimensions.is_total() && asked_for(&making.query.periods, &o.key.period))
        .collect();
    let mut seen: BTreeSet<ReporterCode> = BTreeSet::new();
    Candidates::of(observations, &[], making.corpus.catalogue())
        .eligible
        .into_iter()
        .filter(|observation| seen.insert(observation.key.reporter.clone()))
        .collect()
}

/// The area that the whole selection stands for, so that its published figure may be set beside the total: one region,
/// or the world for a whole scheme.
pub(super) fn whole_selection(query: &TableQuery) -> Option<AreaId> {
    let sets: Vec<&AreaSelector> = query
        .areas
        .iter()
        .filter(|selector| !matches!(selector, AreaSelector::World))
        .collect();
    match sets.as_slice() {
        [AreaSelector::Region(id)] => Some(AreaId::Region(id.clone())),
        [AreaSelector::Scheme(_)] => AreaId::WORLD.parse().ok(),
        _ => None,
    }
}
