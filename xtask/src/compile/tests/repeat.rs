//! The compiler on the fact files themselves, where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde::de::DeserializeOwned;
use tidemark_evidence::text::{TextFile, read};

use super::{Row, data, facts};
use crate::compile::compile;
use crate::compile::fact::Columns;
use crate::compile::table;

/// Says that a test could not run: a silent skip would look like a pass.
fn skipped(test: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(
        out,
        "SKIPPED {test}: no fact files; set TIDEMARK_FACTS to their directory"
    )
    .unwrap();
}

#[test]
fn the_committed_data_are_what_the_facts_and_the_rules_make() {
    let Some(facts) = facts() else {
        return skipped("the_committed_data_are_what_the_facts_and_the_rules_make");
    };
    let (first, summary) = compile(&facts, &data()).unwrap();
    assert_eq!(first.differences(&data()).unwrap(), Vec::<String>::new());
    assert_eq!(summary, "111034 facts: 24005 kept, 3149 merged, 83880 dropped");
    let (second, _) = compile(&facts, &data()).unwrap();
    assert!(first == second, "a second run makes other bytes");
}

fn files(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            files(&path, &format!("{name}/"), found);
        } else {
            found.push((name, fs::read(&path).unwrap()));
        }
    }
}

#[test]
fn the_reader_finds_no_fault_in_the_committed_data() {
    let mut found = Vec::new();
    files(&data(), "", &mut found);
    let texts: Vec<TextFile<'_>> = found
        .iter()
        .map(|(path, bytes)| TextFile { path, bytes })
        .collect();
    let reading = read(&texts);
    let first: Vec<String> = reading
        .problems
        .iter()
        .take(20)
        .map(|problem| format!("{problem:?}"))
        .collect();
    assert!(
        reading.problems.is_empty(),
        "{} problems:\n{}",
        reading.problems.len(),
        first.join("\n")
    );
}

/// Reads the ledger with none of the compiler's code but its CSV reader, so that a slip in one shows in the other.
#[test]
fn every_kept_fact_is_the_observation_that_the_ledger_names() {
    let Some(facts) = facts() else {
        return skipped("every_kept_fact_is_the_observation_that_the_ledger_names");
    };
    let mut followed = 0;
    let mut observed: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (file, runs) in super::ledger::runs() {
        let facts: Vec<Columns> = rows(&facts.join(&file));
        for run in runs.iter().filter(|run| run.outcome == "kept") {
            let observed = observed
                .entry(run.into.clone())
                .or_insert_with(|| rows::<Row>(&data().join(&run.into)));
            for offset in 0..run.facts {
                // Line 1 is the header, in both files.
                let at = |first: u64| usize::try_from(first + offset).unwrap() - 2;
                let fact = &facts[at(run.first_line)];
                let row = &observed[at(run.into_first.unwrap())];
                assert_eq!(
                    (&row.source, &row.locator),
                    (&fact.source_id, &fact.locator),
                    "{file}: {fact:?}"
                );
                let says = format!("{}{}{}", row.value, row.low, row.high);
                let said = format!("{}{}{}", fact.value, fact.low, fact.high);
                let level = said.replace(',', "").replace(' ', "_");
                assert!(
                    says == said || says == level || row.status == said,
                    "{file}: {fact:?} became {row:?}"
                );
                followed += 1;
            }
        }
    }
    assert_eq!(followed, 24_005);
}

fn rows<T: DeserializeOwned>(path: &Path) -> Vec<T> {
    table::read(path)
        .unwrap()
        .into_iter()
        .map(|(_, row)| row)
        .collect()
}
