//! An edition answers as the obvious form does, and is named by what it says.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use tidemark_columnar::{BuildError, Edition, identity};
use tidemark_evidence::{Corpus, Dataset, MapCorpus};
use tidemark_testkit::world;

fn edition(dataset: Dataset) -> Edition {
    Edition::build(dataset).unwrap()
}

#[test]
fn an_edition_answers_as_the_obvious_form_does() {
    let dataset = world();
    let map = MapCorpus::new(
        dataset.catalogue.clone(),
        dataset.observations.clone(),
        String::new(),
    );
    let edition = edition(dataset.clone());
    let mut areas: Vec<_> = dataset.observations.iter().map(|o| o.key.area.clone()).collect();
    areas.sort();
    areas.dedup();
    for indicator in dataset.catalogue.indicators.keys() {
        assert_eq!(
            edition.areas_of(indicator),
            map.areas_of(indicator),
            "{indicator}"
        );
        for area in &areas {
            assert_eq!(
                edition.observations(indicator, area),
                map.observations(indicator, area),
                "{indicator} {area}"
            );
        }
    }
    for area in &areas {
        assert_eq!(edition.indicators_of(area), map.indicators_of(area), "{area}");
    }
    assert_eq!(edition.iter().count(), dataset.observations.len());
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let dataset = world();
    let mut reversed = dataset.clone();
    reversed.observations.reverse();
    assert_eq!(identity(&dataset), identity(&reversed));
    assert_eq!(edition(dataset).identity(), edition(reversed).identity());
}

#[test]
fn two_observations_with_one_key_are_refused() {
    let mut dataset = world();
    let mut twin = dataset.observations[0].clone();
    twin.note = "a different note does not make it another observation".into();
    dataset.observations.push(twin);
    assert!(matches!(
        Edition::build(dataset),
        Err(BuildError::DuplicateKey(_))
    ));
}
