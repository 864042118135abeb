//! The same map of other times: every year and every round that an indicator has figures of.

use std::collections::BTreeSet;

use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::{Catalogue, Corpus};
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::map::MapQuery;
use tidemark_vocab::{IndicatorCode, Reference, RoundId};

/// A time that a map can be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) period: PeriodSelector,
    pub(super) name: String,
}

impl Time {
    /// Whether it is a year as another one is, or a round of the same reporter.
    fn is_like(&self, other: &PeriodSelector) -> bool {
        match (&self.period, other) {
            (PeriodSelector::Year(_), PeriodSelector::Year(_)) => true,
            (PeriodSelector::Round(one), PeriodSelector::Round(other)) => one.reporter == other.reporter,
            _ => false,
        }
    }
}

/// Years and rounds in order of time, each kind for itself: a round is not a year.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    pub(super) years: Vec<Time>,
    pub(super) rounds: Vec<Time>,
}

/// The times of which there are figures.
pub(super) fn of(indicator: &IndicatorCode, corpus: &dyn Corpus, words: &Words<'_>) -> Times {
    let (mut years, mut rounds) = (BTreeSet::new(), BTreeSet::new());
    for (period, _) in corpus.periods_in(indicator) {
        if let Some(year) = period.reference().and_then(Reference::whole_year) {
            years.insert(year);
        }
        rounds.extend(period.round().cloned().filter(|_| period.is_round_dated()));
    }
    let mut rounds: Vec<RoundId> = rounds.into_iter().collect();
    rounds.sort_by_key(|round| (year_of_round(round, corpus.catalogue()), round.clone()));
    Times {
        years: years
            .into_iter()
            .map(|year| Time {
                period: PeriodSelector::Year(year),
                name: year.to_string(),
            })
            .collect(),
        rounds: rounds
            .into_iter()
            .map(|round| Time {
                name: words.round(&round),
                period: PeriodSelector::Round(round),
            })
            .collect(),
    }
}

fn year_of_round(round: &RoundId, catalogue: &Catalogue) -> Option<i16> {
    let rounds = &catalogue.reporters.get(&round.reporter)?.rounds;
    rounds
        .iter()
        .find(|known| known.code == round.code)
        .map(|known| known.year)
}

impl Times {
    /// The times before and after that of a query, of the same kind: years, or the rounds of one reporter; before the latest lies the newest of each kind.
    pub(super) fn around(&self, query: &MapQuery) -> (Vec<&Time>, Vec<&Time>) {
        let [asked] = query.table.periods.as_slice() else {
            return (Vec::new(), Vec::new());
        };
        if *asked == PeriodSelector::Latest {
            return (
                self.years.last().into_iter().chain(self.rounds.last()).collect(),
                Vec::new(),
            );
        }
        let same: Vec<&Time> = self
            .years
            .iter()
            .chain(&self.rounds)
            .filter(|time| time.is_like(asked))
            .collect();
        let Some(at) = same.iter().position(|time| time.period == *asked) else {
            return (Vec::new(), Vec::new());
        };
        let before = at.checked_sub(1).and_then(|at| same.get(at));
        (
            before.into_iter().copied().collect(),
            same.get(at + 1).into_iter().copied().collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use tidemark_evidence::Corpus as _;
    use tidemark_publishing::Messages;

    use super::*;

    fn around(periods: &str) -> (Vec<String>, Vec<String>) {
        let corpus = tidemark_testkit::corpus();
        let messages = Messages::english();
        let words = Words::new(corpus.catalogue(), &messages);
        let text = format!("indicators=nsp_available&areas=XAA{periods}");
        let (query, _) = MapQuery::parse(&text, corpus.catalogue()).unwrap();
        let times = of(&query.table.indicators[0], &corpus, &words);
        let (before, after) = times.around(&query);
        let names = |times: Vec<&Time>| times.iter().map(|time| time.name.clone()).collect();
        (names(before), names(after))
    }

    #[test]
    fn a_round_follows_a_round_and_a_year_a_year() {
        let (before, after) = around("&periods=round:OBS/2020");
        assert!(
            before.iter().chain(&after).all(|name| name.starts_with("OBS")),
            "{before:?} {after:?}"
        );
        assert!(!before.is_empty() || !after.is_empty());
    }

    #[test]
    fn before_the_latest_lie_the_newest_of_each_kind() {
        let (before, after) = around("");
        assert!(!before.is_empty() && after.is_empty(), "{before:?} {after:?}");
        assert_eq!(around("&periods=2018,2020"), (Vec::new(), Vec::new()));
    }
}
