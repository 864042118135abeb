//! Row rules: what is said of one fact, named by file and line, with an expectation that guards against drift.
//!
//! Every file of [`FILES`] has the same columns; they are kept apart only so that a reviewer finds the questioned
//! figures in one place and the bounds in another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::fact::{Fact, Facts};
use super::problem::{CompileError, Problems};
use super::table;

/// The files of row rules under `data/compile/`.
pub(super) const FILES: [&str; 5] = [
    "bounds.csv",
    "corrections.csv",
    "periods.csv",
    "questioned.csv",
    "reporters.csv",
];

/// What a row rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Indicator,
    Area,
    Reference,
    Round,
    Dimensions,
    Reporter,
    Bound,
    Note,
    Questioned,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    line: u64,
    expect_indicator: String,
    expect_area: String,
    expect_year: i16,
    expect_source: String,
    field: Field,
    to: String,
    reason: String,
}

#[derive(Debug)]
struct Rule {
    row: Row,
    stands: (String, u64),
}

/// The row rules by fact and field.
#[derive(Debug, Default)]
pub(super) struct RowRules {
    rules: Vec<Rule>,
    by_fact: BTreeMap<(String, u64), BTreeMap<Field, String>>,
}

impl RowRules {
    /// Reads every file of row rules.
    pub(super) fn read(data: &Path) -> Result<Self, CompileError> {
        let mut rules = Vec::new();
        for name in FILES {
            let stands = format!("data/compile/{name}");
            for (line, row) in table::read::<Row>(&data.join("compile").join(name))? {
                let stands = (stands.clone(), line);
                rules.push(Rule { row, stands });
            }
        }
        Ok(Self {
            rules,
            by_fact: BTreeMap::new(),
        })
    }

    /// Holds every rule against its fact: a rule whose fact has moved or changed is a problem, never applied.
    pub(super) fn check(&mut self, facts: &Facts, problems: &mut Problems) {
        let mut seen = BTreeSet::new();
        for Rule { row, stands } in &self.rules {
            let fact = facts
                .files
                .get(&row.file)
                .and_then(|facts| facts.iter().find(|fact| fact.line == row.line));
            let what = match fact {
                None => Some(format!("{}:{} holds no fact", row.file, row.line)),
                Some(fact) if !row.expects(fact) => Some(format!(
                    "{}:{} is no longer {} {} {} of {}",
                    row.file,
                    row.line,
                    row.expect_indicator,
                    row.expect_area,
                    row.expect_year,
                    row.expect_source
                )),
                Some(_) if row.reason.is_empty() => Some("a row rule needs its reason".to_owned()),
                Some(_) if !seen.insert((row.file.clone(), row.line, row.field)) => Some(format!(
                    "a second rule sets the same field of {}:{}",
                    row.file, row.line
                )),
                Some(_) => None,
            };
            match what {
                Some(what) => problems.add(&stands.0, stands.1, what),
                None => {
                    self.by_fact
                        .entry((row.file.clone(), row.line))
                        .or_default()
                        .insert(row.field, row.to.clone());
                }
            }
        }
    }

    /// What is said of a field of a fact.
    pub(super) fn get(&self, file: &str, line: u64, field: Field) -> Option<&str> {
        self.by_fact
            .get(&(file.to_owned(), line))?
            .get(&field)
            .map(String::as_str)
    }
}

impl Row {
    fn expects(&self, fact: &Fact) -> bool {
        let columns = &fact.columns;
        columns.indicator == self.expect_indicator
            && columns.iso3 == self.expect_area
            && columns.year == self.expect_year
            && columns.source_id == self.expect_source
    }
}
