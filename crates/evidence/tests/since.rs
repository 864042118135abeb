//! Since when a reporter has said the same.

#![expect(clippy::unwrap_used, reason = "a test")]

use tidemark_evidence::rules::since;
use tidemark_evidence::{Corpus, Finding, MapCorpus, Observation};
use tidemark_testkit::{ObservationBuilder, observation, world};

/// The small world with nothing but these findings, the first of which is asked about.
fn asked(findings: Vec<ObservationBuilder>) -> Option<Observation> {
    let findings: Vec<Observation> = findings.into_iter().map(ObservationBuilder::build).collect();
    let first = findings.first().cloned().unwrap();
    let corpus = MapCorpus::new(world().catalogue, findings, "since".to_owned());
    since(&first, &corpus as &dyn Corpus)
}

fn said(round: &str, source: &str) -> ObservationBuilder {
    observation("nsp_available").round(round).by("OBS", source)
}

fn round_of(found: Option<Observation>) -> Option<String> {
    found.map(|found| found.key.period.round().unwrap().to_string())
}

#[test]
fn it_is_the_first_of_an_unbroken_run() {
    let newest = || said("OBS/2022", "obs_2022");
    let run = vec![
        newest(),
        said("OBS/2020", "obs_2020"),
        said("OBS/2008", "obs_2008"),
    ];
    assert_eq!(round_of(asked(run)), Some("OBS/2008".to_owned()));
    assert_eq!(asked(vec![newest()]), None);
}

#[test]
fn anything_else_and_any_doubt_ends_the_run() {
    let newest = || said("OBS/2022", "obs_2022");
    let middle = || said("OBS/2020", "obs_2020");
    let oldest = || said("OBS/2008", "obs_2008");
    for broken in [
        oldest().found(Finding::No),
        oldest().found(Finding::NotKnown),
        oldest().questioned("a slip of the pen"),
    ] {
        let found = asked(vec![newest(), middle(), broken]);
        assert_eq!(round_of(found), Some("OBS/2020".to_owned()));
    }
    assert_eq!(asked(vec![newest(), middle().found(Finding::No), oldest()]), None);
}

#[test]
fn others_and_what_was_withdrawn_do_not_count() {
    let newest = || said("OBS/2022", "obs_2022");
    let by_another = observation("nsp_available")
        .about("2008")
        .by("AGENCY", "agency_2023");
    assert_eq!(asked(vec![newest(), by_another]), None);
    let withdrawn = said("OBS/2020", "obs_2020").found(Finding::Withdrawn);
    let found = asked(vec![newest(), withdrawn, said("OBS/2008", "obs_2008")]);
    assert_eq!(round_of(found), Some("OBS/2008".to_owned()));
}
