//! `ranks.toml`: which reporter is shown by default, and why.

use std::collections::BTreeMap;

use tidemark_vocab::{IndicatorCode, ReporterCode};

use super::declared::Declared;
use super::input::Input;
use super::keyed::Keys;
use super::lists::tables;
use super::problem::{At, Problems, Rule};
use crate::catalogue::{Rank, RankEntry, Showing};

/// For which indicators a rank holds.
const REST: &str = "*";

/// The ranks by indicator, and the rank of all others.
pub(super) fn read(
    input: &Input<'_>,
    declared: &Declared,
    problems: &Problems,
) -> (BTreeMap<IndicatorCode, Rank>, Option<Rank>) {
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    let mut ranks = BTreeMap::new();
    let mut rest = None;
    tables(input, "ranks.toml", "rank", |table| {
        let indicators = table.list::<String>("indicators", "lower");
        if !table.has("indicators") {
            table.note("indicators", Rule::MissingField, &[("field", &"indicators")]);
        }
        let rank = rank(table, declared, problems);
        for (at, indicator) in indicators {
            if let Some(first) = seen.get(&indicator) {
                let first = format!("{}:{}", first.file, first.line);
                problems.note(&at, Rule::RankedTwice, &[("name", &indicator), ("first", &first)]);
            } else if indicator == REST {
                rest.clone_from(&rank);
            } else {
                let code = declared.indicators.find_or_note(&indicator, &at, problems);
                ranks.extend(code.zip(rank.clone()));
            }
            seen.entry(indicator).or_insert(at);
        }
        Some(())
    });
    if let Some(root) = input.start_of("ranks.toml")
        && !seen.contains_key(REST)
    {
        problems.note(&root, Rule::MissingField, &[("field", &"indicators = [\"*\"]")]);
    }
    (ranks, rest)
}

fn rank(table: &Keys<'_>, declared: &Declared, problems: &Problems) -> Option<Rank> {
    let reason = table.words("reason");
    let mut order: Vec<RankEntry> = Vec::new();
    for entry in table.tables("order") {
        let reporter: Option<ReporterCode> = entry.parsed("reporter", "upper");
        let showing = match entry.flag_if("default") {
            Some(false) => Showing::OnDemand,
            _ => Showing::Eligible,
        };
        let reason = entry.words("reason");
        if let Some(reporter) = &reporter {
            let at = entry.at_key("reporter");
            declared.reporters.find_or_note(reporter.as_str(), &at, problems);
            if order.iter().any(|other| other.reporter == *reporter) {
                let args: [(&'static str, &dyn ToString); 2] =
                    [("name", reporter), ("first", &table.at().line)];
                problems.note(&at, Rule::RankedTwice, &args);
            }
        }
        entry.finish();
        order.extend(reporter.zip(reason).map(|(reporter, reason)| RankEntry {
            reporter,
            showing,
            reason,
        }));
    }
    Some(Rank {
        reason: reason?,
        order,
    })
}
