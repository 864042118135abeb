//! An indicator and an area that are named together.

use super::fit::Fit;
use super::rank::{Rank, keep_near};
use super::words::{Asked, Part};
use super::{Hit, Index, Kind};

/// The most words of which two things are made out.
const MOST: usize = 8;

/// So many of each sort are tried with one another.
const TRIED: usize = 4;

/// An indicator and an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The indicator.
    pub indicator: Hit,
    /// The place or region.
    pub area: Hit,
}

/// The ranks of an indicator and an area; the order of the fields is the order of what counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    worst: Fit,
    cost: usize,
    indicator: Rank,
    area: Rank,
}

/// The pairs that the words name: some words at the beginning or at the end name an area, all others an indicator.
pub(super) fn find(index: &Index, asked: &Asked, lang: &str, limit: usize) -> Vec<Pair> {
    if asked.len() > MOST {
        return Vec::new();
    }
    let all = index.best(&asked.whole(), lang, |_| true);
    let is_one_thing = all
        .first()
        .is_some_and(|best| best.missing == 0 && best.fit.is_spelt());
    if is_one_thing {
        return Vec::new();
    }
    let mut ranked = Vec::new();
    for at in 1..asked.len() {
        let (start, end) = (asked.part(0..at), asked.part(at..asked.len()));
        ranked.extend(together(index, &start, &end, lang));
        ranked.extend(together(index, &end, &start, lang));
    }
    ranked.sort_unstable();
    let mut seen = Vec::new();
    ranked.retain(|pair: &Ranked| {
        let names = (pair.indicator.entry, pair.area.entry);
        let is_new = !seen.contains(&names);
        seen.push(names);
        is_new
    });
    let pair = |ranked: &Ranked| {
        Some(Pair {
            indicator: index.hit(&ranked.indicator, lang)?,
            area: index.hit(&ranked.area, lang)?,
        })
    };
    ranked.iter().filter_map(pair).take(limit).collect()
}

fn together(index: &Index, indicator: &Part<'_>, area: &Part<'_>, lang: &str) -> Vec<Ranked> {
    let areas = near(index, area, lang, |kind| {
        matches!(kind, Kind::Place | Kind::Region)
    });
    if areas.is_empty() {
        return Vec::new();
    }
    let indicators = near(index, indicator, lang, |kind| kind == Kind::Indicator);
    let with = |indicator: Rank| {
        areas.iter().map(move |area| Ranked {
            worst: indicator.fit.max(area.fit),
            cost: indicator.cost + area.cost,
            indicator,
            area: *area,
        })
    };
    indicators.into_iter().flat_map(with).collect()
}

/// The things that a part names in full. What only stands within a word, or begins one wrongly, would pair with everything.
fn near(index: &Index, part: &Part<'_>, lang: &str, of_kind: impl Fn(Kind) -> bool) -> Vec<Rank> {
    if part.says_nothing() {
        return Vec::new();
    }
    let mut ranks = index.best(part, lang, of_kind);
    ranks.retain(|rank| {
        let is_part = matches!(rank.fit, Fit::Within | Fit::MisspeltBeginning(_));
        rank.missing == 0 && !is_part
    });
    keep_near(&mut ranks);
    ranks.truncate(TRIED);
    ranks
}
