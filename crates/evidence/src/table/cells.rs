//! How a cell is made: one figure is chosen, the others stay within reach.

use std::collections::BTreeSet;

use tidemark_vocab::ReporterCode;

use super::model::{Age, Cell, Companion, Other, Shown};
use crate::catalogue::Catalogue;
use crate::corpus::Corpus;
use crate::finding::Status;
use crate::observation::Observation;
use crate::rules::{Ageing, Candidates, age};

/// Which of the observations not shown a cell mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mention {
    /// The best of every other reporter, and other sources of the same reporter for the same period.
    OnePerReporter,
    /// Every one.
    All,
}

/// A cell from the observations that may stand in it.
pub(super) fn cell(
    observations: Vec<Observation>,
    reporters: &[ReporterCode],
    (ageing, mention): (Ageing, Mention),
    corpus: &dyn Corpus,
) -> Cell {
    let catalogue = corpus.catalogue();
    let Candidates {
        mut eligible,
        on_demand,
    } = Candidates::of(observations, reporters, ageing, catalogue);
    if eligible.is_empty() {
        return Cell {
            status: Status::NoRecord,
            shown: None,
            others: others(on_demand, None, mention),
            total: None,
        };
    }
    let chosen = eligible.remove(0);
    eligible.extend(on_demand);
    let others = others(eligible, Some(&chosen), mention);
    let shown = shown(chosen, ageing, corpus);
    let status = match shown.age {
        Age::Old => Status::NoRecord,
        Age::Current => shown.observation.finding.status(),
    };
    Cell {
        status,
        shown: Some(shown),
        others,
        total: None,
    }
}

/// A cell that shows exactly this observation.
pub(super) fn cell_of(observation: Observation, corpus: &dyn Corpus) -> Cell {
    let shown = shown(observation, Ageing::AskedByPeriod, corpus);
    Cell {
        status: shown.observation.finding.status(),
        shown: Some(shown),
        others: Vec::new(),
        total: None,
    }
}

fn shown(observation: Observation, ageing: Ageing, corpus: &dyn Corpus) -> Shown {
    let age = match ageing {
        Ageing::Applies => age(&observation, corpus.catalogue()),
        Ageing::AskedByPeriod => Age::Current,
    };
    let companions = companions(&observation, corpus, corpus.catalogue());
    Shown {
        observation,
        companions,
        age,
        notes: Vec::new(),
        sources: Vec::new(),
    }
}

fn others(rest: Vec<Observation>, chosen: Option<&Observation>, mention: Mention) -> Vec<Other> {
    let mut seen: BTreeSet<ReporterCode> = chosen.map(|o| o.key.reporter.clone()).into_iter().collect();
    let same_period = |o: &Observation| {
        chosen.is_some_and(|c| c.key.reporter == o.key.reporter && c.key.period == o.key.period)
    };
    rest.into_iter()
        .filter(|o| mention == Mention::All || same_period(o) || seen.insert(o.key.reporter.clone()))
        .map(|observation| Other {
            observation,
            source: 0,
        })
        .collect()
}

/// The companions that the indicator's template prints: same area, split, reporter and period, the same source before others.
fn companions(observation: &Observation, corpus: &dyn Corpus, catalogue: &Catalogue) -> Vec<Companion> {
    let key = &observation.key;
    let Some(indicator) = catalogue.indicators.get(&key.indicator) else {
        return Vec::new();
    };
    let best = |template: &crate::indicator::Companion| {
        let same = |o: &Observation| {
            o.key.reporter == key.reporter && o.key.period == key.period && o.key.dimensions == key.dimensions
        };
        let found = corpus
            .observations(&template.indicator, &key.area)
            .into_iter()
            .filter(same);
        let best = found.min_by_key(|o| (o.key.source != key.source, o.key.clone()))?;
        Some(Companion {
            role: template.role.clone(),
            observation: best,
        })
    };
    indicator.cell.iter().filter_map(best).collect()
}
