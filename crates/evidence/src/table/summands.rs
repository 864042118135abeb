//! What goes into a total: the cells that may be put together, their weights, and where the question arises at all.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, Period, PlaceCode};

use super::build::Making;
use super::columns::columns_of;
use super::model::{Age, Cell, PeriodKey};
use super::periods::{asked_for, is_latest};
use super::total::{Contribution, WorkingLine};
use super::totals::Totalled;
use crate::finding::Finding;
use crate::indicator::{AggregationRule, Indicator};
use crate::observation::{Dimensions, Observation};
use crate::query::PeriodSelector;
use crate::rules::{Ageing, Asked, Candidates, Part, Reach, age};

/// A place of a total, with what belongs to its cell.
struct Summand<'c> {
    area: AreaId,
    cell: Option<&'c Cell>,
    reach: Reach,
    asked: Asked,
    weight: Option<Observation>,
}

/// The places of a total, and the rows that stay out since a place that stands in it holds them.
pub(super) struct Summands<'c> {
    places: Vec<Summand<'c>>,
    within: Vec<(AreaId, &'c Cell)>,
}

impl<'c> Summands<'c> {
    /// The places among the rows, and those of the area that are not.
    pub(super) fn of(
        making: &Making<'_>,
        totalled: &Totalled,
        indicator: &Indicator,
        cells: &[(&AreaId, &'c Cell)],
        field: &[PlaceCode],
    ) -> Self {
        let (rows, rule) = (Rows::of(cells, field), &indicator.aggregation.rule);
        let mut summands = Self {
            places: Vec::new(),
            within: Vec::new(),
        };
        let beside = Beside { making, totalled };
        let mut put = |place: &PlaceCode, cell: Option<&'c Cell>| {
            let area = AreaId::Place(place.clone());
            summands.places.push(Summand {
                cell,
                reach: rows.reach(place),
                asked: beside.asked(indicator, &area),
                weight: beside.weight(indicator, &area),
                area,
            });
        };
        for (place, cell) in &rows.cells {
            if rows.stands(place, cell, rule) {
                put(place, Some(cell));
            }
        }
        for place in rows.absent(field, rule) {
            put(place, None);
        }
        let out = rows
            .cells
            .iter()
            .filter(|(place, cell)| place.parent().is_some() && !rows.stands(place, cell, rule));
        summands.within = out
            .map(|(place, cell)| (AreaId::Place(place.clone()), *cell))
            .collect();
        summands
    }

    /// The parts from which a total is made.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::with_capacity(self.places.len());
        for place in &self.places {
            parts.push(Part {
                area: &place.area,
                cell: place.cell,
                reach: place.reach,
                asked: place.asked,
                weight: place.weight.as_ref(),
            });
        }
        parts
    }

    /// What became of each place.
    pub(super) fn working(self, contributions: &[Contribution]) -> Vec<WorkingLine> {
        let line = |area, contribution, cell: Option<&Cell>, weight| WorkingLine {
            area,
            contribution,
            figure: cell
                .and_then(|cell| cell.shown.as_ref())
                .filter(|_| contribution != Contribution::Withdrawn)
                .map(|shown| shown.observation.clone()),
            weight,
            source: None,
            weight_source: None,
        };
        let places = self.places.into_iter().zip(contributions);
        let lines =
            places.map(|(place, contribution)| line(place.area, *contribution, place.cell, place.weight));
        let within = self.within.into_iter();
        let parts = within.map(|(area, cell)| line(area, Contribution::PartOfWhole, Some(cell), None));
        lines.chain(parts).collect()
    }
}

/// The rows that are places, and how they lie within one another.
struct Rows<'c> {
    cells: Vec<(PlaceCode, &'c Cell)>,
    /// Every place that is to be covered.
    asked: BTreeSet<PlaceCode>,
    /// Rows with a figure.
    known: BTreeSet<PlaceCode>,
}

