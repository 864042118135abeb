//! Totals beneath columns and in the rows of regions: ours with what they cover, the published figure beside them.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId, ReporterCode, SourceId};

use super::areas::members;
use super::build::Making;
use super::columns::columns_of;
use super::model::{Age, Cell, PeriodKey, Row, RowSubject};
use super::periods::asked_for;
use super::summands::Summands;
use super::total::{Contribution, Total, TotalFigure, WorkingLine};
use crate::catalogue::Catalogue;
use crate::indicator::{AggregationRule, Indicator};
use crate::observation::{Dimensions, Observation};
use crate::query::{AreaSelector, TableQuery};
use crate::rules::{Candidates, age, is_part_or_sum, total};

/// What a column's total is about: an indicator, its split, and the period of the column where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Totalled {
    pub(super) indicator: IndicatorCode,
    pub(super) dimensions: Dimensions,
    pub(super) period: Option<PeriodKey>,
}

/// For which area a total is made: which places it holds, and whose published figure belongs beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    /// The area as a whole, where the rows stand for one.
    pub(super) about: Option<AreaId>,
    /// The places to cover, whether they are rows or not; those of the rows where there are none.
    pub(super) places: Vec<PlaceCode>,
}

impl Field {
    /// A region with all its places, whether they are rows or not.
    pub(super) fn region(id: &RegionId, catalogue: &Catalogue) -> Self {
        let mut places = members(id, catalogue);
        places.retain(|place| place.parent().is_none());
        Self {
            about: Some(AreaId::Region(id.clone())),
            places,
        }
    }
}

fn of_cells(
    making: &Making<'_>,
    totalled: &Totalled,
    indicator: &Indicator,
    cells: &[(&AreaId, &Cell)],
    field: &Field,
) -> Total {
    let summands = Summands::of(making, totalled, indicator, cells, &field.places);
    let reckoning = total(
        indicator,
        &summands.parts(),
        making.corpus.catalogue(),
        making.lang,
    );
    let published = field
        .about
        .as_ref()
        .map(|area| published(making, totalled, indicator, area));
    let working = if indicator.aggregation.rule == AggregationRule::None {
        Vec::new()
    } else {
        summands.working(&reckoning.contributions)
    };
    Total {
        figure: reckoning.figure,
        coverage: reckoning.coverage,
        statuses: reckoning.statuses,
        tally: reckoning.tally,
        span: reckoning.span,
        parts: one_a_source(weights_in(&working)),
        working,
        published: published.unwrap_or_default(),
        notes: Vec::new(),
        sources: Vec::new(),
    }
}

/// The totals of columns over rows that are about areas; none where a column has no single indicator.
pub(super) fn of_rows(
    making: &Making<'_>,
    columns: &[Option<Totalled>],
    rows: &[Row],
    field: &Field,
) -> Vec<Total> {
    let catalogue = making.corpus.catalogue();
    let column = |(at, totalled): (usize, &Option<Totalled>)| {
        let totalled = totalled.as_ref()?;
        let indicator = catalogue.indicators.get(&totalled.indicator)?;
        let cells: Vec<(&AreaId, &Cell)> = rows.iter().filter_map(|row| area_cell(row, at)).collect();
        Some(of_cells(making, totalled, indicator, &cells, field))
    };
    columns.iter().enumerate().filter_map(column).collect()
}

fn area_cell(row: &Row, at: usize) -> Option<(&AreaId, &Cell)> {
    match &row.subject {
        RowSubject::Area(area) => row.cells.get(at).map(|cell| (area, cell)),
        RowSubject::AreaSplit { .. } | RowSubject::Indicator { .. } => None,
    }
}

/// The total of a region's places, for the region's own row.
pub(super) fn of_region(
    making: &Making<'_>,
    indicator: &Indicator,
    dimensions: &Dimensions,
    id: &RegionId,
) -> Total {
    let catalogue = making.corpus.catalogue();
    let areas: Vec<AreaId> = members(id, catalogue).into_iter().map(AreaId::Place).collect();
    let cells: Vec<Cell> = areas
        .iter()
        .map(|area| making.cell(&indicator.code, dimensions, area))
        .collect();
    let pairs: Vec<(&AreaId, &Cell)> = areas.iter().zip(&cells).collect();
    let totalled = Totalled {
        indicator: indicator.code.clone(),
        dimensions: dimensions.clone(),
        period: None,
    };
    let mut total = of_cells(
        making,
        &totalled,
        indicator,
        &pairs,
        &Field::region(id, catalogue),
    );
    if matches!(total.figure, TotalFigure::Sum(_) | TotalFigure::Mean(_)) {
        let figures = counted(&total.working).filter_map(|line| line.figure.as_ref());
        total.parts = one_a_source(figures.chain(weights_in(&total.working)));
    }
    total
}

fn counted(working: &[WorkingLine]) -> impl Iterator<Item = &WorkingLine> {
    working
        .iter()
        .filter(|line| line.contribution == Contribution::Counted)
}

/// The weights that went in.
fn weights_in(working: &[WorkingLine]) -> impl Iterator<Item = &Observation> {
    counted(working).filter_map(|line| line.weight.as_ref())
}

/// One observation of every source.
fn one_a_source<'o>(observations: impl Iterator<Item = &'o Observation>) -> Vec<Observation> {
    let mut seen: BTreeSet<SourceId> = BTreeSet::new();
    observations
        .filter(|observation| seen.insert(observation.key.source.clone()))
        .cloned()
        .collect()
}

/// What was published for the area as a whole, of the same split and period: the best figure of each reporter. Where the
/// newest figures are asked for, old ones are left out, and parts of years where there are whole ones.
fn published(
    making: &Making<'_>,
    totalled: &Totalled,
    indicator: &Indicator,
    area: &AreaId,
) -> Vec<Observation> {
    let (query, catalogue) = (making.query, making.corpus.catalogue());
    let code = indicator.published_count.as_ref().unwrap_or(&indicator.code);
    let in_column = |o: &Observation| {
        totalled
            .period
            .as_ref()
            .is_none_or(|key| columns_of(query, &o.key.period).any(|column| column == *key))
    };
    let newest = super::periods::is_latest(&query.periods);
    let mut observations = making.corpus.of_split(code, &totalled.dimensions, area);
    observations.retain(|o| {
        asked_for(&query.periods, &o.key.period) && in_column(o) && !(newest && age(o, catalogue) == Age::Old)
    });
    if newest && observations.iter().any(|o| !is_part_or_sum(o, catalogue)) {
        observations.retain(|o| !is_part_or_sum(o, catalogue));
    }
    let mut seen: BTreeSet<ReporterCode> = BTreeSet::new();
    Candidates::by(&making.judges, observations, &query.reporters, making.ageing())
        .eligible
        .into_iter()
        .filter(|observation| seen.insert(observation.key.reporter.clone()))
        .collect()
}

/// The field of the whole selection: the world for a scheme of the whole world, a region where only it is asked for.
pub(super) fn whole_selection(query: &TableQuery, catalogue: &Catalogue) -> Field {
    let sets: Vec<&AreaSelector> = query
        .areas
        .iter()
        .filter(|selector| !matches!(selector, AreaSelector::World))
        .collect();
    match sets.as_slice() {
        [AreaSelector::Region(id)] => Field::region(id, catalogue),
        [AreaSelector::Scheme(code)] if code.as_str() != "GLOBAL" => Field {
            about: AreaId::WORLD.parse().ok(),
            places: Vec::new(),
        },
        _ => Field::default(),
    }
}
