//! The steps that chores are made of, how they are run, and what is said of them.

pub(crate) mod api;
pub(crate) mod browser;
pub(crate) mod debian;
pub(crate) mod deny;
pub(crate) mod paper;
pub(crate) mod parquet;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod rust;
pub(crate) mod wasm;

use std::time::{Duration, Instant};

use crate::ChoreError;
use crate::console::Console;
use crate::workplace::Workplace;

/// One thing that a chore does.
pub(crate) struct Step {
    /// Its name in the summary.
    pub(crate) name: &'static str,
    /// The steps before it without which it makes no sense.
    pub(crate) needs: &'static [&'static str],
    /// What it does.
    pub(crate) run: Run,
}

/// What a step does; it prints as it goes.
pub(crate) type Run = fn(&Workplace, &mut Console) -> Result<Done, ChoreError>;

/// How a step that found no fault ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// It did all it is there for.
    Passed,
    /// It could not be done here, and that is allowed; the text says what would make it possible.
    Skipped(String),
}

/// What the summary says of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Done(Done),
    Failed(String),
    NotRun(&'static str),
}

struct Report {
    name: &'static str,
    verdict: Verdict,
    took: Duration,
}

/// Runs the steps that are named, with what they need; all of them where none is named.
pub(crate) fn run(
    chore: &str,
    steps: &[Step],
    names: &[String],
    console: &mut Console,
) -> Result<(), ChoreError> {
    let chosen = choose(chore, steps, names)?;
    run_all(chore, &chosen, &Workplace::here()?, console)
}

fn choose<'steps>(
    chore: &str,
    steps: &'steps [Step],
    names: &[String],
) -> Result<Vec<&'steps Step>, ChoreError> {
    if let Some(unknown) = names
        .iter()
        .find(|name| steps.iter().all(|step| step.name != **name))
    {
        let known: Vec<_> = steps.iter().map(|step| step.name).collect();
        return Err(ChoreError::Usage(format!(
            "{chore} has no step '{unknown}'; its steps are {}",
            known.join(", ")
        )));
    }
    // What a step needs comes before it, so one look from the end finds the needs of needs too.
    let mut chosen: Vec<&Step> = Vec::new();
    for step in steps.iter().rev() {
        let is_needed = chosen.iter().any(|later| later.needs.contains(&step.name));
        if names.is_empty() || is_needed || names.iter().any(|name| name == step.name) {
            chosen.push(step);
        }
    }
    chosen.reverse();
    Ok(chosen)
}

/// Runs every step, even after one that failed, so that one run tells everything that is wrong.
fn run_all(chore: &str, steps: &[&Step], place: &Workplace, console: &mut Console) -> Result<(), ChoreError> {
    let began = Instant::now();
    let mut reports: Vec<Report> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let report = run_one(
            step,
            &reports,
            place,
            console,
            &format!("{}/{}", index + 1, steps.len()),
        );
        reports.push(report);
    }
    console.line(&format!("\n{}", summary(&reports)));
    let failed = reports.iter().filter(|report| !report.is_fine()).count();
    let took = shown_time(began.elapsed());
    if failed == 0 {
        console.line(&format!("cargo xtask {chore}: all is well, in {took}"));
        return Ok(());
    }
    Err(ChoreError::Failed(format!(
        "cargo xtask {chore}: {failed} of {} steps failed, in {took}",
        steps.len()
    )))
}

fn run_one(
    step: &Step,
    before: &[Report],
    place: &Workplace,
    console: &mut Console,
    position: &str,
) -> Report {
    if let Some(missing) = unmet(step, before) {
        return Report {
            name: step.name,
            verdict: Verdict::NotRun(missing),
            took: Duration::ZERO,
        };
    }
    console.line(&format!("\n==> {position} {}", step.name));
    let began = Instant::now();
    let verdict = match (step.run)(place, console) {
        Ok(done) => Verdict::Done(done),
        Err(error) => Verdict::Failed(error.to_string()),
    };
    let report = Report {
        name: step.name,
        verdict,
        took: began.elapsed(),
    };
    console.line(&format!("<== {}", report.line()));
    report
}

/// The first need of this step that was not met.
fn unmet(step: &Step, before: &[Report]) -> Option<&'static str> {
    step.needs
        .iter()
        .find(|need| {
            !before
                .iter()
                .any(|report| report.name == **need && report.verdict == Verdict::Done(Done::Passed))
        })
        .copied()
}

impl Report {
    fn is_fine(&self) -> bool {
        matches!(self.verdict, Verdict::Done(_))
    }

