//! Every message that is named somewhere exists in English, and every English message is named somewhere.

#![expect(clippy::unwrap_used, reason = "a test: files of the repository can be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tidemark_desk::audit::Verb;
use tidemark_desk::invitation::InvitationState;
use tidemark_desk::session::Factor;
use tidemark_desk::{PersonState, Role};
use tidemark_evidence::diff::CellChange;
use tidemark_evidence::table::Contribution;
use tidemark_evidence::text::Rule;
use tidemark_evidence::{Bound, Status};
use tidemark_publishing::Messages;
use tidemark_publishing::csv::COLUMNS;
use tidemark_vocab::{ReporterKind, Terms};

/// What comes before an id where a message is asked for.
const ASKS: [&str; 8] = [
    "Message::new(",
    "essages.get(",
    "essages.with(",
    "essages.bare(",
    "essages().get(",
    "essages().with(",
    " t(",
    ".t(",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The program's own text: Rust outside tests, and templates.
fn program() -> BTreeMap<PathBuf, String> {
    let mut found = Vec::new();
    walk(&root().join("crates"), &mut found);
    walk(&root().join("xtask"), &mut found);
    let is_test = |path: &Path| {
        path.components()
            .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
    };
    found
        .into_iter()
        .filter(|path| !is_test(path.strip_prefix(root()).unwrap()))
        .filter(|path| {
            matches!(
                path.extension().and_then(|end| end.to_str()),
                Some("rs" | "html" | "txt" | "xml")
            )
        })
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let outside_tests = text.split("\n#[cfg(test)]\nmod ").next().unwrap().to_owned();
            (path, outside_tests)
        })
        .collect()
}

/// The string literal at the start of a text, after white space.
fn literal(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('"')?.split('"').next()
}

fn asked(text: &str) -> impl Iterator<Item = &str> {
    ASKS.iter()
        .flat_map(move |ask| {
            text.match_indices(ask)
                .map(move |(at, _)| &text[at + ask.len()..])
        })
        .filter_map(literal)
        .filter(|id| !id.is_empty())
}

/// Ids that are made of a code, by the family they belong to.
fn made_of_codes() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for status in Status::ALL {
        for family in ["status", "symbol", "meaning"] {
            ids.insert(format!("{family}-{status}"));
        }
    }
    for contribution in Contribution::ALL {
        ids.insert(format!("contribution-{contribution}"));
    }
    for bound in Bound::ALL {
        ids.insert(format!("bound-{bound}"));
    }
    for column in COLUMNS {
        ids.insert(format!("column-{column}"));
    }
    for change in CellChange::ALL {
        ids.insert(format!("cell-change-{change}"));
    }
    for kind in ReporterKind::ALL {
        ids.insert(format!("reporter-kind-{kind}"));
    }
    for terms in Terms::ALL {
        ids.insert(format!("cli-edition-terms-{terms}"));
    }
    for role in Role::ALL {
        ids.insert(format!("desk-role-{role}"));
    }
    for state in PersonState::ALL {
        ids.insert(format!("desk-state-{state}"));
    }
    for state in InvitationState::ALL {
        ids.insert(format!("desk-invitation-{state}"));
    }
    for factor in Factor::ALL {
        ids.insert(format!("desk-factor-{}", factor.as_str().replace('_', "-")));
    }
    for verb in Verb::ALL {
        ids.insert(format!("desk-verb-{}", verb.as_str().replace('_', "-")));
    }
    for rule in Rule::ALL {
        ids.extend([rule.what().to_owned(), rule.mend().to_owned()]);
    }
    for terms in Terms::ALL {
        ids.insert(format!("terms-{terms}"));
    }
    ids
}

/// The units that the bundled indicators use.
fn units() -> BTreeSet<String> {
    let mut files = Vec::new();
    walk(&root().join("data/indicators"), &mut files);
    files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            text.lines()
                .filter_map(|line| line.trim().strip_prefix("unit"))
                .filter_map(|rest| rest.trim_start().strip_prefix('='))
                .filter_map(literal)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_unit(unit: &str) -> bool {
    Messages::english().has(&format!("unit-{unit}"))
}

#[test]
fn every_message_asked_for_exists() {
    let known: BTreeSet<&str> = Messages::ids().collect();
    let mut missing = Vec::new();
    for (path, text) in program() {
        missing.extend(
            asked(&text)
                .filter(|id| !known.contains(id))
                .map(|id| format!("{}: {id}", path.display())),
        );
    }
    missing.extend(
        made_of_codes()
            .into_iter()
            .filter(|id| !known.contains(id.as_str())),
    );
    missing.extend(
        units()
            .into_iter()
            .map(|unit| format!("unit-{unit}"))
            .filter(|id| !known.contains(id.as_str())),
    );
    assert!(
        missing.is_empty(),
        "no such message in locales/en:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_message_is_used() {
    let program = program();
    let families = made_of_codes();
    let unused: Vec<&str> = Messages::ids()
        .filter(|id| !families.contains(*id) && !id.starts_with("unit-"))
        .filter(|id| !id.strip_prefix("amount-").is_some_and(is_unit))
        .filter(|id| {
            let quoted = format!("\"{id}\"");
            !program.values().any(|text| text.contains(&quoted))
        })
        .collect();
    assert!(
        unused.is_empty(),
        "messages that nothing asks for:\n{}",
        unused.join("\n")
    );
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let text = "x = Message::new(\n    \"a-b\",\n); messages.get(\"c\") {{ t(\"d\") }} {{ page.t(\"f\") }} map.get(\"e\")";
    assert_eq!(asked(text).collect::<Vec<_>>(), ["a-b", "c", "d", "f"]);
}
