//! What the documentation says of the table of permissions is what the table says.

use tidemark_desk::Assurance;
use tidemark_desk::access::{By, RULES};
use tidemark_desk::audit::Verb;

const DOCUMENTED: &str = include_str!("../../../docs/permissions.md");

#[test]
fn every_rule_is_documented_and_nothing_else() {
    for rule in RULES {
        let who = match rule.by {
            By::Owner => "oneself".to_owned(),
            By::Has(role) => role.to_string(),
        };
        let needs = match rule.needs {
            Assurance::SignedIn => "signed in",
            Assurance::TwoFactors => "two factors",
            Assurance::Fresh => "fresh",
        };
        let row = format!("| `{}` | {who} | {needs} |", rule.action);
        assert_eq!(DOCUMENTED.matches(&row).count(), 1, "{row}");
    }
    let rows = DOCUMENTED.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, RULES.len() + Verb::ALL.len());
}

#[test]
fn every_verb_is_documented() {
    for verb in Verb::ALL {
        assert!(DOCUMENTED.contains(&format!("| `{verb}` |")), "{verb}");
    }
}
