//! The steps that a store has gone through. A step that was published never changes: another one follows it.
//!
//! Each works while the version before still runs: it adds (`Expand`), and what is no longer needed goes with a step of a later version (`Contract`).

/// Whether versions from before a step can go on after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// They can: it only adds.
    Expand,
    /// Only those that know the step of this number.
    #[expect(dead_code, reason = "no step has taken anything away so far")]
    Contract {
        /// The step that a version must know to go on.
        after: i64,
    },
}

pub(super) struct Step {
    pub(super) number: i64,
    pub(super) name: &'static str,
    pub(super) phase: Phase,
    pub(super) sql: &'static str,
}

pub(super) const STEPS: &[Step] = &[
    Step {
        number: 1,
        name: "people",
        phase: Phase::Expand,
        sql: include_str!("steps/0001_people.sql"),
    },
    Step {
        number: 2,
        name: "jobs",
        phase: Phase::Expand,
        sql: include_str!("steps/0002_jobs.sql"),
    },
    Step {
        number: 3,
        name: "lists",
        phase: Phase::Expand,
        sql: include_str!("steps/0003_lists.sql"),
    },
];
