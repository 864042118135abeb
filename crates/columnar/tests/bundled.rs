//! The bundled evidence answers from columns as it does from the obvious form.

use std::collections::BTreeSet;

use tidemark_columnar::{Edition, identity};
use tidemark_evidence::{Corpus, MapCorpus};
use tidemark_vocab::AreaId;

#[test]
fn every_question_to_the_bundled_evidence_has_the_same_answer() {
    let dataset = tidemark_testkit::bundled();
    let name = identity(&dataset);
    let areas: BTreeSet<AreaId> = dataset.observations.iter().map(|o| o.key.area.clone()).collect();
    let map = MapCorpus::new(
        dataset.catalogue.clone(),
        dataset.observations.clone(),
        name.clone(),
    );
    let total = dataset.observations.len();
    let edition = Edition::build(dataset).unwrap();
    assert_eq!(edition.identity(), name);
    assert_eq!(edition.catalogue(), map.catalogue());
    let mut answered = 0;
    for indicator in map.catalogue().indicators.keys() {
        assert_eq!(
            edition.areas_of(indicator),
            map.areas_of(indicator),
            "{indicator}"
        );
        for area in &areas {
            let answer = edition.observations(indicator, area);
            assert_eq!(answer, map.observations(indicator, area), "{indicator} {area}");
            answered += answer.len();
        }
    }
    assert_eq!(
        answered, total,
        "every observation is the answer to some question"
    );
    for area in &areas {
        assert_eq!(edition.indicators_of(area), map.indicators_of(area), "{area}");
    }
}

#[test]
fn without_unread_terms_the_bundled_evidence_is_another_edition() {
    let dataset = tidemark_testkit::bundled();
    let all = dataset.observations.len();
    let whole = identity(&dataset);
    let read = dataset.without_unread_terms();
    assert!(read.observations.len() < all, "some terms are unread");
    assert_ne!(identity(&read), whole);
}
