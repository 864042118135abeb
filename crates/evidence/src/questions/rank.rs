//! Places in order of a figure, as far as the sources tell them apart.

use tidemark_vocab::{AreaId, Decimal, IndicatorCode};

use super::{is_old, newest, places};
use crate::corpus::Corpus;
use crate::finding::{Bound, Finding, Quantity, Status};
use crate::table::Cell;

/// A place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The best rank it may have, from 1, the largest figure first.
    pub first: usize,
    /// The worst: ranges that overlap may stand in either order, and share their ranks.
    pub last: usize,
    /// The place.
    pub area: AreaId,
    /// What is shown of it.
    pub cell: Cell,
}

/// Places in order of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Places with a recent figure that is not in doubt, the largest first.
    pub ranked: Vec<Ranked>,
    /// Places whose figure is in doubt, not known, confidential or too old: they may stand anywhere.
    pub open: Vec<(AreaId, Cell)>,
}

/// The least and the most that a figure may be; `None` where there is no end.
type Ends = (Option<Decimal>, Option<Decimal>);

/// The places in order of the newest figures of an indicator, the largest first. A figure with a range or a bound may be anything within it, and
/// "about" is read as a figure without ends on either side, so that it is told apart from none.
#[must_use]
pub fn ranking(corpus: &dyn Corpus, indicator: &IndicatorCode) -> Ranking {
    let mut ranking = Ranking::default();
    let mut figures: Vec<(AreaId, Cell, Quantity)> = Vec::new();
    for area in places(indicator, corpus) {
        let cell = newest(indicator, &area, corpus);
        let shown = cell.shown.as_deref().map(|shown| &shown.observation);
        match shown.map(|shown| (&shown.finding, &shown.questioned)) {
            Some((Finding::Quantity(quantity), None)) if cell.status == Status::Value && !is_old(&cell) => {
                let quantity = *quantity;
                figures.push((area, cell, quantity));
            }
            Some(_) => ranking.open.push((area, cell)),
            None => {}
        }
    }
    let all: Vec<Ends> = figures.iter().map(|(_, _, quantity)| ends(quantity)).collect();
    let rank = |own: &Ends| {
        let above = all.iter().filter(|other| is_above(other, own)).count();
        let below = all.iter().filter(|other| is_above(own, other)).count();
        (above + 1, all.len() - below)
    };
    let ranks: Vec<(usize, usize)> = all.iter().map(rank).collect();
    let ranked = figures.into_iter().zip(ranks);
    let mut ranked: Vec<(Option<Decimal>, Ranked)> = ranked
        .map(|((area, cell, quantity), (first, last))| {
            let by = quantity.value().or(quantity.range().map(|(_, high)| high));
            (
                by,
                Ranked {
                    first,
                    last,
                    area,
                    cell,
                },
            )
        })
        .collect();
    ranked.sort_by(|(a, x), (b, y)| {
        b.cmp(a)
            .then_with(|| (x.first, x.last, &x.area).cmp(&(y.first, y.last, &y.area)))
    });
    ranking.ranked = ranked.into_iter().map(|(_, ranked)| ranked).collect();
    ranking
}

fn ends(quantity: &Quantity) -> Ends {
    if let Some((low, high)) = quantity.range() {
        return (Some(low), Some(high));
    }
    let value = quantity.value();
    match quantity.bound() {
        Bound::Exact => (value, value),
        Bound::AtLeast | Bound::MoreThan => (value, None),
        Bound::AtMost | Bound::LessThan => (None, value),
        Bound::Approximately => (None, None),
    }
}

/// Whether one is certainly more than another.
fn is_above(one: &Ends, other: &Ends) -> bool {
    matches!((one.0, other.1), (Some(low), Some(high)) if low > high)
}
