//! The words of the problems.

use std::collections::BTreeSet;

use tidemark_evidence::text::{Problem, Rule};
use tidemark_vocab::Message;

const FTL: &str = include_str!("../../../../locales/en/check.ftl");
const TESTS: [&str; 7] = [
    include_str!("catalogue.rs"),
    include_str!("files.rs"),
    include_str!("findings.rs"),
    include_str!("aggregates.rs"),
    include_str!("redefinitions.rs"),
    include_str!("references.rs"),
    include_str!("thresholds.rs"),
];

/// The text of a message, selectors included.
fn text(id: &str) -> Option<&'static str> {
    let start = FTL.find(&format!("\n{id} ="))? + 1;
    let rest = &FTL[start..];
    let end = rest
        .find("\ncheck-")
        .or_else(|| rest.find("\n\n"))
        .unwrap_or(rest.len());
    Some(&rest[..end])
}

fn assert_complete(message: &Message) {
    let text = text(message.id).unwrap_or_else(|| panic!("no message {}", message.id));
    for used in text
        .split("{ $")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '}']).next())
    {
        let given = message.args.iter().any(|(name, _)| *name == used);
        assert!(given, "{} needs ${used}", message.id);
    }
}

/// Asserts that both messages of a problem exist and get all they need.
pub(super) fn assert_worded(problem: &Problem) {
    assert_complete(&problem.what);
    assert_complete(&problem.mend);
}

#[test]
fn every_rule_has_its_two_messages_and_no_message_lacks_its_rule() {
    let wanted: BTreeSet<&str> = Rule::ALL
        .iter()
        .flat_map(|rule| [rule.what(), rule.mend()])
        .collect();
    let written: BTreeSet<&str> = FTL
        .lines()
        .filter(|line| line.starts_with("check-"))
        .filter_map(|line| line.split(" =").next())
        .collect();
    assert_eq!(written, wanted);
}

#[test]
fn every_rule_is_broken_by_a_test() {
    for rule in Rule::ALL {
        let id = rule.what().trim_start_matches("check-");
        let tested = TESTS
            .iter()
            .any(|test| test.contains(&format!("\"{id}\"")) || test.contains(&format!("check-{id}\"")));
        assert!(tested, "{id}");
    }
}
