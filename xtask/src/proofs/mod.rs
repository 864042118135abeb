//! What is proved, and by which means: property tests with many cases, and experiments with the program as it is published.

pub(crate) mod answers;
mod bit_flips;
pub(crate) mod chance;
mod damage;
mod evidence;
mod full_disk;
mod hammer;
pub(crate) mod http;
mod killed_build;
mod load;
mod neighbours;
pub(crate) mod properties;
mod room;
mod site;
mod store;
mod swap;

use std::path::Path;
use std::time::Instant;

use chance::Chance;
use properties::Properties;
use room::Program;

use crate::ChoreError;
use crate::console::Console;
use crate::workplace::Workplace;

/// So many that a round of all experiments stays within two minutes.
const TRIALS_PER_ROUND: u32 = 10;

/// Each writes for about a second, and all that was written is looked at after it.
const STORE_TRIALS_PER_ROUND: u32 = 3;

/// Something that is claimed, and how it is tried.
pub(crate) struct Proof {
    pub(crate) name: &'static str,
    pub(crate) claim: &'static str,
    pub(crate) means: Means,
}

/// How a claim is tried.
pub(crate) enum Means {
    /// Property tests.
    Properties(Properties),
    /// An experiment with the program.
    Program(Experiment),
    /// An experiment with the store alone, which builds what it needs.
    Store(Experiment),
}

/// So many trials by chance; returns in words what was done.
pub(crate) type Experiment = fn(&Setting<'_>, u32, &mut Chance) -> Result<String, ChoreError>;

/// What an experiment is made with.
pub(crate) struct Setting<'a> {
    place: &'a Workplace,
    program: Program,
    /// The program that writes to stores, of an older version.
    older: Option<&'a Path>,
}

/// How many trials, from which seed, and beside which older program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course<'a> {
    pub(crate) rounds: u32,
    pub(crate) seed: u64,
    pub(crate) older: Option<&'a Path>,
}

impl Proof {
    const fn property(
        name: &'static str,
        claim: &'static str,
        [package, program, filter]: [&'static str; 3],
    ) -> Self {
        Self {
            name,
            claim,
            means: Means::Properties(Properties {
                package,
                program,
                filter,
            }),
        }
    }

    const fn experiment(name: &'static str, claim: &'static str, run: Experiment) -> Self {
        Self {
            name,
            claim,
            means: Means::Program(run),
        }
    }

    const fn store(name: &'static str, claim: &'static str, run: Experiment) -> Self {
        Self {
            name,
            claim,
            means: Means::Store(run),
        }
    }

    fn trials_per_round(&self) -> u32 {
        match self.means {
            Means::Store(_) => STORE_TRIALS_PER_ROUND,
            _ => TRIALS_PER_ROUND,
        }
    }

    /// Whether it is tried with the program as it is published.
    pub(crate) fn needs_program(&self) -> bool {
        matches!(self.means, Means::Program(_))
    }
}

/// Every proof, in the order in which they are run.
pub(crate) const PROOFS: &[Proof] = &[
    Proof::property(
        "decimal",
        "a decimal prints as it was read",
        ["tidemark-vocab", "--lib", "decimal::"],
    ),
    Proof::property(
        "period",
        "a period prints as it was read, and sorts by its end",
        ["tidemark-vocab", "--lib", "period::"],
    ),
    Proof::property(
        "notation",
        "a cell of a table is read as it was printed, and any text at all is read or refused",
        ["tidemark-evidence", "--lib", "notation::tests::properties::"],
    ),
    Proof::property(
        "query",
        "a query is read as it was printed, and any text at all is answered",
        ["tidemark-evidence", "--test=query", "roundtrip::"],
    ),
    Proof::property(
        "columns",
        "an edition answers any question with the table that the obvious form of the evidence gives",
        ["tidemark-columnar", "--test=tables", "answers_alike_from_columns"],
    ),
    Proof::store(
        "killed-store",
        "a program that is killed has kept every write that it acknowledged, once, and none by halves",
        store::killed,
    ),
    Proof::store(
        "killed-postgres",
        "the same on PostgreSQL",
        store::killed_postgres,
    ),
    Proof::store(
        "crashed-postgres",
        "the same when PostgreSQL crashes, after which writes go on by themselves",
        store::crashed_postgres,
    ),
    Proof::store(
        "full-store",
        "the same when no room is left, after which writes go on by themselves",
        store::full,
    ),
    Proof::store(
        "two-processes",
        "the same when two processes write to one store, of this version or of this and an older one (--older)",
        neighbours::run,
    ),
    Proof::experiment(
        "killed-build",
        "a build that is killed leaves no edition or the whole one, and the next build puts all in order",
        killed_build::run,
    ),
    Proof::experiment(
        "full-disk",
        "a build that runs out of room says so, and leaves nothing that passes for an edition",
        full_disk::run,
    ),
    Proof::experiment(
        "bit-flips",
        "a damaged edition is refused by name, and the others are served on",
        bit_flips::run,
    ),
    Proof::experiment(
        "swap",
        "while editions arrive and the site is killed, every answer is that of one edition that may be current",
        swap::run,
    ),
];

/// Runs an experiment, and says with which seed it can be run again.
pub(crate) fn trials(
    place: &Workplace,
    console: &mut Console,
    proof: &Proof,
    experiment: Experiment,
    Course { rounds, seed, older }: Course<'_>,
) -> Result<(), ChoreError> {
    let trials = rounds.saturating_mul(proof.trials_per_round());
    console.line(&format!(
        "{}: {} ({trials} trials, seed {seed})",
        proof.name, proof.claim
    ));
    let setting = Setting {
        place,
        program: Program::of(place),
        older,
    };
    let began = Instant::now();
    let told = experiment(&setting, trials, &mut Chance::of(seed)).map_err(|error| {
        ChoreError::Failed(format!(
            "{error}\ntry again with: cargo xtask prove {} --rounds {rounds} --seed {seed}",
            proof.name
        ))
    })?;
    console.line(&format!("  {told}, in {:.1} s", began.elapsed().as_secs_f32()));
    Ok(())
}