impl<'c> Rows<'c> {
    fn of(cells: &[(&AreaId, &'c Cell)], field: &[PlaceCode]) -> Self {
        let cells: Vec<(PlaceCode, &'c Cell)> = cells
            .iter()
            .filter_map(|(area, cell)| match area {
                AreaId::Place(place) => Some((place.clone(), *cell)),
                AreaId::Region(_) => None,
            })
            .collect();
        let rows = cells.iter().map(|(place, _)| place.clone());
        let known = cells.iter().filter(|(_, cell)| cell.shown.is_some());
        Self {
            asked: rows.chain(field.iter().cloned()).collect(),
            known: known.map(|(place, _)| place.clone()).collect(),
            cells,
        }
    }

    /// Whether a row goes into a total: a part of a place not beside its whole. Where the whole has no figure, its parts stand for
    /// it as far as they go, but in a mean, for which it must be known how much the rest weighs.
    fn stands(&self, place: &PlaceCode, cell: &Cell, rule: &AggregationRule) -> bool {
        match place.parent() {
            Some(whole) if !self.asked.contains(&whole) => true,
            Some(whole) => {
                parts_stand_for_wholes(rule) && cell.shown.is_some() && !self.known.contains(&whole)
            }
            None => cell.shown.is_some() || !self.has_standing_part(place, rule),
        }
    }

    fn has_standing_part(&self, place: &PlaceCode, rule: &AggregationRule) -> bool {
        let mut wholes = self.known.iter().filter_map(PlaceCode::parent);
        parts_stand_for_wholes(rule) && wholes.any(|whole| whole == *place)
    }

    /// Of how much of what is to be covered a row speaks.
    fn reach(&self, place: &PlaceCode) -> Reach {
        match place.parent() {
            Some(whole) if self.asked.contains(&whole) => Reach::PartOfWhole,
            Some(_) | None => Reach::Whole,
        }
    }

    /// The places to be covered that are no rows, nor have a part that stands for them.
    fn absent<'f>(&self, field: &'f [PlaceCode], rule: &AggregationRule) -> Vec<&'f PlaceCode> {
        let rows: BTreeSet<&PlaceCode> = self.cells.iter().map(|(place, _)| place).collect();
        field
            .iter()
            .filter(|place| !rows.contains(place) && !self.has_standing_part(place, rule))
            .collect()
    }
}

/// A mean must know how much the rest of the place weighs.
fn parts_stand_for_wholes(rule: &AggregationRule) -> bool {
    rule.weight().is_none()
}

/// Which figures may stand beside one that is only dated by a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ForRounds {
    /// Those of the same round.
    SameRound,
    /// The newest: a series by years has no rounds.
    Newest,
}

/// Looks for figures of other indicators that belong to those of a total.
struct Beside<'b, 'm> {
    making: &'b Making<'m>,
    totalled: &'b Totalled,
}

impl Beside<'_, '_> {
    /// Whether the question arises in a place: not where its condition is answered with "no".
    fn asked(&self, indicator: &Indicator, area: &AreaId) -> Asked {
        let condition = indicator.aggregation.asked_where.as_ref();
        let answer = condition.and_then(|code| {
            let whole = Dimensions::default();
            self.figure(code, &whole, area, ForRounds::SameRound)
        });
        match answer.map(|answer| answer.finding) {
            Some(Finding::No) => Asked::NotHere,
            _ => Asked::Here,
        }
    }

    /// The weight of a place, of the same split.
    fn weight(&self, indicator: &Indicator, area: &AreaId) -> Option<Observation> {
        let code = indicator.aggregation.rule.weight()?;
        self.figure(code, &self.totalled.dimensions, area, ForRounds::Newest)
    }

    /// The figure that a cell would show of an indicator, whoever says so: of the year asked for, or the newest that may stand for
    /// today.
    fn figure(
        &self,
        code: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
        for_rounds: ForRounds,
    ) -> Option<Observation> {
        let (query, catalogue) = (self.making.query, self.making.corpus.catalogue());
        let mut observations = self.making.corpus.of_split(code, dimensions, area);
        let newest = is_latest(&query.periods) || (for_rounds == ForRounds::Newest && self.is_about_rounds());
        if newest {
            observations.retain(|o| age(o, catalogue) == Age::Current);
        } else {
            observations
                .retain(|o| asked_for(&query.periods, &o.key.period) && self.is_in_column(&o.key.period));
        }
        let ageing = if newest {
            Ageing::Applies
        } else {
            Ageing::AskedByPeriod
        };
        let mut eligible = Candidates::by(&self.making.judges, observations, &[], ageing).eligible;
        (!eligible.is_empty()).then(|| eligible.remove(0))
    }

    /// Whether the figures of the total are those of rounds.
    fn is_about_rounds(&self) -> bool {
        match &self.totalled.period {
            Some(key) => matches!(key, PeriodKey::Round(_)),
            None => self
                .making
                .query
                .periods
                .iter()
                .all(|selector| matches!(selector, PeriodSelector::Round(_))),
        }
    }

    fn is_in_column(&self, period: &Period) -> bool {
        let column = self.totalled.period.as_ref();
        column.is_none_or(|key| columns_of(self.making.query, period).any(|column| column == *key))
    }
}
