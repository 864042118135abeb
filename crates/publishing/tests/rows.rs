//! Rows straight from the columns are those of observations, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use tidemark_columnar::Edition;
use tidemark_evidence::{Corpus, Dataset, MapCorpus};
use tidemark_publishing::{Messages, Words, csv};

/// The lines of every indicator, made in both ways.
fn both(dataset: Dataset) -> Vec<(String, String)> {
    let (catalogue, observations) = (dataset.catalogue.clone(), dataset.observations.clone());
    let edition = Edition::build(dataset).unwrap();
    let map = MapCorpus::new(catalogue, observations, edition.identity().to_owned());
    let messages = Messages::english();
    let words = Words::new(edition.catalogue(), &messages);
    let lines = edition.catalogue().indicators.keys().map(|indicator| {
        let mut rows = csv::Rows::new(edition.identity(), &words);
        edition.rows_of(indicator, &mut rows);
        let slow = csv::observations(&map, indicator, &words);
        (
            String::from_utf8(rows.finish()).unwrap(),
            String::from_utf8(slow).unwrap(),
        )
    });
    lines.collect()
}

#[test]
fn the_bundled_evidence_has_the_same_rows() {
    let all = both(tidemark_testkit::bundled());
    assert!(all.iter().map(|(rows, _)| rows.lines().count()).sum::<usize>() > 20_000);
    for (rows, slow) in all {
        assert_eq!(rows, slow);
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_locators_and_notes(
        texts in prop::collection::vec("[-=+@]?[0-9]{0,3}[ ,;\"'\n\r\ta-c=é]{0,4}[0-9]{0,12}[\",\n b]{0,3}", 40)
    ) {
        let mut dataset = tidemark_testkit::world();
        for (at, observation) in dataset.observations.iter_mut().enumerate() {
            let text = |of: usize| texts[(at * 3 + of) % texts.len()].as_str().into();
            observation.locator = text(0);
            observation.note = text(1);
            observation.questioned = observation.questioned.as_ref().map(|_| text(2));
        }
        for (rows, slow) in both(dataset) {
            prop_assert_eq!(rows, slow);
        }
    }
}
