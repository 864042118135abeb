//! An edition answers as the obvious form does, and is named by what it says.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeMap;

use tidemark_columnar::{BuildError, Edition, identity};
use tidemark_evidence::rules::{Ageing, Candidates};
use tidemark_evidence::{Corpus, Dataset, Dimensions, MapCorpus, Observation, ObservationKey};
use tidemark_testkit::world;
use tidemark_vocab::{AreaId, IndicatorCode};

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

/// For each indicator, area and split: the observations in the order in which an edition keeps them.
fn kept_order(edition: &Edition) -> Vec<(ObservationKey, usize)> {
    let mut counts: BTreeMap<(IndicatorCode, AreaId, Dimensions), usize> = BTreeMap::new();
    let place = |observation: Observation| {
        let key = observation.key;
        let of = (key.indicator.clone(), key.area.clone(), key.dimensions.clone());
        let count = counts.entry(of).or_default();
        *count += 1;
        (key, *count)
    };
    edition.kept().map(place).collect()
}

#[test]
fn the_best_row_of_a_cell_stands_first() {
    for dataset in [world(), tidemark_testkit::bundled()] {
        let catalogue = dataset.catalogue.clone();
        let edition = edition(dataset);
        let mut groups: BTreeMap<(IndicatorCode, AreaId, Dimensions), Vec<Observation>> = BTreeMap::new();
        for observation in edition.iter() {
            let key = &observation.key;
            let of = (key.indicator.clone(), key.area.clone(), key.dimensions.clone());
            groups.entry(of).or_default().push(observation);
        }
        let mut expected = Vec::new();
        for group in groups.into_values() {
            let Candidates { eligible, on_demand } =
                Candidates::of(group, &[], Ageing::AskedByPeriod, &catalogue);
            let ordered = eligible.into_iter().chain(on_demand);
            expected.extend((1..).zip(ordered).map(|(place, o)| (o.key, place)));
        }
        assert!(expected.len() > 20, "{} rows", expected.len());
        assert_eq!(kept_order(&edition), expected);
    }
}

#[test]
fn editions_share_the_segments_in_which_they_say_the_same() {
    let dataset = world();
    let mut later = dataset.clone();
    let changed = later.observations[0].key.indicator.clone();
    later.observations[0].note = "said otherwise".into();
    let (before, after) = (edition(dataset), edition(later));
    let after = after.sharing(&before);
    let twins = before.segments().zip(after.segments());
    for (one, other) in twins {
        assert_eq!(one.indicator(), other.indicator());
        let is_shared = std::ptr::eq(one, other);
        assert_eq!(is_shared, *one.indicator() != changed, "{}", one.indicator());
        assert_eq!(is_shared, one.digest() == other.digest());
    }
}

#[test]
fn equal_observations_in_another_order_of_ranks_are_not_shared() {
    let dataset = tidemark_testkit::bundled();
    let mut later = dataset.clone();
    for rank in later.catalogue.ranks.values_mut() {
        rank.order.reverse();
    }
    let (before, after) = (edition(dataset), edition(later));
    let after = after.sharing(&before);
    let mut apart = 0;
    for (one, other) in before.segments().zip(after.segments()) {
        assert_eq!(one.digest(), other.digest());
        apart += usize::from(!std::ptr::eq(one, other));
    }
    assert!(apart > 3, "{apart} segments are arranged anew");
}
