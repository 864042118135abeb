//! What the reader must know of a table as a whole.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, Message, Period, Reference, RoundId, Terms};

use super::areas::members;

use super::model::{Cell, Remark, SourceRef, Table};
use super::periods::asked_for;
use crate::catalogue::Catalogue;
use crate::corpus::Corpus;
use crate::query::{Layout, PeriodSelector, TableQuery};
use crate::rules::year_of;

/// The remarks on a table, in order of weight.
pub(super) fn remarks(
    query: &TableQuery,
    areas: &[AreaId],
    table: &Table,
    corpus: &dyn Corpus,
) -> Vec<Remark> {
    let mut all = left_out_by_years(query, areas, corpus);
    all.extend(newest_of_several(query));
    all.extend(newest_only(query));
    all.extend(left_out_empty(table));
    all.extend(questioned(table));
    all.extend(unread_terms(table, corpus.catalogue()));
    all.into_iter().map(|message| Remark { message }).collect()
}

/// What a question about years leaves out: figures that are only dated by a round, and figures about a period that
/// reaches beyond the years asked for. The reader is told how to ask for them.
fn left_out_by_years(query: &TableQuery, areas: &[AreaId], corpus: &dyn Corpus) -> Vec<Message> {
    let catalogue = corpus.catalogue();
    let spans: Vec<(i16, i16)> = query
        .periods
        .iter()
        .filter_map(|selector| match selector {
            PeriodSelector::Year(year) => Some((*year, *year)),
            PeriodSelector::Years(first, last) => Some((*first, *last)),
            PeriodSelector::Latest | PeriodSelector::All | PeriodSelector::Round(_) => None,
        })
        .collect();
    if spans.is_empty() {
        return Vec::new();
    }
    let overlaps = |first: i16, last: i16| spans.iter().any(|(from, to)| first <= *to && last >= *from);
    let mut rounds: BTreeSet<RoundId> = BTreeSet::new();
    let mut longer: BTreeSet<Reference> = BTreeSet::new();
    for period in &within_reach(query, areas, corpus) {
        match period.reference() {
            Some(reference) if overlaps(reference.start().year(), reference.end().year()) => {
                longer.insert(*reference);
            }
            None if year_of(period, catalogue).is_some_and(|year| overlaps(year, year)) => {
                rounds.extend(period.round().cloned());
            }
            _ => {}
        }
    }
    let rounds: Vec<String> = rounds.iter().map(|round| format!("round:{round}")).collect();
    let longer: Vec<String> = longer.iter().map(ToString::to_string).collect();
    let told = |id, name, list: Vec<String>| {
        (!list.is_empty()).then(|| Message::new(id).with(name, &list.join(", ")))
    };
    told("remark-rounds-left-out", "rounds", rounds)
        .into_iter()
        .chain(told("remark-periods-left-out", "periods", longer))
        .collect()
}

/// The periods, other than those asked for, of every observation that a cell of the table could show: of its rows, of the places of
/// its regions, and of the published counts.
fn within_reach(query: &TableQuery, areas: &[AreaId], corpus: &dyn Corpus) -> BTreeSet<Period> {
    let catalogue = corpus.catalogue();
    let mut found = BTreeSet::new();
    let mut add = |code: &IndicatorCode, area: &AreaId| {
        let periods = corpus.periods_of(code, area);
        let others = periods
            .into_iter()
            .filter(|period| !asked_for(&query.periods, period));
        found.extend(others);
    };
    for code in &query.indicators {
        let count = catalogue
            .indicators
            .get(code)
            .and_then(|indicator| indicator.published_count.as_ref());
        for area in areas {
            add(code, area);
            if let (AreaId::Region(id), false) = (area, corpus.tells_of(code, area)) {
                if let Some(count) = count {
                    add(count, area);
                }
                let places = members(id, catalogue).into_iter().map(AreaId::Place);
                for place in places {
                    add(code, &place);
                }
            }
        }
    }
    found
}

/// A cell of areas by indicators shows one figure; where several periods are asked for it is the newest of them.
fn newest_of_several(query: &TableQuery) -> Option<Message> {
    let one = match query.periods.as_slice() {
        [PeriodSelector::Years(..) | PeriodSelector::All] => false,
        periods => periods.len() == 1,
    };
    (query.layout == Layout::AreasIndicators && !one).then(|| Message::new("remark-newest-of-several"))
}

fn newest_only(query: &TableQuery) -> Option<Message> {
    let by_period = matches!(query.layout, Layout::AreasPeriods | Layout::IndicatorsPeriods);
    (by_period && query.periods.contains(&PeriodSelector::Latest)).then(|| Message::new("remark-newest-only"))
}

fn left_out_empty(table: &Table) -> Option<Message> {
    (table.left_out > 0).then(|| Message::new("remark-rows-left-out").with("count", &table.left_out))
}

fn questioned(table: &Table) -> Option<Message> {
    let count = table
        .cells()
        .filter(|cell| {
            cell.shown
                .as_ref()
                .is_some_and(|shown| shown.observation.questioned.is_some())
        })
        .count();
    (count > 0).then(|| Message::new("remark-questioned").with("count", &count))
}

fn unread_terms(table: &Table, catalogue: &Catalogue) -> Option<Message> {
    let is_unread = |source: &SourceRef| {
        let source = catalogue.sources.get(&source.source);
        source.is_some_and(|source| source.terms == Terms::Unread)
    };
    let unread: Vec<bool> = table.sources.iter().map(is_unread).collect();
    // The first number is that of the figure's own source.
    let own = |cell: &Cell| cell.shown.as_ref()?.sources.first()?.checked_sub(1);
    let sources = table.cells().filter_map(own);
    let count = sources
        .filter(|source| unread.get(*source) == Some(&true))
        .count();
    (count > 0).then(|| Message::new("remark-unread-terms").with("count", &count))
}
