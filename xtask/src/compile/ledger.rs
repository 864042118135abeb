//! What became of every fact.
//!
//! A line of the ledger is a run: consecutive facts that were dropped for one reason, or that stand in consecutive
//! lines of one compiled file. So `hiv.csv` 2–2584 can be one line, and still every fact leads to its observation.

use std::collections::BTreeMap;

use serde::Serialize;

use super::areas::Areas;
use super::fact::{Fact, Facts};
use super::observe::{FactId, Observed, Placed};
use super::output::Output;
use super::problem::CompileError;
use super::rules::{Action, Rules};
use super::table;

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// It is an observation of its own.
    Kept,
    /// It is part of a place or a membership.
    Merged,
    /// It is nowhere, for a reason.
    Dropped,
}

#[derive(Debug, Clone, Serialize)]
struct Run {
    first_line: u64,
    last_line: u64,
    facts: u64,
    outcome: Outcome,
    into: String,
    into_first: Option<u64>,
    into_last: Option<u64>,
    reason: String,
}

#[derive(Debug, Default, Clone, Serialize)]
struct Totals {
    file: String,
    facts: u64,
    kept: u64,
    merged: u64,
    dropped: u64,
}

/// The runs of each fact file.
pub(super) struct Ledger(BTreeMap<String, Vec<Run>>);

impl Ledger {
    /// Accounts for every fact.
    pub(super) fn of(
        facts: &Facts,
        rules: &Rules,
        observed: &Observed,
        placed: &Placed,
        areas: &Areas,
    ) -> Self {
        debug_assert_eq!(
            observed.iter().count(),
            placed.len(),
            "every observation has its line"
        );
        let merged = areas.placed();
        let mut files = BTreeMap::new();
        for (name, facts) in &facts.files {
            let mut runs: Vec<Run> = Vec::new();
            for fact in facts {
                let run = run_of(name, fact, rules, placed, &merged);
                match runs.last_mut() {
                    Some(last) if last.takes(&run) => last.extend(&run),
                    _ => runs.push(run),
                }
            }
            files.insert(name.clone(), runs);
        }
        Self(files)
    }

    pub(super) fn write(&self, output: &mut Output) -> Result<(), CompileError> {
        for (file, runs) in &self.0 {
            let name = format!("ledger/{file}");
            let bytes = table::to_csv(&name, runs)?;
            output.put(name, bytes);
        }
        let name = "ledger/totals.csv";
        output.put(name, table::to_csv(name, &self.totals())?);
        Ok(())
    }

    /// The totals in one sentence.
    pub(super) fn summary(&self) -> String {
        let totals = self.totals();
        totals.last().map_or_else(String::new, |all| {
            format!(
                "{} facts: {} kept, {} merged, {} dropped",
                all.facts, all.kept, all.merged, all.dropped
            )
        })
    }

    fn totals(&self) -> Vec<Totals> {
        let named = |file: &str| Totals {
            file: file.to_owned(),
            ..Totals::default()
        };
        let mut lines = Vec::new();
        let mut all = named("total");
        for (file, runs) in &self.0 {
            let mut line = named(file);
            for run in runs {
                line.count(run);
                all.count(run);
            }
            lines.push(line);
        }
        lines.push(all);
        lines
    }
}

impl Totals {
    fn count(&mut self, run: &Run) {
        self.facts += run.facts;
        match run.outcome {
            Outcome::Kept => self.kept += run.facts,
            Outcome::Merged => self.merged += run.facts,
            Outcome::Dropped => self.dropped += run.facts,
        }
    }
}

fn run_of(
    file: &str,
    fact: &Fact,
    rules: &Rules,
    placed: &Placed,
    merged: &BTreeMap<FactId, (String, u64)>,
) -> Run {
    let id = (file.to_owned(), fact.line);
    let rule = rules.indicator(&fact.columns.indicator);
    let (outcome, target, reason) = match rule.map(|rule| (rule.action, &rule.reason)) {
        Some((Action::Observe, _)) => (Outcome::Kept, placed.get(&id), String::new()),
        Some((Action::Area, reason)) => (Outcome::Merged, merged.get(&id), reason.clone()),
        Some((Action::Drop, reason)) => (Outcome::Dropped, None, reason.clone()),
        None => (Outcome::Dropped, None, String::new()),
    };
    Run {
        first_line: fact.line,
        last_line: fact.line,
        facts: 1,
        outcome,
        into: target.map_or_else(String::new, |(file, _)| file.clone()),
        into_first: target.map(|(_, line)| *line),
        into_last: target.map(|(_, line)| *line),
        reason,
    }
}

impl Run {
    /// Whether the next fact continues this run.
    fn takes(&self, next: &Self) -> bool {
        let follows = |a: Option<u64>, b: Option<u64>| a.map(|line| line + 1) == b;
        self.last_line + 1 == next.first_line
            && self.outcome == next.outcome
            && self.into == next.into
            && self.reason == next.reason
            && (self.outcome == Outcome::Dropped || follows(self.into_last, next.into_first))
    }

    fn extend(&mut self, next: &Self) {
        self.last_line = next.last_line;
        self.facts += next.facts;
        self.into_last = next.into_last;
    }
}
