//! A build that is killed at any moment leaves no edition, or the whole one; the next build puts everything in order.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::room::{self, Program, Room, require};
use super::{Setting, evidence};
use crate::ChoreError;

/// Evidence, the edition that it builds to, and how long that takes.
struct Subject {
    evidence: PathBuf,
    identity: String,
    takes: Duration,
}

/// What was found after the kills.
#[derive(Debug, Default)]
struct Found {
    nothing: usize,
    draft: usize,
    whole: usize,
}

/// Kills so many builds.
pub(super) fn run(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let room = Room::new(setting.place, "killed-build")?;
    let outcome = all(setting, &room, trials, chance);
    room.leave(outcome)
}

fn all(setting: &Setting<'_>, room: &Room, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let program = &setting.program;
    let small = room.path("evidence");
    let world = evidence::small_world(setting.place)?;
    evidence::write(&evidence::variant(&world, 2025, chance)?, &small)?;
    let subjects = [
        subject(program, room, small)?,
        subject(program, room, setting.place.root().join("data"))?,
    ];
    let mut found = Found::default();
    let mut trial = 0;
    // Writing is short: where no kill has fallen within it, more are tried.
    while trial < trials || (found.draft == 0 && trial < trials * MORE) {
        let subject = &subjects[usize::from(trial % 5 == 4)];
        let editions = room.path("editions");
        kill_one(program, subject, &editions, moment(trial), chance)?;
        inspect(program, subject, &editions, &mut found)?;
        build_again(program, subject, &editions)?;
        room::remove(&editions)?;
        trial += 1;
    }
    require(found.draft > 0, || {
        format!("no kill fell within the writing, so that nothing was proved: {found:?}")
    })?;
    Ok(format!(
        "of {trial} builds killed, {} had left nothing, {} a draft, {} the whole edition",
        found.nothing, found.draft, found.whole
    ))
}

fn subject(program: &Program, room: &Room, evidence: PathBuf) -> Result<Subject, ChoreError> {
    let quiet = room.path("quiet");
    let began = Instant::now();
    let identity = program.build(&evidence, &quiet)?;
    let takes = began.elapsed();
    room::remove(&quiet)?;
    Ok(Subject {
        evidence,
        identity,
        takes,
    })
}

/// As many times the trials are made, at most, until a kill falls within the writing.
const MORE: u32 = 5;

/// When a build is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// So long after the writing began, at most.
    Within(Duration),
    /// Wherever it happens to be.
    Anywhere,
}

/// Every second build is killed within the writing, sooner or later after its beginning.
fn moment(trial: u32) -> Moment {
    if trial.is_multiple_of(2) {
        Moment::Within(Duration::from_micros(12_000 >> (trial / 2 % 6)))
    } else {
        Moment::Anywhere
    }
}

/// Kills a build at some moment: the writing is short and therefore waited for.
fn kill_one(
    program: &Program,
    subject: &Subject,
    editions: &Path,
    moment: Moment,
    chance: &mut Chance,
) -> Result<(), ChoreError> {
    let (evidence, directory) = (subject.evidence.to_string_lossy(), editions.to_string_lossy());
    let mut build = program
        .command(&["edition", "build", &directory, "--data-dir", &evidence])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(ChoreError::io("starting a build"))?;
    let began = Instant::now();
    match moment {
        Moment::Within(longest) => {
            while room::names(editions)?.is_empty() && began.elapsed() < subject.takes * 20 {
                thread::yield_now();
            }
            thread::sleep(chance.moment(longest));
        }
        Moment::Anywhere => thread::sleep(chance.moment(subject.takes + subject.takes / 4)),
    }
    build.kill().map_err(ChoreError::io("killing a build"))?;
    build
        .wait()
        .map_err(ChoreError::io("waiting for a killed build"))?;
    Ok(())
}

/// There is nothing, a hidden draft, or the whole edition; the program sees it likewise.
fn inspect(
    program: &Program,
    subject: &Subject,
    editions: &Path,
    found: &mut Found,
) -> Result<(), ChoreError> {
    let left = room::names(editions)?;
    let (drafts, shown): (Vec<&String>, Vec<&String>) = left.iter().partition(|name| is_draft(name));
    let verified = program.verify(editions)?;
    if shown.is_empty() {
        found.draft += usize::from(!drafts.is_empty());
        found.nothing += usize::from(drafts.is_empty());
        return require(!verified.status.success() && verified.answer.is_empty(), || {
            format!("there is no edition among {left:?}, and it is verified: {verified:?}")
        });
    }
    found.whole += 1;
    require(shown == [&subject.identity] && verified.status.success(), || {
        format!("a killed build left {left:?}, which is not sound: {verified:?}")
    })?;
    let directory = editions.to_string_lossy();
    let listed = program.run(&["edition", "list", "--editions-dir", &directory])?;
    require(
        listed.answer.starts_with(&subject.identity) && listed.answer.lines().count() == 1,
        || format!("the one edition there is listed as {listed:?}"),
    )
}

fn build_again(program: &Program, subject: &Subject, editions: &Path) -> Result<(), ChoreError> {
    let identity = program.build(&subject.evidence, editions)?;
    let left = room::names(editions)?;
    let verified = program.verify(editions)?;
    require(
        identity == subject.identity && left == [identity.as_str()] && verified.status.success(),
        || format!("the build after a killed one gave '{identity}' and left {left:?}: {verified:?}"),
    )
}

pub(super) fn is_draft(name: &str) -> bool {
    name.strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'))
        .is_some_and(|(_, ending)| ending == "draft")
}
