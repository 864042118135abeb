//! The committed ledger accounts for every fact and for every observation, without the fact files.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use super::data;
use crate::compile::table;

#[derive(Debug, Deserialize)]
pub(super) struct Run {
    pub(super) first_line: u64,
    last_line: u64,
    pub(super) facts: u64,
    pub(super) outcome: String,
    pub(super) into: String,
    pub(super) into_first: Option<u64>,
    into_last: Option<u64>,
    reason: String,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Default, Clone)]
struct Totals {
    file: String,
    facts: u64,
    kept: u64,
    merged: u64,
    dropped: u64,
}

fn totals() -> Vec<Totals> {
    let rows = table::read::<Totals>(&data().join("ledger/totals.csv")).unwrap();
    rows.into_iter().map(|(_, row)| row).collect()
}

pub(super) fn runs() -> BTreeMap<String, Vec<Run>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(data().join("ledger")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name != "totals.csv" {
            let rows = table::read::<Run>(&path).unwrap();
            files.insert(name, rows.into_iter().map(|(_, row)| row).collect());
        }
    }
    files
}

#[test]
fn the_totals_add_up_to_every_fact() {
    let totals = totals();
    let (all, files) = totals.split_last().unwrap();
    assert_eq!(all.file, "total");
    assert_eq!(
        (all.facts, all.kept, all.merged, all.dropped),
        (111_034, 24_005, 3_149, 83_880)
    );
    assert_eq!(all.kept + all.merged, 27_154);
    let sum = |of: fn(&Totals) -> u64| files.iter().map(of).sum::<u64>();
    assert_eq!(sum(|t| t.facts), all.facts);
    assert_eq!(sum(|t| t.kept), all.kept);
    assert_eq!(sum(|t| t.merged), all.merged);
    assert_eq!(sum(|t| t.dropped), all.dropped);
}

#[test]
fn every_line_of_every_fact_file_is_accounted_for_once() {
    let runs = runs();
    let totals = totals();
    for total in totals.iter().filter(|total| total.file != "total") {
        let mut counted = Totals {
            file: total.file.clone(),
            ..Totals::default()
        };
        let mut next = 2;
        for run in &runs[&total.file] {
            assert_eq!(run.first_line, next, "{}: a gap or an overlap", total.file);
            assert_eq!(
                run.last_line + 1 - run.first_line,
                run.facts,
                "{}:{next}",
                total.file
            );
            next = run.last_line + 1;
            counted.facts += run.facts;
            match run.outcome.as_str() {
                "kept" => counted.kept += run.facts,
                "merged" => counted.merged += run.facts,
                "dropped" => counted.dropped += run.facts,
                other => panic!("{}: {other}", total.file),
            }
        }
        assert_eq!(counted, *total);
    }
    assert_eq!(runs.len() + 1, totals.len());
}

#[test]
fn every_observation_rests_on_exactly_one_fact() {
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for entry in fs::read_dir(data().join("observations")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("observations/{}", path.file_name().unwrap().to_string_lossy());
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        expected.insert(name, lines as u64);
    }
    let mut held: BTreeMap<String, Vec<(u64, u64)>> = BTreeMap::new();
    for run in runs().values().flatten().filter(|run| run.outcome == "kept") {
        let span = (run.into_first.unwrap(), run.into_last.unwrap());
        assert_eq!(span.1 + 1 - span.0, run.facts);
        held.entry(run.into.clone()).or_default().push(span);
    }
    assert_eq!(
        held.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (file, mut spans) in held {
        spans.sort_unstable();
        let mut next = 2;
        for (first, last) in spans {
            assert_eq!(first, next, "{file}: an observation without a fact, or with two");
            next = last + 1;
        }
        assert_eq!(next, expected[&file] + 1, "{file}");
    }
}

#[test]
fn what_is_dropped_has_its_reason_and_is_all_of_ihme() {
    for run in runs().values().flatten() {
        match run.outcome.as_str() {
            "dropped" => assert!(run.reason.contains("IHME") && run.into.is_empty(), "{run:?}"),
            "merged" => assert!(
                run.into.starts_with("areas/") && run.into_first.is_some(),
                "{run:?}"
            ),
            _ => assert!(run.into.starts_with("observations/"), "{run:?}"),
        }
    }
}
