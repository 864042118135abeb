//! Where reporters contradict one another.

use std::collections::BTreeMap;

use tidemark_vocab::{AreaId, IndicatorCode, Period};

use super::places;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::{Dimensions, Observation};
use crate::rules::year_of;

/// Reporters that exclude one another about one place and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The place.
    pub area: AreaId,
    /// The year that they speak of.
    pub year: i16,
    /// What each says, in order of reporter; of a reporter that says two things, both.
    pub said: Vec<Observation>,
}

/// Where reporters answer yes and no, or with different levels, of the same place, split and year; the newest first. Numbers are left out: two
/// estimates of one thing are seldom the same, and that is no contradiction.
#[must_use]
pub fn disagreements(corpus: &dyn Corpus, indicator: &IndicatorCode) -> Vec<Disagreement> {
    let catalogue = corpus.catalogue();
    let mut found = Vec::new();
    for area in places(indicator, corpus) {
        let mut of_year: BTreeMap<i16, Vec<Observation>> = BTreeMap::new();
        for observation in corpus.of_split(indicator, &Dimensions::default(), &area) {
            let year = |period: &Period| year_of(period, catalogue);
            if let (true, Some(year)) = (is_answer(&observation.finding), year(&observation.key.period)) {
                of_year.entry(year).or_default().push(observation);
            }
        }
        for (year, mut said) in of_year {
            if excludes(&said) {
                said.sort_by(|a, b| (&a.key.reporter, &a.key).cmp(&(&b.key.reporter, &b.key)));
                found.push(Disagreement {
                    area: area.clone(),
                    year,
                    said,
                });
            }
        }
    }
    found.sort_by(|a, b| (std::cmp::Reverse(a.year), &a.area).cmp(&(std::cmp::Reverse(b.year), &b.area)));
    found
}

fn is_answer(finding: &Finding) -> bool {
    matches!(finding, Finding::Yes | Finding::No | Finding::Level(_))
}

/// Whether two reporters say different things. What one reporter says in two documents is for that one to settle.
fn excludes(said: &[Observation]) -> bool {
    said.iter().enumerate().any(|(at, one)| {
        let mut others = said.iter().skip(at + 1);
        others.any(|other| other.key.reporter != one.key.reporter && other.finding != one.finding)
    })
}