    fn line(&self) -> String {
        let (word, why) = match &self.verdict {
            Verdict::Done(Done::Passed) => ("ok", String::new()),
            Verdict::Done(Done::Skipped(why)) => ("skipped", why.clone()),
            Verdict::Failed(why) => ("FAILED", why.clone()),
            Verdict::NotRun(need) => ("NOT RUN", format!("needs the step '{need}'")),
        };
        format!("{word:<8} {:<14} {:>12}  {why}", self.name, shown_time(self.took))
            .trim_end()
            .to_owned()
    }
}

fn summary(reports: &[Report]) -> String {
    reports.iter().map(Report::line).collect::<Vec<_>>().join("\n")
}

fn shown_time(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        return format!("{:.1} s", took.as_secs_f64());
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Done, Report, Run, Step, choose, run_all, shown_time};
    use crate::ChoreError;
    use crate::console::Console;
    use crate::workplace::Workplace;

    const PASSES: Run = |_, _| Ok(Done::Passed);
    const IS_SKIPPED: Run = |_, _| Ok(Done::Skipped("no such target; add it".to_owned()));
    const FAILS: Run = |_, _| Err(ChoreError::Failed("two faults".to_owned()));

    fn story(steps: &[Step]) -> (Result<(), ChoreError>, String) {
        let (mut console, written) = Console::buffer();
        let steps: Vec<_> = steps.iter().collect();
        let outcome = run_all("check", &steps, &Workplace::here().unwrap(), &mut console);
        (outcome, written.text())
    }

    #[test]
    fn steps_that_pass_or_may_be_skipped_make_a_chore_pass() {
        let (outcome, text) = story(&[
            Step {
                name: "first",
                needs: &[],
                run: PASSES,
            },
            Step {
                name: "second",
                needs: &[],
                run: IS_SKIPPED,
            },
        ]);
        outcome.unwrap();
        assert!(text.contains("skipped  second"), "{text}");
        assert!(text.contains("no such target; add it"), "{text}");
    }

    #[test]
    fn a_failure_fails_the_chore_and_the_rest_still_runs() {
        let (outcome, text) = story(&[
            Step {
                name: "first",
                needs: &[],
                run: FAILS,
            },
            Step {
                name: "second",
                needs: &[],
                run: PASSES,
            },
        ]);
        assert!(outcome.unwrap_err().to_string().contains("1 of 2 steps failed"));
        assert!(text.contains("FAILED   first"), "{text}");
        assert!(text.contains("two faults"), "{text}");
        assert!(text.contains("ok       second"), "{text}");
    }

    #[test]
    fn a_step_whose_need_failed_is_not_run_and_that_is_a_failure() {
        let (outcome, text) = story(&[
            Step {
                name: "build",
                needs: &[],
                run: FAILS,
            },
            Step {
                name: "browser",
                needs: &["build"],
                run: PASSES,
            },
        ]);
        assert!(outcome.unwrap_err().to_string().contains("2 of 2 steps failed"));
        assert!(text.contains("NOT RUN  browser"), "{text}");
        assert!(!text.contains("==> 2/2 browser"), "{text}");
    }

    #[test]
    fn a_named_step_runs_with_all_it_needs_and_nothing_else() {
        let steps = [
            Step {
                name: "format",
                needs: &[],
                run: PASSES,
            },
            Step {
                name: "tools",
                needs: &[],
                run: PASSES,
            },
            Step {
                name: "build",
                needs: &["tools"],
                run: PASSES,
            },
            Step {
                name: "browser",
                needs: &["build"],
                run: PASSES,
            },
        ];
        let names = |wanted: &[&str]| -> Vec<&str> {
            let wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
            choose("test", &steps, &wanted)
                .unwrap()
                .iter()
                .map(|step| step.name)
                .collect()
        };
        assert_eq!(names(&["browser"]), ["tools", "build", "browser"]);
        assert_eq!(names(&["format"]), ["format"]);
        assert_eq!(names(&[]).len(), steps.len());
    }

    #[test]
    fn a_step_that_does_not_exist_is_refused_with_those_that_do() {
        let steps = [Step {
            name: "format",
            needs: &[],
            run: PASSES,
        }];
        let error = choose("check", &steps, &["fromat".to_owned()]).err().unwrap();
        assert_eq!(
            error.to_string(),
            "check has no step 'fromat'; its steps are format"
        );
    }

    #[test]
    fn time_is_shown_in_minutes_once_it_takes_one() {
        assert_eq!(shown_time(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(shown_time(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_line_ends_without_blanks() {
        let report = Report {
            name: "format",
            verdict: super::Verdict::Done(Done::Passed),
            took: Duration::from_secs(1),
        };
        assert_eq!(report.line(), "ok       format                1.0 s");
    }
}
