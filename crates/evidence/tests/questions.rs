//! Questions over all places: on the bundled evidence, whose answers are known.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use tidemark_evidence::questions::{Change, beside, changes, disagreements, outdated, ranking, rounds_with};
use tidemark_evidence::rules::before;
use tidemark_evidence::table::Age;
use tidemark_evidence::{Corpus, Finding, MapCorpus, Redefinition, Status};
use tidemark_vocab::{AreaId, IndicatorCode, LocalizedText};

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let dataset = tidemark_testkit::bundled();
    MapCorpus::new(dataset.catalogue, dataset.observations, "bundled".to_owned())
});

fn code(text: &str) -> IndicatorCode {
    text.parse().unwrap()
}

fn areas(list: &[Change]) -> BTreeSet<String> {
    list.iter().map(|change| change.area.to_string()).collect()
}

#[test]
fn nothing_is_gained_or_lost_where_the_definition_changed() {
    let nsp = code("nsp_available");
    let (before, after) = ("HRI/2018".parse().unwrap(), "HRI/2020".parse().unwrap());
    let told = changes(&*BUNDLED, &nsp, &before, &after);
    let changed_in = |from| {
        let mut dataset = tidemark_testkit::bundled();
        let indicator = dataset.catalogue.indicators.get_mut(&nsp).unwrap();
        indicator.redefinitions.push(Redefinition {
            reporter: Some("HRI".parse().unwrap()),
            from,
            note: LocalizedText::default(),
            ground: None,
        });
        let corpus = MapCorpus::new(dataset.catalogue, dataset.observations, "bundled".to_owned());
        changes(&corpus, &nsp, &before, &after)
    };
    let within = changed_in(2019);
    assert!(
        within.gained.is_empty()
            && within.lost.is_empty()
            && within.kept.is_empty()
            && within.without.is_empty()
    );
    let all = told.gained.len() + told.lost.len() + told.kept.len() + told.without.len() + told.open.len();
    assert_eq!(within.open.len(), all);
    assert_eq!(changed_in(2021), told);
}

#[test]
fn who_gained_and_lost_is_told_over_places_of_both_rounds() {
    let nsp = code("nsp_available");
    let found = changes(
        &*BUNDLED,
        &nsp,
        &"HRI/2018".parse().unwrap(),
        &"HRI/2020".parse().unwrap(),
    );
    let lists = [
        &found.gained,
        &found.lost,
        &found.kept,
        &found.without,
        &found.open,
    ];
    let all: Vec<&Change> = lists.iter().flat_map(|list| list.iter()).collect();
    assert!(all.len() > 20, "{} places in both rounds", all.len());
    let once: BTreeSet<&AreaId> = all.iter().map(|change| &change.area).collect();
    assert_eq!(once.len(), all.len(), "a place stands in one list");
    for change in &all {
        for (told, year) in [(&change.before, "2018"), (&change.after, "2020")] {
            assert_eq!(told.key.reporter.as_str(), "HRI");
            assert_eq!(told.key.period.round().unwrap().code.as_str(), year);
            assert_eq!(told.key.area, change.area);
        }
    }
    assert!(
        found
            .gained
            .iter()
            .all(|c| (&c.before.finding, &c.after.finding) == (&Finding::No, &Finding::Yes))
    );
    assert!(
        found
            .lost
            .iter()
            .all(|c| (&c.before.finding, &c.after.finding) == (&Finding::Yes, &Finding::No))
    );
    assert!(
        areas(&found.without).contains("BGR"),
        "Bulgaria had none in 2018 and 2020"
    );
    assert!(areas(&found.kept).contains("ARM"));
    let turned = changes(
        &*BUNDLED,
        &nsp,
        &"HRI/2020".parse().unwrap(),
        &"HRI/2018".parse().unwrap(),
    );
    assert_eq!(
        areas(&turned.gained),
        areas(&found.lost),
        "backwards a loss is a gain"
    );
    assert!(rounds_with(&*BUNDLED, &nsp, &"HRI".parse().unwrap()).len() >= 4);
}

