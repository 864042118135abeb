//! How a cell is made: one figure is chosen, the others stay within reach.

use std::sync::Arc;
use std::vec;

use tidemark_vocab::ReporterCode;

use super::build::Making;
use super::model::{Age, Cell, Companion, Other, Shown};
use crate::catalogue::Catalogue;
use crate::corpus::Corpus;
use crate::finding::Status;
use crate::observation::Observation;
use crate::rules::{Ageing, Candidates};

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
    making: &Making<'_>,
) -> Cell {
    let Candidates {
        mut eligible,
        on_demand,
    } = Candidates::by(&making.judges, observations, reporters, ageing);
    if eligible.is_empty() {
        return Cell {
            others: others(on_demand.into_iter(), None, mention),
            ..Cell::no_record()
        };
    }
    eligible.extend(on_demand);
    let mut best_first = eligible.into_iter();
    let Some(chosen) = best_first.next() else {
        return Cell::no_record();
    };
    let others = others(best_first, Some(&chosen), mention);
    let shown = shown(chosen, ageing, making);
    let status = match shown.age {
        Age::Old => Status::NoRecord,
        Age::Current => shown.observation.finding.status(),
    };
    Cell {
        status,
        shown: Some(Arc::new(shown)),
        others,
        total: None,
    }
}

/// A cell that shows exactly this observation.
pub(super) fn cell_of(observation: Observation, making: &Making<'_>) -> Cell {
    let shown = shown(observation, Ageing::AskedByPeriod, making);
    Cell {
        status: shown.observation.finding.status(),
        shown: Some(Arc::new(shown)),
        ..Cell::no_record()
    }
}

impl Cell {
    /// A cell of which nobody has told anything.
    pub(super) fn no_record() -> Self {
        Self {
            status: Status::NoRecord,
            shown: None,
            others: Arc::default(),
            total: None,
        }
    }
}

fn shown(observation: Observation, ageing: Ageing, making: &Making<'_>) -> Shown {
    let age = match ageing {
        Ageing::Applies => making.judges.of(&observation.key.indicator).age(&observation),
        Ageing::AskedByPeriod => Age::Current,
    };
    let companions = companions(&observation, making.corpus, making.corpus.catalogue());
    Shown {
        observation,
        companions,
        age,
        notes: Vec::new(),
        sources: Vec::new(),
    }
}

fn others(rest: vec::IntoIter<Observation>, chosen: Option<&Observation>, mention: Mention) -> Arc<[Other]> {
    let is_mentioned = |(at, o): (usize, &Observation)| match chosen.map(|chosen| &chosen.key) {
        _ if mention == Mention::All => true,
        Some(key) if key.reporter == o.key.reporter => key.period == o.key.period,
        _ => {
            let mut before = rest.as_slice().iter().take(at);
            before.all(|earlier| earlier.key.reporter != o.key.reporter)
        }
    };
    let mentioned: Vec<bool> = rest.as_slice().iter().enumerate().map(is_mentioned).collect();
    let other = |observation| Other {
        observation,
        source: 0,
    };
    // A corpus mostly gives no more than is mentioned: then each is moved once.
    if mentioned.iter().all(|mentioned| *mentioned) {
        return rest.map(other).collect();
    }
    let kept = rest.zip(mentioned).filter(|(_, mentioned)| *mentioned);
    kept.map(|(observation, _)| other(observation)).collect()
}

/// The companions that the indicator's template prints: same area, split, reporter and period, the same source before others.
fn companions(observation: &Observation, corpus: &dyn Corpus, catalogue: &Catalogue) -> Vec<Companion> {
    let key = &observation.key;
    let Some(indicator) = catalogue.indicators.get(&key.indicator) else {
        return Vec::new();
    };
    let best = |template: &crate::indicator::Companion| {
        let same = |o: &Observation| o.key.reporter == key.reporter && o.key.period == key.period;
        let found = corpus
            .of_split(&template.indicator, &key.dimensions, &key.area)
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
