//! What becomes of each place, and how many there are of each sort.

use std::collections::BTreeSet;

use tidemark_vocab::RoundId;

use super::{Asked, Part};
use crate::finding::Status;
use crate::observation::Observation;
use crate::table::{Age, Contribution, Coverage, Span, StatusCount};

/// What a place can bring to a total, before any is made.
pub(super) fn contribution(part: &Part<'_>) -> Contribution {
    let Some(cell) = part.cell else {
        return match part.asked {
            Asked::Here => Contribution::NotAmongRows,
            Asked::NotHere => Contribution::NotAsked,
        };
    };
    if cell.status == Status::Withdrawn {
        return Contribution::Withdrawn;
    }
    match (&cell.shown, part.asked) {
        (Some(shown), _) if shown.age == Age::Current => of_finding(shown.observation.finding.status()),
        (_, Asked::NotHere) => Contribution::NotAsked,
        (Some(_), Asked::Here) => Contribution::Old,
        (None, Asked::Here) if cell.mentioned == 0 => Contribution::NoRecord,
        (None, Asked::Here) => Contribution::OnDemand,
    }
}

fn of_finding(status: Status) -> Contribution {
    match status {
        Status::Value | Status::Yes | Status::No => Contribution::OnRecord,
        Status::NotKnown => Contribution::NotKnown,
        Status::NotApplicable => Contribution::NotApplicable,
        Status::Confidential => Contribution::Confidential,
        Status::Withdrawn => Contribution::Withdrawn,
        Status::NoRecord | Status::NotAggregable => Contribution::NoRecord,
    }
}

/// How many parts have become that.
pub(super) fn number_of(contributions: &[Contribution], wanted: Contribution) -> usize {
    contributions.iter().filter(|found| **found == wanted).count()
}

/// What there is to cover: the places in which the question arises. Nothing is counted yet.
pub(super) fn coverage(parts: &[Part<'_>], contributions: &[Contribution]) -> Coverage {
    let of = |wanted| number_of(contributions, wanted);
    let not_applicable = of(Contribution::NotApplicable) + of(Contribution::NotAsked);
    let (not_known, confidential) = (of(Contribution::NotKnown), of(Contribution::Confidential));
    let questioned = |(part, contribution): &(&Part<'_>, &Contribution)| {
        let shown = part.cell.and_then(|cell| cell.shown.as_ref());
        !matches!(
            contribution,
            Contribution::Old
                | Contribution::Withdrawn
                | Contribution::NotApplicable
                | Contribution::NotAsked
        ) && shown.is_some_and(|shown| shown.observation.questioned.is_some())
    };
    Coverage {
        places: parts.len() - not_applicable,
        not_applicable,
        with_record: of(Contribution::OnRecord) + not_known + confidential,
        counted: 0,
        old: of(Contribution::Old),
        not_known,
        confidential,
        withdrawn: of(Contribution::Withdrawn),
        no_weight: 0,
        not_among_rows: of(Contribution::NotAmongRows),
        questioned: parts.iter().zip(contributions).filter(questioned).count(),
    }
}

/// How many of the places to be covered have no figure to weight by.
pub(super) fn weightless(parts: &[Part<'_>], contributions: &[Contribution]) -> usize {
    let lacks = |(part, contribution): &(&Part<'_>, &Contribution)| {
        let weight = part.weight.and_then(|weight| weight.finding.quantity());
        weight.is_none() && !matches!(contribution, Contribution::NotApplicable | Contribution::NotAsked)
    };
    parts.iter().zip(contributions).filter(lacks).count()
}

/// Says of figures that could not be weighted that this is why they were left out.
pub(super) fn name_missing_weights(parts: &[Part<'_>], contributions: &mut [Contribution]) {
    for (part, contribution) in parts.iter().zip(contributions) {
        let weight = part.weight.and_then(|weight| weight.finding.quantity());
        if *contribution == Contribution::OnRecord && weight.is_none() {
            *contribution = Contribution::NoWeight;
        }
    }
}

/// The rows among the places, by the status of their cell.
pub(super) fn statuses(parts: &[Part<'_>]) -> Vec<StatusCount> {
    let with = |status| {
        let cells = parts.iter().filter_map(|part| part.cell);
        cells.filter(|cell| cell.status == status).count()
    };
    Status::ALL
        .into_iter()
        .map(|status| StatusCount {
            status,
            places: with(status),
        })
        .filter(|count| count.places > 0)
        .collect()
}

/// From when figures are.
pub(super) fn span<'a>(figures: impl Iterator<Item = &'a Observation>) -> Span {
    let periods: Vec<_> = figures.map(|observation| &observation.key.period).collect();
    let years: BTreeSet<i16> = periods
        .iter()
        .filter_map(|period| Some(period.reference()?.end().year()))
        .collect();
    let rounds: BTreeSet<RoundId> = periods
        .iter()
        .filter(|period| period.is_round_dated())
        .filter_map(|period| period.round().cloned())
        .collect();
    Span {
        years: years.first().copied().zip(years.last().copied()),
        rounds: rounds.into_iter().collect(),
    }
}
