//! A build that runs out of room says so, and leaves nothing that passes for an edition.
//!
//! Room runs out in three ways: files may not grow beyond a limit (`ulimit -f`) and the program is told so; the same, and the signal
//! SIGXFSZ ends it; and a file system that is full, which needs namespaces that not every machine grants.

use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};

use super::chance::Chance;
use super::killed_build::is_draft;
use super::room::{self, Ended, Program, Room, clean, ended, require};
use super::{Setting, evidence};
use crate::ChoreError;

/// A block of `ulimit -f` in the POSIX shell, in bytes.
const BLOCK: usize = 512;

/// What a process is sent that writes beyond its limit.
const SIGXFSZ: i32 = 25;

/// Builds under a limit, which is `$1` in blocks; `$2` is the program, `$3` the editions, `$4` the evidence.
const TOLD: &str = r#"trap '' XFSZ; ulimit -f "$1"; exec "$2" edition build "$3" --data-dir "$4""#;
const ENDED_BY_SIGNAL: &str = r#"ulimit -c 0; ulimit -f "$1"; exec "$2" edition build "$3" --data-dir "$4""#;

/// Builds on a file system of `$1` KiB that goes with the process, and says what is left there.
const FULL: &str = r#"mount -t tmpfs -o "size=$1k" none "$3" || exit 99
"$2" edition build "$3/editions" --data-dir "$4"; code=$?; cd "$3" && find . -type f; exit "$code""#;

/// What the shell above answers where it may not mount.
const NO_MOUNT: i32 = 99;

struct Subject {
    evidence: PathBuf,
    identity: String,
    /// The size of the largest file of the edition, in bytes.
    largest: usize,
    /// All files, in bytes.
    total: usize,
}

/// Builds so many times with too little room.
pub(super) fn run(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let room = Room::new(setting.place, "full-disk")?;
    let outcome = all(setting, &room, trials, chance);
    room.leave(outcome)
}

fn all(setting: &Setting<'_>, room: &Room, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let program = &setting.program;
    let subject = subject(setting, room, chance)?;
    let editions = room.path("editions");
    let mut mounted = 0;
    for _ in 0..trials {
        let blocks = chance.below(subject.largest / BLOCK).to_string();
        let told = limited(program, &subject, TOLD, &blocks, &editions)?;
        says_so(&told)?;
        require(room::names(&editions)?.is_empty(), || {
            format!("a build without room left something in {}", editions.display())
        })?;
        let signalled = limited(program, &subject, ENDED_BY_SIGNAL, &blocks, &editions)?;
        ended_by_signal(program, &signalled, &editions)?;
        mounted += usize::from(fill(program, &subject, room, chance)?);
        let identity = program.build(&subject.evidence, &editions)?;
        let left = room::names(&editions)?;
        require(
            identity == subject.identity && left == [identity.as_str()],
            || format!("with room enough, the build gave '{identity}' and left {left:?}"),
        )?;
        room::remove(&editions)?;
    }
    let disks = match mounted {
        0 => "no file system could be mounted here to be filled".to_owned(),
        some => format!("{some} full file systems"),
    };
    Ok(format!("{} limits of the size of files, {disks}", 2 * trials))
}

fn subject(setting: &Setting<'_>, room: &Room, chance: &mut Chance) -> Result<Subject, ChoreError> {
    let evidence = room.path("evidence");
    let world = evidence::small_world(setting.place)?;
    evidence::write(&evidence::variant(&world, 2025, chance)?, &evidence)?;
    let quiet = room.path("quiet");
    let identity = setting.program.build(&evidence, &quiet)?;
    let mut sizes = Vec::new();
    for path in room::files(&quiet)? {
        sizes.push(room::read(&quiet.join(path))?.len());
    }
    room::remove(&quiet)?;
    Ok(Subject {
        evidence,
        identity,
        largest: sizes.iter().copied().max().unwrap_or_default(),
        total: sizes.iter().sum(),
    })
}

fn limited(
    program: &Program,
    subject: &Subject,
    script: &str,
    size: &str,
    editions: &Path,
) -> Result<Ended, ChoreError> {
    let mut shell = clean(Path::new("sh"));
    shell.args(["-c", script, "sh", size]);
    shell.arg(&program.binary).arg(editions).arg(&subject.evidence);
    ended(&mut shell)
}

/// The build failed, and its words name what it could not write.
fn says_so(told: &Ended) -> Result<(), ChoreError> {
    let says = told.remarks.contains("cannot be written");
    require(
        told.status.code() == Some(1) && says && told.answer.is_empty(),
        || format!("a build without room ended with {told:?}"),
    )
}

fn ended_by_signal(program: &Program, signalled: &Ended, editions: &Path) -> Result<(), ChoreError> {
    require(signalled.status.signal() == Some(SIGXFSZ), || {
        format!("a build beyond its limit was not ended by SIGXFSZ: {signalled:?}")
    })?;
    let left = room::names(editions)?;
    let verified = program.verify(editions)?;
    require(
        left.iter().all(|name| is_draft(name)) && !verified.status.success(),
        || format!("a build that was ended by SIGXFSZ left {left:?}: {verified:?}"),
    )
}

/// Builds on a file system that is too small; whether one could be had.
fn fill(program: &Program, subject: &Subject, room: &Room, chance: &mut Chance) -> Result<bool, ChoreError> {
    let place = room.path("full");
    room::create(&place)?;
    // Less than the files take, whatever else the file system needs.
    let size = (1 + chance.below(subject.total / 1024 - 1)).to_string();
    let mut unshare = clean(Path::new("unshare"));
    unshare.args(["--map-root-user", "--mount", "sh", "-c", FULL, "sh", &size]);
    unshare.arg(&program.binary).arg(&place).arg(&subject.evidence);
    let Ok(told) = ended(&mut unshare) else {
        return Ok(false);
    };
    if told.status.code() == Some(NO_MOUNT) || told.remarks.contains("unshare") {
        return Ok(false);
    }
    says_so(&told)?;
    Ok(true)
}
