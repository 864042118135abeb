//! The small world of the tests holds what it promises.

use std::collections::BTreeSet;

use tidemark_evidence::catalogue::{Completeness, Showing};
use tidemark_evidence::{Bound, Corpus, Finding, Observation, Quantity, Status};
use tidemark_vocab::{AreaId, Basis, Terms};

#[test]
fn every_status_that_can_be_observed_is_there() {
    let found: BTreeSet<Status> = tidemark_testkit::world()
        .observations
        .iter()
        .map(|o| o.finding.status())
        .collect();
    let wanted = [
        Status::Value,
        Status::Yes,
        Status::No,
        Status::NotKnown,
        Status::NotApplicable,
        Status::Confidential,
    ];
    assert_eq!(found, BTreeSet::from(wanted));
}

#[test]
fn every_bound_is_there_and_ranges_with_and_without_a_value() {
    let world = tidemark_testkit::world();
    let quantities: Vec<_> = world
        .observations
        .iter()
        .filter_map(|o| o.finding.quantity().copied())
        .collect();
    let bounds: BTreeSet<Bound> = quantities.iter().map(Quantity::bound).collect();
    assert_eq!(bounds, BTreeSet::from(Bound::ALL));
    assert!(quantities.iter().any(|q| q.value().is_none()));
    assert!(
        quantities
            .iter()
            .any(|q| q.value().is_some() && q.range().is_some())
    );
}

#[test]
fn six_places_two_regions_and_the_world_have_figures() {
    let world = tidemark_testkit::world();
    let areas: BTreeSet<&AreaId> = world.observations.iter().map(|o| &o.key.area).collect();
    assert_eq!(areas.iter().filter(|a| matches!(a, AreaId::Place(_))).count(), 6);
    assert!(areas.iter().any(|a| a.is_world()));
    for region in ["GLOBAL/LMIC", "OBS/SOUTH"] {
        assert!(areas.contains(&region.parse::<AreaId>().unwrap()), "{region}");
    }
}

#[test]
fn what_the_rules_need_is_there() {
    let world = tidemark_testkit::world();
    let any = |test: fn(&Observation) -> bool| world.observations.iter().any(test);
    assert!(any(|o| o.questioned.is_some()));
    assert!(any(|o| !o.key.dimensions.is_total()));
    assert!(any(|o| o.key.period.is_round_dated()));
    for basis in [Basis::Fiscal, Basis::Cumulative] {
        assert!(
            world
                .observations
                .iter()
                .any(|o| o.key.period.reference().is_some_and(|r| r.basis() == basis))
        );
    }
    assert!(any(|o| matches!(o.finding, Finding::Codes(_))));
    assert!(any(|o| matches!(o.finding, Finding::Level(_))));
    assert!(any(|o| matches!(o.finding, Finding::Text(_))));
    let catalogue = &world.catalogue;
    assert!(catalogue.sources.values().any(|s| s.terms == Terms::Unread));
    assert!(
        catalogue
            .default_rank
            .order
            .iter()
            .any(|e| e.showing == Showing::OnDemand)
    );
    assert!(
        catalogue
            .sets
            .values()
            .any(|s| s.completeness == Completeness::Complete)
    );
    assert!(
        catalogue
            .sets
            .values()
            .any(|s| s.completeness == Completeness::Partial)
    );
}

#[test]
fn unread_terms_can_be_left_out() {
    let world = tidemark_testkit::world();
    let (all, sources) = (world.observations.len(), world.catalogue.sources.len());
    let read = world.without_unread_terms();
    assert_eq!(read.observations.len(), all - 1);
    assert!(
        read.observations
            .iter()
            .all(|o| o.key.source.as_str() != "leaflet")
    );
    assert_eq!(read.catalogue.sources.len(), sources - 1);
    assert!(!read.catalogue.sources.contains_key("leaflet"));
}

#[test]
fn the_corpus_answers() {
    let corpus = tidemark_testkit::corpus();
    let found = corpus.observations(&"nsp_available".parse().unwrap(), &"XAB".parse().unwrap());
    assert_eq!(found.len(), 2);
    assert_eq!(corpus.identity(), tidemark_testkit::IDENTITY);
}
