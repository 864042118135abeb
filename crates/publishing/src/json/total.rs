//! Totals, what they cover and their working.

use std::collections::BTreeMap;

use tidemark_evidence::Observation;
use tidemark_evidence::rules::share;
use tidemark_evidence::table::{self, Answer, AnswerCount, Span, TotalFigure, WorkingLine};

use super::parts::{figure, observation, present};
use super::shape::{AnswerPlaces, Coverage, Figure, Mean, Summand, Total, WorkingRow};
use crate::display::{TotalView, Words};
use crate::record::Record;

pub(super) fn totals<'t>(
    totals: &'t [table::Total],
    seen: &[TotalView<'_>],
    words: &Words<'t>,
) -> Vec<Total<'t>> {
    totals
        .iter()
        .zip(seen)
        .map(|(sum, seen)| total(sum, seen, words))
        .collect()
}

pub(super) fn total<'t>(total: &'t table::Total, seen: &TotalView<'_>, words: &Words<'t>) -> Total<'t> {
    let quantity = match &total.figure {
        TotalFigure::Sum(quantity) => Some(quantity),
        TotalFigure::Mean(mean) => Some(&mean.quantity),
        TotalFigure::Count(_) | TotalFigure::Refused(_) => None,
    };
    let places = total.coverage.places;
    let statuses = total.statuses.iter();
    Total {
        status: total.status().to_string(),
        text: seen.line(words),
        figure: figure(quantity),
        mean: match &total.figure {
            TotalFigure::Mean(found) => Some(mean(found, words)),
            TotalFigure::Sum(_) | TotalFigure::Count(_) | TotalFigure::Refused(_) => None,
        },
        count: match &total.figure {
            TotalFigure::Count(counts) => Some(answers(counts, Some(places))),
            TotalFigure::Sum(_) | TotalFigure::Mean(_) | TotalFigure::Refused(_) => None,
        },
        reason: seen.reason.clone(),
        coverage: coverage(&total.coverage),
        statuses: statuses
            .map(|count| (count.status.to_string(), count.places))
            .collect::<BTreeMap<_, _>>(),
        tally: total.tally.as_deref().map(|tally| answers(tally, None)),
        years: total.span.years,
        rounds: rounds(&total.span),
        working: total.working.iter().map(|line| working(line, words)).collect(),
        published: total
            .published
            .iter()
            .map(|published| observation(published, words))
            .collect(),
        notes: total.notes.iter().map(|note| note.0).collect(),
        sources: total.sources.clone(),
    }
}

fn coverage(covered: &table::Coverage) -> Coverage {
    Coverage {
        places: covered.places,
        not_applicable: covered.not_applicable,
        with_record: covered.with_record,
        counted: covered.counted,
        old: covered.old,
        not_known: covered.not_known,
        confidential: covered.confidential,
        withdrawn: covered.withdrawn,
        no_weight: covered.no_weight,
        not_among_rows: covered.not_among_rows,
        questioned: covered.questioned,
    }
}

fn rounds(span: &Span) -> Vec<String> {
    span.rounds.iter().map(ToString::to_string).collect()
}

fn mean(mean: &table::Mean, words: &Words<'_>) -> Mean {
    Mean {
        weight: mean.weight.to_string(),
        weight_name: words.indicator(&mean.weight),
        least_share: mean.share.map(|share| share.to_string()),
        years: mean.weights.years,
        rounds: rounds(&mean.weights),
    }
}

/// Places by their answer; with shares where they are of all places to cover.
fn answers(counts: &[AnswerCount], all: Option<usize>) -> Vec<AnswerPlaces> {
    let answer = |count: &AnswerCount| {
        let share = all.and_then(|all| share(count.places, all));
        AnswerPlaces {
            answer: match &count.answer {
                Answer::Yes => "yes".to_owned(),
                Answer::No => "no".to_owned(),
                Answer::Level(level) => level.to_string(),
            },
            places: count.places,
            share: share.and_then(|share| Some(share.value()?.to_string())),
            share_bound: share.map(|share| share.bound().to_string()),
        }
    };
    counts.iter().map(answer).collect()
}

fn working(line: &WorkingLine, words: &Words<'_>) -> WorkingRow {
    WorkingRow {
        area: line.area.to_string(),
        contribution: line.contribution.as_str(),
        finding: line.figure.as_ref().map(|figure| summand(figure, words)),
        weight: line.weight.as_ref().map(|weight| summand(weight, words)),
    }
}

fn summand(found: &Observation, words: &Words<'_>) -> Summand {
    let record = Record::of(found, words);
    Summand {
        status: record.status,
        figure: Figure {
            value: present(record.value),
            bound: present(record.bound),
            low: present(record.low),
            high: present(record.high),
        },
        period: record.period,
        reporter: record.reporter,
        source: record.source,
        questioned: present(record.questioned),
    }
}
