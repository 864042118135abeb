//! `cargo xtask compile-evidence`: from the fact files to `data/`, and the ledger of what became of every fact.
//!
//! The rules stand in `data/compile/`; this module only carries them out. It reads everything, decides everything
//! in memory, and writes last, so that a run which finds a fault changes nothing.

mod areas;
mod fact;
mod finding;
mod ledger;
mod notes;
mod observe;
mod options;
mod output;
mod period;
mod problem;
mod rows;
mod rules;
mod sources;
mod table;

#[cfg(test)]
mod tests;

use std::path::Path;

use options::{Mode, Options};
use output::Output;
use problem::CompileError;

use crate::ChoreError;
use crate::console::Console;

/// Carries out `compile-evidence [--facts DIR] [--data DIR] [--check]`.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let options = Options::parse(arguments).map_err(ChoreError::Usage)?;
    let failed = |error: CompileError| ChoreError::Failed(error.to_string());
    console.line(&format!("compiling {}", options.facts.display()));
    let (output, summary) = compile(&options.facts, &options.data).map_err(failed)?;
    console.line(&summary);
    match options.mode {
        Mode::Write => output.write(&options.data).map_err(failed),
        Mode::Check => {
            let differences = output.differences(&options.data).map_err(failed)?;
            if differences.is_empty() {
                console.line("data/ is what the fact files and the rules make");
                return Ok(());
            }
            for difference in &differences {
                console.line(difference);
            }
            Err(ChoreError::Failed(format!(
                "{} file(s) differ; run `cargo xtask compile-evidence`",
                differences.len()
            )))
        }
    }
}

/// Compiles the fact files with the rules in `data`, without writing anything.
pub(crate) fn compile(facts: &Path, data: &Path) -> Result<(Output, String), CompileError> {
    let rules = rules::Rules::read(data)?;
    let mut rows = rows::RowRules::read(data)?;
    let facts = fact::read_all(facts)?;
    let mut problems = problem::Problems::default();
    rows.check(&facts, &mut problems);

    let observed = observe::observe(&facts, &rules, &rows, &mut problems);
    let areas = areas::compile(&facts, &rules, &mut problems);
    let sources = sources::compile(&facts, &observed, &areas, &rules, &mut problems);
    rules.notes.report_unused(&mut problems);
    problems.into_result()?;

    let mut output = Output::default();
    sources.write(&mut output)?;
    areas.write(&mut output)?;
    let placed = observed.write(&rules, &mut output)?;
    let ledger = ledger::Ledger::of(&facts, &rules, &observed, &placed, &areas);
    ledger.write(&mut output)?;
    Ok((output, ledger.summary()))
}
