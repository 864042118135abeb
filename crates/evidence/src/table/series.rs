//! Tables over periods: a row is a series.

use std::collections::{BTreeMap, BTreeSet};

use tidemark_vocab::{AreaId, ReporterCode};

use super::build::{Making, TableError};
use super::cells::{self, Mention};
use super::columns::{self, Split, columns_of};
use super::model::{Cell, ColumnSubject, PeriodKey, Row, RowSubject, Table};
use super::periods::is_latest;
use super::totals::Totalled;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::Observation;
use crate::rules::{Ageing, Candidates, standing};

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
                if latest {
                    newest(all, &self.query.reporters, self.corpus)
                } else {
                    all
                }
            })
            .collect();
        let edition_year = self.corpus.catalogue().edition.date.year();
        let keys = columns::periods(self.query, observations.iter().flatten(), edition_year);
        self.admit(keys.len().saturating_mul(subjects.len()))?;
        let single = single_split(&subjects);
        let rows: Vec<Row> = subjects
            .into_iter()
            .zip(&observations)
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
    fn series(&self, observations: &[Observation], keys: &[PeriodKey]) -> Vec<Cell> {
        let leading = self.leading_reporter(observations);
        let how = (Ageing::AskedByPeriod, Mention::All);
        let mut by_key: BTreeMap<PeriodKey, Vec<Observation>> = BTreeMap::new();
        for observation in observations {
            for key in columns_of(self.query, &observation.key.period) {
                by_key.entry(key).or_default().push(observation.clone());
            }
        }
        let at = |key: &PeriodKey| {
            let here = by_key.remove(key).unwrap_or_default();
            let leads = here
                .iter()
                .any(|o| Some(&o.key.reporter) == leading.as_ref() && o.finding != Finding::Withdrawn);
            match (key, &leading) {
                (PeriodKey::Reference(_), Some(leader)) if leads => {
                    cells::cell(here, std::slice::from_ref(leader), how, self.corpus)
                }
                _ => cells::cell(here, &self.query.reporters, how, self.corpus),
            }
        };
        keys.iter().map(at).collect()
    }

    /// The reporter whose figures a row shows where it can: of those eligible with a figure about a reference period, the
    /// best by rank, one with an unquestioned figure before one without.
    fn leading_reporter(&self, observations: &[Observation]) -> Option<ReporterCode> {
        let catalogue = self.corpus.catalogue();
        let referenced: Vec<Observation> = observations
            .iter()
            .filter(|o| !o.key.period.is_round_dated() && o.finding != Finding::Withdrawn)
            .cloned()
            .collect();
        let eligible = Candidates::of(
            referenced,
            &self.query.reporters,
            Ageing::AskedByPeriod,
            catalogue,
        )
        .eligible;
        let best = eligible.iter().min_by_key(|o| {
            (
                o.questioned.is_some(),
                standing(o, catalogue).place,
                o.key.reporter.clone(),
            )
        });
        best.map(|o| o.key.reporter.clone())
    }
}

fn single_split(subjects: &[(RowSubject, &Split, &AreaId)]) -> Option<Split> {
    let splits: BTreeSet<&Split> = subjects.iter().map(|(_, split, _)| *split).collect();
    match splits.into_iter().collect::<Vec<_>>().as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// The newest figure of a row and what stands beside it at the same period.
fn newest(
    observations: Vec<Observation>,
    reporters: &[ReporterCode],
    corpus: &dyn Corpus,
) -> Vec<Observation> {
    let candidates = Candidates::of(observations, reporters, Ageing::Applies, corpus.catalogue());
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