#[test]
fn a_missing_record_of_prisons_is_never_a_no() {
    let found = beside(&*BUNDLED, &code("nsp_available"), &code("nsp_prison_available"));
    assert!(
        found
            .without
            .iter()
            .all(|(_, has, other)| (has.status, other.status) == (Status::Yes, Status::No))
    );
    assert!(found.with.iter().all(|(_, _, other)| other.status == Status::Yes));
    assert!(found.with.iter().any(|(area, ..)| area.to_string() == "MDA"
        || area.to_string() == "ESP"
        || area.to_string() == "KGZ"));
    assert!(!found.silent.is_empty());
    for (area, _) in &found.silent {
        assert!(
            BUNDLED
                .observations(&code("nsp_prison_available"), area)
                .iter()
                .all(|o| !o.key.dimensions.is_total()),
            "{area}"
        );
    }
}

#[test]
fn disagreements_are_between_reporters() {
    let found = disagreements(&*BUNDLED, &code("nsp_available"));
    assert!(!found.is_empty());
    for one in &found {
        let reporters: BTreeSet<_> = one.said.iter().map(|o| &o.key.reporter).collect();
        assert!(reporters.len() > 1, "{one:?}");
        let answers: BTreeSet<Status> = one.said.iter().map(|o| o.finding.status()).collect();
        assert!(answers.len() > 1, "{one:?}");
    }
    let armenia = found
        .iter()
        .any(|one| one.area.to_string() == "ARM" && one.year == 2008);
    assert!(armenia, "WHO and HRI answered otherwise for Armenia in 2008");
}

#[test]
fn what_is_old_is_what_tables_call_old() {
    let found = outdated(&*BUNDLED, &code("nsp_available"));
    assert!(found.len() > 50, "{}", found.len());
    for one in &found {
        assert_eq!(one.cell.status, Status::NoRecord);
        assert_eq!(one.cell.shown.as_ref().unwrap().age, Age::Old);
    }
}

#[test]
fn ranks_are_shared_where_ranges_overlap() {
    let found = ranking(&*BUNDLED, &code("pwid_hiv_prevalence"));
    let places = found.ranked.len();
    assert!(places > 60, "{places}");
    let mut shared = 0;
    for ranked in &found.ranked {
        assert!((1..=places).contains(&ranked.first) && ranked.first <= ranked.last && ranked.last <= places);
        shared += usize::from(ranked.first < ranked.last);
    }
    assert!(shared > 5, "ranges overlap");
    // Every rank can be somebody's.
    for rank in 1..=places {
        assert!(
            found
                .ranked
                .iter()
                .any(|one| (one.first..=one.last).contains(&rank)),
            "{rank}"
        );
    }
    let told: BTreeSet<&AreaId> = found.ranked.iter().map(|one| &one.area).collect();
    assert!(found.open.iter().all(|(area, _)| !told.contains(area)));
}

#[test]
fn what_was_said_before_is_of_the_same_reporter_and_an_earlier_year() {
    let nsp = code("nsp_available");
    let bulgaria: AreaId = "BGR".parse().unwrap();
    let told = BUNDLED.observations(&nsp, &bulgaria);
    let newest = told
        .iter()
        .find(|o| {
            o.key
                .period
                .round()
                .is_some_and(|round| round.to_string() == "HRI/2024")
        })
        .unwrap();
    let said = before(newest, &*BUNDLED).unwrap();
    assert_eq!(said.key.period.round().unwrap().to_string(), "HRI/2020");
    assert_eq!(said.finding, Finding::No);
    let first = told
        .iter()
        .find(|o| {
            o.key
                .period
                .round()
                .is_some_and(|round| round.to_string() == "HRI/2008")
        })
        .unwrap();
    assert_eq!(before(first, &*BUNDLED), None);
}
