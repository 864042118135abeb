//! Tables over periods: a row is a series.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, ReporterCode};

use super::build::{Making, TableError};
use super::cells::{self, Mention};
use super::columns::{self, Split, columns_of};
use super::model::{Cell, ColumnSubject, PeriodKey, Row, RowSubject, Table};
use super::periods::is_latest;
use super::totals::Totalled;
use crate::finding::Finding;
use crate::observation::Observation;
use crate::rules::{Ageing, Candidates};

impl Making<'_> {
    pub(super) fn areas_by_periods(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        let subject = |area: &AreaId, (indicator, dimensions): &Split| match splits {
            [_] => RowSubject::Area(area.clone()),
            _ => RowSubject::AreaSplit {
                area: area.clone(),
                indicator: indicator.clone(),
                dimensions: dimensions.clone(),
            },
        };
        let rows = areas.iter().flat_map(|area| {
            splits
                .iter()
                .map(move |split| (subject(area, split), split, area))
        });
        self.by_periods(rows.collect())
    }

    pub(super) fn indicators_by_periods(
        &self,
        areas: &[AreaId],
        splits: &[Split],
    ) -> Result<Table, TableError> {
        let subject = |(indicator, dimensions): &Split| RowSubject::Indicator {
            indicator: indicator.clone(),
            dimensions: dimensions.clone(),
        };
        let rows = areas
            .iter()
            .flat_map(|area| splits.iter().map(move |split| (subject(split), split, area)));
        self.by_periods(rows.collect())
    }

    fn by_periods(&self, subjects: Vec<(RowSubject, &Split, &AreaId)>) -> Result<Table, TableError> {
        let latest = is_latest(&self.query.periods);
        let observations: Vec<Vec<Observation>> = subjects
            .iter()
            .map(|(_, (indicator, dimensions), area)| {
                let all = self.observations(indicator, dimensions, area);
                if latest { self.newest_of(all) } else { all }
            })
            .collect();
        let edition_year = self.corpus.catalogue().edition.date.year();
        let keys = columns::periods(self.query, observations.iter().flatten(), edition_year);
        self.admit(keys.len().saturating_mul(subjects.len()))?;
        let single = single_split(&subjects);
        let rows: Vec<Row> = subjects
            .into_iter()
            .zip(observations)
            .map(|((subject, _, _), observations)| Row {
                subject,
                cells: self.series(observations, &keys),
            })
            .collect();
        let heads = keys.iter().map(|key| {
            (
                ColumnSubject::Period(key.clone()),
                single.as_ref().map(|(indicator, _)| indicator),
            )
        });
        let columns = self.columns(heads, &rows);
        let totalled = |key: &PeriodKey| {
            let (indicator, dimensions) = single.clone()?;
            Some(Totalled {
                indicator,
                dimensions,
                period: Some(key.clone()),
            })
        };
        let totalled: Vec<_> = keys.iter().map(totalled).collect();
        Ok(self.assemble(columns, rows, &totalled))
    }

    /// The cells of a row over periods. Its reference periods show one reporter, the best by rank that has an unquestioned
    /// figure; where it has none, the best of the others, who is then named. A round's column shows what was
    /// published in that round.
    fn series(&self, observations: Vec<Observation>, keys: &[PeriodKey]) -> Vec<Cell> {
        let leading = self.leading_reporter(&observations);
        let how = (Ageing::AskedByPeriod, Mention::All);
        let at = |(key, here): (&PeriodKey, Vec<Observation>)| {
            let leads = here
                .iter()
                .any(|o| Some(&o.key.reporter) == leading.as_ref() && o.finding != Finding::Withdrawn);
            match (key, &leading) {
                (PeriodKey::Reference(_), Some(leader)) if leads => {
                    cells::cell(here, std::slice::from_ref(leader), how, self)
                }
                _ => cells::cell(here, &self.query.reporters, how, self),
            }
        };
        keys.iter().zip(self.by_key(observations, keys)).map(at).collect()
    }

    /// The observations that stand in each column; `keys` are in order.
    fn by_key(&self, observations: Vec<Observation>, keys: &[PeriodKey]) -> Vec<Vec<Observation>> {
        let mut by_key: Vec<Vec<Observation>> = keys.iter().map(|_| Vec::new()).collect();
        let mut put = |at: Option<usize>, observation| {
            if let Some(here) = at.and_then(|at| by_key.get_mut(at)) {
                here.push(observation);
            }
        };
        for observation in observations {
            let columns = columns_of(self.query, &observation.key.period);
            let mut places = columns.map(|key| keys.binary_search(&key).ok());
            let first = places.next().flatten();
            // A figure with both a round and a reference period may stand in two columns.
            for other in places {
                put(other, observation.clone());
            }
            put(first, observation);
        }
        by_key
    }

    /// The reporter whose figures a row shows where it can: of those eligible with a figure about a reference period, the
    /// best by rank, one with an unquestioned figure before one without.
    fn leading_reporter(&self, observations: &[Observation]) -> Option<ReporterCode> {
        let judge = self.judges.of(&observations.first()?.key.indicator);
        let reporters = &self.query.reporters;
        let leads = |o: &&Observation| {
            !o.key.period.is_round_dated()
                && o.finding != Finding::Withdrawn
                && judge.is_eligible(o, reporters)
        };
        let best = observations.iter().filter(leads).min_by(|a, b| {
            let merit = |o: &Observation| (o.questioned.is_some(), judge.standing(o).place);
            merit(a)
                .cmp(&merit(b))
                .then_with(|| a.key.reporter.cmp(&b.key.reporter))
        });
        best.map(|o| o.key.reporter.clone())
    }

    /// The newest figure of a row and what stands beside it at the same period.
    fn newest_of(&self, observations: Vec<Observation>) -> Vec<Observation> {
        let reporters = &self.query.reporters;
        let candidates = Candidates::by(&self.judges, observations, reporters, Ageing::Applies);
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
}

fn single_split(subjects: &[(RowSubject, &Split, &AreaId)]) -> Option<Split> {
    let splits: BTreeSet<&Split> = subjects.iter().map(|(_, split, _)| *split).collect();
    match splits.into_iter().collect::<Vec<_>>().as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}
