//! The same chart of the time before and after.

use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::{Catalogue, TableQuery};
use tidemark_vocab::RoundId;

/// Which way in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// To the time before.
    Back,
    /// To the time after.
    On,
}

/// The same question about the time before or after: each round by its reporter's next one, each year by the next. `None` where a round has none,
/// or where the question is about no single times.
pub(super) fn step(query: &TableQuery, step: Step, catalogue: &Catalogue) -> Option<TableQuery> {
    let periods: Option<Vec<PeriodSelector>> = query
        .periods
        .iter()
        .map(|period| match period {
            PeriodSelector::Round(round) => next_round(round, step, catalogue).map(PeriodSelector::Round),
            PeriodSelector::Year(year) => next_year(*year, step, catalogue).map(PeriodSelector::Year),
            PeriodSelector::Latest | PeriodSelector::All | PeriodSelector::Years(..) => None,
        })
        .collect();
    Some(TableQuery {
        periods: periods?,
        ..query.clone()
    })
}

fn next_round(round: &RoundId, step: Step, catalogue: &Catalogue) -> Option<RoundId> {
    let rounds = &catalogue.reporters.get(&round.reporter)?.rounds;
    let at = rounds.iter().position(|known| known.code == round.code)?;
    let next = match step {
        Step::Back => at.checked_sub(1)?,
        Step::On => at + 1,
    };
    let code = rounds.get(next)?.code.clone();
    Some(RoundId {
        reporter: round.reporter.clone(),
        code,
    })
}

fn next_year(year: i16, step: Step, catalogue: &Catalogue) -> Option<i16> {
    match step {
        Step::Back => Some(year - 1).filter(|year| *year >= 1900),
        Step::On => Some(year + 1).filter(|year| *year <= catalogue.edition.date.year()),
    }
}

#[cfg(test)]
mod tests {
    use tidemark_evidence::Corpus as _;

    use super::*;

    fn asked(periods: &str) -> (TableQuery, tidemark_evidence::MapCorpus) {
        let corpus = tidemark_testkit::corpus();
        let text = format!("indicators=nsp_sites&areas=XAA&periods={periods}&layout=areas-periods");
        (
            TableQuery::parse(&text, corpus.catalogue()).unwrap().query,
            corpus,
        )
    }

    fn stepped(periods: &str, way: Step) -> Option<String> {
        let (query, corpus) = asked(periods);
        step(&query, way, corpus.catalogue()).map(|query| query.to_query_string())
    }

    #[test]
    fn rounds_and_years_have_neighbours_and_others_have_none() {
        let after = stepped("round:OBS/2018,round:OBS/2020", Step::On).unwrap();
        assert!(after.contains("periods=round:OBS/2019,round:OBS/2022"), "{after}");
        assert_eq!(stepped("round:OBS/2022", Step::On), None);
        assert!(stepped("2020", Step::Back).unwrap().contains("periods=2019"));
        assert_eq!(stepped("all", Step::Back), None);
    }
}
