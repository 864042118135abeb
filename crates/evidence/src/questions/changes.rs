//! Who gained or lost something between two rounds of one reporter.

use tidemark_vocab::{AreaId, IndicatorCode, ReporterCode, RoundId};

use super::places;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::{Dimensions, Observation};
use crate::redefinition::is_redefined_between;

/// What a reporter said of a place in two rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The place.
    pub area: AreaId,
    /// What it said in the earlier round.
    pub before: Observation,
    /// What it said in the later round.
    pub after: Observation,
}

/// What changed between two rounds, over the places that both speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// No, then yes.
    pub gained: Vec<Change>,
    /// Yes, then no.
    pub lost: Vec<Change>,
    /// Yes in both.
    pub kept: Vec<Change>,
    /// No in both.
    pub without: Vec<Change>,
    /// In one of the rounds neither yes nor no, or in doubt, or the definition changed in between: whether anything changed cannot be told.
    pub open: Vec<Change>,
    /// Places that only one of the rounds speaks of.
    pub one_sided: Vec<AreaId>,
}

/// What changed of an availability between two rounds of the reporter whose rounds they are. Totals only; of several documents of a round the
/// one that a cell would show.
#[must_use]
pub fn changes(corpus: &dyn Corpus, indicator: &IndicatorCode, before: &RoundId, after: &RoundId) -> Changes {
    let mut changes = Changes::default();
    for area in places(indicator, corpus) {
        let told = corpus.of_split(indicator, &Dimensions::default(), &area);
        let pair = (said(&told, before, corpus), said(&told, after, corpus));
        let (before, after) = match pair {
            (Some(before), Some(after)) => (before, after),
            (None, None) => continue,
            _ => {
                changes.one_sided.push(area);
                continue;
            }
        };
        let list = match (answer(&before), answer(&after)) {
            // Of what is not the same thing nothing is gained or lost.
            _ if is_redefined_between(&before, &after, corpus.catalogue()) => &mut changes.open,
            (Some(false), Some(true)) => &mut changes.gained,
            (Some(true), Some(false)) => &mut changes.lost,
            (Some(true), Some(true)) => &mut changes.kept,
            (Some(false), Some(false)) => &mut changes.without,
            _ => &mut changes.open,
        };
        list.push(Change { area, before, after });
    }
    changes
}

/// The rounds of a reporter in which it has findings of an indicator, in its order.
#[must_use]
pub fn rounds_with(corpus: &dyn Corpus, indicator: &IndicatorCode, reporter: &ReporterCode) -> Vec<RoundId> {
    let Some(known) = corpus.catalogue().reporters.get(reporter) else {
        return Vec::new();
    };
    let periods = corpus.periods_in(indicator);
    let ids = known.rounds.iter().map(|round| RoundId {
        reporter: reporter.clone(),
        code: round.code.clone(),
    });
    ids.filter(|id| periods.iter().any(|(period, _)| period.round() == Some(id)))
        .collect()
}

/// What the reporter of a round said in it; one in doubt only where there is no other.
fn said(told: &[Observation], round: &RoundId, corpus: &dyn Corpus) -> Option<Observation> {
    let in_round = told.iter().filter(|o| {
        o.key.period.round() == Some(round)
            && o.key.reporter == round.reporter
            && o.finding != Finding::Withdrawn
    });
    let published = |o: &Observation| corpus.catalogue().sources.get(&o.key.source)?.year;
    in_round
        .min_by_key(|o| {
            let newest = std::cmp::Reverse(published(o));
            (o.questioned.is_some(), newest, o.key.clone())
        })
        .cloned()
}

/// Whether it is a yes or a no that is not in doubt.
fn answer(observation: &Observation) -> Option<bool> {
    match (&observation.finding, &observation.questioned) {
        (Finding::Yes, None) => Some(true),
        (Finding::No, None) => Some(false),
        _ => None,
    }
}
