//! An edition answers as the obvious form does, and is named by what it says.

use tidemark_columnar::{BuildError, Edition, identity};
use tidemark_evidence::catalogue::Showing;
use tidemark_evidence::{Bound, Corpus, Dataset, Finding, MapCorpus, Quantity};
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
fn every_part_of_an_observation_is_in_the_identity() {
    let original = world();
    let number = |text: &str| text.parse().unwrap();
    let changes: [(&str, fn(&mut tidemark_evidence::Observation)); 8] = [
        ("locator", |o| o.locator = "elsewhere".into()),
        ("note", |o| o.note = "another note".into()),
        ("questioned", |o| o.questioned = Some("why".into())),
        ("finding", |o| o.finding = Finding::Confidential),
        ("area", |o| o.key.area = "XAF".parse().unwrap()),
        ("source", |o| o.key.source = "another_source".parse().unwrap()),
        ("reporter", |o| o.key.reporter = "ANOTHER".parse().unwrap()),
        ("dimensions", |o| {
            o.key.dimensions = "sex:women;age:under_25".parse().unwrap()
        }),
    ];
    for (what, change) in changes {
        let mut changed = original.clone();
        change(&mut changed.observations[0]);
        assert_ne!(identity(&changed), identity(&original), "{what}");
    }
    let at = original
        .observations
        .iter()
        .position(|o| o.finding.quantity().is_some())
        .unwrap();
    let quantities = [
        Quantity::exact(number("4.5")),
        Quantity::exact(number("4.50")),
        Quantity::bounded(Bound::AtLeast, number("4.5")),
        Quantity::new(
            Some(number("4.5")),
            Bound::Exact,
            Some(number("4")),
            Some(number("5")),
        )
        .unwrap(),
        Quantity::new(None, Bound::Exact, Some(number("4")), Some(number("5"))).unwrap(),
    ];
    let mut identities: Vec<String> = quantities
        .into_iter()
        .map(|quantity| {
            let mut changed = original.clone();
            changed.observations[at].finding = Finding::Quantity(quantity);
            identity(&changed)
        })
        .collect();
    identities.sort();
    identities.dedup();
    assert_eq!(
        identities.len(),
        5,
        "4.5 and 4.50 are published differently, so they are different records"
    );
}

#[test]
fn the_rules_are_in_the_identity() {
    let original = world();
    let mut changed = original.clone();
    changed
        .catalogue
        .default_rank
        .order
        .iter_mut()
        .for_each(|entry| entry.showing = Showing::OnDemand);
    for rank in changed.catalogue.ranks.values_mut() {
        rank.order.reverse();
    }
    assert_ne!(identity(&changed), identity(&original));
    let mut changed = original.clone();
    changed.catalogue.sets.clear();
    assert_ne!(identity(&changed), identity(&original));
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
