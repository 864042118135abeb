//! What the reader must know of a table as a whole.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, Message, RoundId, Terms};

use super::model::{LongRow, Remark};
use super::periods::asked_for;
use crate::corpus::Corpus;
use crate::query::{Layout, PeriodSelector, TableQuery};
use crate::rules::year_of;

/// The remarks on a table, in order of weight.
pub(super) fn remarks(
    query: &TableQuery,
    areas: &[AreaId],
    long: &[LongRow],
    corpus: &dyn Corpus,
) -> Vec<Remark> {
    let all = [
        rounds_left_out(query, areas, corpus),
        newest_only(query),
        questioned(long),
        unread_terms(long, corpus),
    ];
    all.into_iter()
        .flatten()
        .map(|message| Remark { message })
        .collect()
}

/// Figures that are only dated by a round do not answer to years; the reader is told which rounds there are.
fn rounds_left_out(query: &TableQuery, areas: &[AreaId], corpus: &dyn Corpus) -> Option<Message> {
    let asks_for_years = query
        .periods
        .iter()
        .any(|s| matches!(s, PeriodSelector::Year(_) | PeriodSelector::Years(..)));
    if !asks_for_years {
        return None;
    }
    let catalogue = corpus.catalogue();
    let covers = |year: i16| {
        query.periods.iter().any(|selector| match selector {
            PeriodSelector::Year(asked) => *asked == year,
            PeriodSelector::Years(first, last) => (*first..=*last).contains(&year),
            _ => false,
        })
    };
    let mut rounds: BTreeSet<RoundId> = BTreeSet::new();
    for indicator in &query.indicators {
        for area in areas {
            for observation in corpus.observations(indicator, area) {
                let period = &observation.key.period;
                let left_out = period.is_round_dated() && !asked_for(&query.periods, period);
                if left_out && year_of(period, catalogue).is_some_and(covers) {
                    rounds.extend(period.round().cloned());
                }
            }
        }
    }
    let named: Vec<String> = rounds.iter().map(|round| format!("round:{round}")).collect();
    (!named.is_empty()).then(|| Message::new("remark-rounds-left-out").with("rounds", &named.join(", ")))
}

fn newest_only(query: &TableQuery) -> Option<Message> {
    let by_period = matches!(query.layout, Layout::AreasPeriods | Layout::IndicatorsPeriods);
    (by_period && query.periods.contains(&PeriodSelector::Latest)).then(|| Message::new("remark-newest-only"))
}

fn questioned(long: &[LongRow]) -> Option<Message> {
    let count = long
        .iter()
        .filter(|row| {
            row.cell
                .shown
                .as_ref()
                .is_some_and(|shown| shown.observation.questioned.is_some())
        })
        .count();
    (count > 0).then(|| Message::new("remark-questioned").with("count", &count))
}

fn unread_terms(long: &[LongRow], corpus: &dyn Corpus) -> Option<Message> {
    let catalogue = corpus.catalogue();
    let unread = |row: &&LongRow| {
        row.cell.shown.as_ref().is_some_and(|shown| {
            let source = catalogue.sources.get(&shown.observation.key.source);
            source.is_some_and(|source| source.terms == Terms::Unread)
        })
    };
    let count = long.iter().filter(unread).count();
    (count > 0).then(|| Message::new("remark-unread-terms").with("count", &count))
}
