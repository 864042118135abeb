//! Tables over periods: a row is a series.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, ReporterCode};

use super::build::{Making, TableError, limit};
use super::cells::{self, Ageing, Mention};
use super::columns::{self, Split, column_of};
use super::model::{Cell, ColumnSubject, PeriodKey, Row, RowSubject, Table};
use super::periods::is_latest;
use crate::corpus::Corpus;
use crate::observation::Observation;
use crate::rules::{Candidates, standing};

impl Making<'_> {
    pub(super) fn areas_by_periods(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        let subjects: Vec<(RowSubject, &Split, &AreaId)> = areas
            .iter()
            .flat_map(|area| splits.iter().map(move |split| (area, split)))
            .map(|(area, split)| {
                let subject = match splits {
                    [_] => RowSubject::Area(area.clone()),
                    _ if areas.len() == 1 => indicator_row(split),
                    _ => RowSubject::Area(area.clone()),
                };
                (subject, split, area)
            })
            .collect();
        self.by_periods(subjects)
    }

    pub(super) fn indicators_by_periods(
        &self,
        areas: &[AreaId],
        splits: &[Split],
    ) -> Result<Table, TableError> {
        let subjects = areas
            .iter()
            .flat_map(|area| splits.iter().map(move |s| (indicator_row(s), s, area)))
            .collect();
        self.by_periods(subjects)
    }

    fn by_periods(&self, subjects: Vec<(RowSubject, &Split, &AreaId)>) -> Result<Table, TableError> {
        let latest = is_latest(&self.query.periods);
        let observations: Vec<Vec<Observation>> = subjects
            .iter()
            .map(|(_, (indicator, dimensions), area)| {
                let all = self.observations(indicator, dimensions, area);
                if latest {
                    newest(all, &self.query.reporters, self.corpus)
                } else {
                    all
                }
            })
            .collect();
        let keys = columns::periods(self.query, observations.iter().flatten());
        limit(keys.len().saturating_mul(subjects.len()))?;
        let single = single_indicator(&subjects);
        let rows: Vec<Row> = subjects
            .into_iter()
            .zip(&observations)
            .map(|((subject, _, _), observations)| Row {
                subject,
                cells: self.series(observations, &keys),
            })
            .collect();
        let heads = keys
            .iter()
            .map(|key| (ColumnSubject::Period(key.clone()), single.as_ref()));
        let columns = self.columns(heads, &rows);
        let indicators = vec![single; keys.len()];
        Ok(self.assemble(columns, rows, &indicators))
    }

    /// The cells of a row over periods. Its reference periods show one reporter, the best that has any; a round's column
    /// shows what was published in that round.
    fn series(&self, observations: &[Observation], keys: &[PeriodKey]) -> Vec<Cell> {
        let leading = self.leading_reporter(observations);
        let at = |key: &PeriodKey| {
            let here: Vec<Observation> = observations
                .iter()
                .filter(|o| column_of(self.query, o).as_ref() == Some(key))
                .cloned()
                .collect();
            let shown: &[ReporterCode] = match key {
                PeriodKey::Reference(_) if self.query.reporters.is_empty() => leading.as_slice(),
                _ => &self.query.reporters,
            };
            cells::cell(here, shown, (Ageing::AskedByPeriod, Mention::All), self.corpus)
        };
        keys.iter().map(at).collect()
    }

    fn leading_reporter(&self, observations: &[Observation]) -> Vec<ReporterCode> {
        let catalogue = self.corpus.catalogue();
        let referenced: Vec<Observation> = observations
            .iter()
            .filter(|o| matches!(column_of(self.query, o), Some(PeriodKey::Reference(_))))
            .cloned()
            .collect();
        let eligible = Candidates::of(referenced, &[], catalogue).eligible;
        let best = eligible
            .iter()
            .min_by_key(|o| (standing(o, catalogue).place, o.key.reporter.clone()));
        best.map(|o| o.key.reporter.clone()).into_iter().collect()
    }
}

fn indicator_row((indicator, dimensions): &Split) -> RowSubject {
    RowSubject::Indicator {
        indicator: indicator.clone(),
        dimensions: dimensions.clone(),
    }
}

fn single_indicator(subjects: &[(RowSubject, &Split, &AreaId)]) -> Option<IndicatorCode> {
    let codes: BTreeSet<&Split> = subjects.iter().map(|(_, split, _)| *split).collect();
    match codes.into_iter().collect::<Vec<_>>().as_slice() {
        [(code, _)] => Some(code.clone()),
        _ => None,
    }
}

/// The newest figure of a row and what stands beside it at the same period.
fn newest(
    observations: Vec<Observation>,
    reporters: &[ReporterCode],
    corpus: &dyn Corpus,
) -> Vec<Observation> {
    let candidates = Candidates::of(observations, reporters, corpus.catalogue());
    let Some(best) = candidates.eligible.first().map(|o| o.key.period.clone()) else {
        return Vec::new();
    };
    candidates
        .eligible
        .into_iter()
        .chain(candidates.on_demand)
        .filter(|o| o.key.period == best)
        .collect()
}
