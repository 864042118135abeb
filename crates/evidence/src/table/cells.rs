//! How a cell is made: one figure is chosen, the others stay within reach.

use std::sync::Arc;
use std::vec;

use tidemark_vocab::ReporterCode;

use super::build::Making;
use super::model::{Age, Cell, Companion, Depth, Other, Shown};
use crate::catalogue::Catalogue;
use crate::corpus::Corpus;
use crate::finding::Status;
use crate::observation::{Observation, ObservationKey};
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
        return Cell::no_record().mentioning(on_demand.into_iter(), None, mention, making.depth);
    }
    eligible.extend(on_demand);
    let mut best_first = eligible.into_iter();
    let Some(chosen) = best_first.next() else {
        return Cell::no_record();
    };
    let cell = Cell::no_record().mentioning(best_first, Some(&chosen), mention, making.depth);
    let shown = shown(chosen, ageing, making);
    let status = match shown.age {
        Age::Old => Status::NoRecord,
        Age::Current => shown.observation.finding.status(),
    };
    Cell {
        status,
        shown: Some(Arc::new(shown)),
        ..cell
    }
}

/// A cell that shows an observation which may stand for today, beside so many others.
pub(super) fn face(observation: Observation, mentioned: usize, making: &Making<'_>) -> Cell {
    Cell {
        mentioned,
        ..cell_of(observation, making)
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
            mentioned: 0,
            total: None,
        }
    }

    /// Whether anything is recorded of it, and be it too old to stand for today; what the places of a region come to is a record too.
    pub(super) fn is_recorded(&self) -> bool {
        self.shown.is_some() || self.mentioned > 0 || self.total.is_some()
    }

    /// The same beside what others say, or how many they are.
    fn mentioning(
        self,
        rest: vec::IntoIter<Observation>,
        chosen: Option<&Observation>,
        mention: Mention,
        depth: Depth,
    ) -> Self {
        let mentioned = mentioned(rest.as_slice(), chosen, mention);
        Self {
            mentioned: mentioned.iter().filter(|mentioned| **mentioned).count(),
            others: match (depth, chosen) {
                (Depth::Whole, _) | (Depth::Face, None) => others(rest, mentioned),
                (Depth::Face, Some(_)) => Arc::default(),
            },
            ..self
        }
    }
}

fn shown(mut observation: Observation, ageing: Ageing, making: &Making<'_>) -> Shown {
    if making.depth == Depth::Face {
        observation.locator = Arc::clone(&making.nowhere);
    }
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

/// Which of the rest, which is in order, are mentioned beside the chosen one.
fn mentioned(rest: &[Observation], chosen: Option<&Observation>, mention: Mention) -> Vec<bool> {
    let is_mentioned = |(at, o): (usize, &Observation)| match chosen.map(|chosen| &chosen.key) {
        _ if mention == Mention::All => true,
        Some(key) if key.reporter == o.key.reporter => key.period == o.key.period,
        _ => {
            let mut before = rest.iter().take(at);
            before.all(|earlier| earlier.key.reporter != o.key.reporter)
        }
    };
    rest.iter().enumerate().map(is_mentioned).collect()
}

fn others(rest: vec::IntoIter<Observation>, mentioned: Vec<bool>) -> Arc<[Other]> {
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
        let companion = ObservationKey {
            indicator: template.indicator.clone(),
            ..key.clone()
        };
        let best = corpus
            .beside(&companion)
            .into_iter()
            .min_by_key(|o| (o.key.source != key.source, o.key.clone()))?;
        Some(Companion {
            role: template.role.clone(),
            observation: best,
        })
    };
    indicator.cell.iter().filter_map(best).collect()
}
