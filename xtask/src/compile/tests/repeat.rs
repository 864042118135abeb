//! The compiler on the fact files themselves, where they are at hand.

use std::fs;
use std::io::Write;
use std::path::Path;

use tidemark_evidence::text::{TextFile, read};

use super::{data, facts};
use crate::compile::compile;

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
