//! A store has everything that it acknowledged, once, and nothing by halves: when the program is killed, when PostgreSQL crashes, when no room is left.
//!
//! What a killed process has written is in the system's memory and reaches the disk all the same: SIGKILL proves that nothing is acknowledged too early within
//! the program, and that what is left is whole. A loss of power is another matter.

use std::path::Path;
use std::thread;
use std::time::Duration;

use super::Setting;
use super::chance::Chance;
use super::hammer::{Hammer, Kept, Subject, kept};
use super::room::{self, Room, clean, ended, require};
use super::site::within;
use crate::ChoreError;
use crate::steps::postgres::Cluster;

/// So often the same store is hit, until another is made: a check looks at all of it.
const HITS: u32 = 5;

/// The program is killed so long after it began, at most.
pub(super) const LONGEST: Duration = Duration::from_millis(1_200);

/// Writes are acknowledged again so soon after the server is back.
const SOON: Duration = Duration::from_secs(20);

/// Fills a file system of `$1` KiB at `$2`, of which a ballast takes 4 MiB, and checks what was kept on it. `$3` is the program, `$4` the acknowledgements, `$5` a
/// folder elsewhere.
const FULL: &str = r#"mount -t tmpfs -o "size=$1k" none "$2" || exit 99
head -c 4194304 /dev/zero > "$2/ballast" || exit 98
"$3" fill "sqlite:$2/store.db" "$4" "$2/ballast" && "$3" check "sqlite:$2/store.db" "$4" "$5""#;

/// What the shell above answers where it may not mount.
const NO_MOUNT: i32 = 99;

/// What is done to a store while the program writes to it.
pub(super) trait Engine {
    /// Where a new store is to be.
    fn address(&self, number: u32, room: &Room) -> Result<String, ChoreError>;
    /// What happens before the program is killed.
    fn strike(&self, subject: &Subject, chance: &mut Chance) -> Result<(), ChoreError>;
}

pub(super) struct Sqlite;
pub(super) struct Postgres(pub(super) Cluster);
struct Crashing(Postgres);

impl Engine for Sqlite {
    fn address(&self, number: u32, room: &Room) -> Result<String, ChoreError> {
        Ok(format!(
            "sqlite:{}",
            room.path(&format!("{number}/store.db")).display()
        ))
    }

    fn strike(&self, _: &Subject, chance: &mut Chance) -> Result<(), ChoreError> {
        thread::sleep(chance.moment(LONGEST));
        Ok(())
    }
}

impl Engine for Postgres {
    fn address(&self, number: u32, _: &Room) -> Result<String, ChoreError> {
        let (url, schema) = (self.0.url(), format!("store_{number}"));
        let mut psql = clean(Path::new("psql"));
        let made = ended(psql.args([&url, "-q", "-c", &format!("create schema {schema}")]))?;
        require(made.status.success(), || {
            format!("no schema was made: {}", made.remarks)
        })?;
        Ok(format!("{url}?options[search_path]={schema}"))
    }

    fn strike(&self, subject: &Subject, chance: &mut Chance) -> Result<(), ChoreError> {
        Sqlite.strike(subject, chance)
    }
}

impl Engine for Crashing {
    fn address(&self, number: u32, room: &Room) -> Result<String, ChoreError> {
        self.0.address(number, room)
    }

    fn strike(&self, subject: &Subject, chance: &mut Chance) -> Result<(), ChoreError> {
        thread::sleep(chance.moment(LONGEST));
        self.0.0.crash()?;
        let before = subject.acknowledged()?;
        let go_on = || Ok(subject.acknowledged()? > before);
        within(SOON, go_on, || {
            format!("PostgreSQL is back, and nothing was acknowledged for {SOON:?}")
        })?;
        thread::sleep(chance.moment(LONGEST / 4));
        Ok(())
    }
}

/// Kills the program that writes to SQLite.
pub(super) fn killed(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    hit(setting, "killed-store", &Sqlite, trials, chance)
}

/// Kills the program that writes to PostgreSQL.
pub(super) fn killed_postgres(
    setting: &Setting<'_>,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    hit(
        setting,
        "killed-postgres",
        &Postgres(Cluster::start()?),
        trials,
        chance,
    )
}

/// Stops PostgreSQL at once while the program writes, starts it again, and kills the program when it writes again.
pub(super) fn crashed_postgres(
    setting: &Setting<'_>,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    hit(
        setting,
        "crashed-postgres",
        &Crashing(Postgres(Cluster::start()?)),
        trials,
        chance,
    )
}

fn hit(
    setting: &Setting<'_>,
    name: &str,
    engine: &dyn Engine,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    let hammer = Hammer::build(setting.place)?;
    let room = Room::new(setting.place, name)?;
    let outcome = all(&hammer, &room, engine, trials, chance);
    room.leave(outcome)
}

fn all(
    hammer: &Hammer,
    room: &Room,
    engine: &dyn Engine,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    let (mut total, mut left) = (Kept::default(), trials);
    let mut stores = 0;
    while left > 0 {
        stores += 1;
        let folder = room.path(&stores.to_string());
        room::create(&folder)?;
        let subject = Subject::new(engine.address(stores, room)?, &folder)?;
        for _ in 0..left.min(HITS) {
            let writer = hammer.write(&subject)?;
            engine.strike(&subject, chance)?;
            writer.kill(&subject)?;
            hammer.check(&subject)?;
        }
        left = left.saturating_sub(HITS);
        let kept = hammer.finish(&subject)?;
        total.acknowledged += kept.acknowledged;
        total.besides += kept.besides;
        room::remove(&folder)?;
    }
    require(total.acknowledged > 0, || {
        "nothing was acknowledged, so that nothing was proved".to_owned()
    })?;
    Ok(format!(
        "{trials} times in {stores} stores: {} acknowledged writes are there once each, with {} that nobody was told of",
        total.acknowledged, total.besides
    ))
}

/// Fills the file system of a store, and makes room again.
pub(super) fn full(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let hammer = Hammer::build(setting.place)?;
    let room = Room::new(setting.place, "full-store")?;
    let outcome = fill_all(&hammer, &room, trials, chance);
    room.leave(outcome)
}

fn fill_all(hammer: &Hammer, room: &Room, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let mut acknowledged = 0;
    for trial in 0..trials {
        let folder = room.path(&trial.to_string());
        let subject = Subject::new(String::new(), &folder)?;
        let disk = folder.join("disk");
        room::create(&disk)?;
        let size = (4_608 + chance.below(2_560)).to_string();
        let mut unshare = clean(Path::new("unshare"));
        unshare.args(["--map-root-user", "--mount", "sh", "-c", FULL, "sh", &size]);
        unshare
            .arg(&disk)
            .arg(&hammer.binary)
            .arg(&subject.acks)
            .arg(&subject.space);
        let told = ended(&mut unshare)?;
        if told.status.code() == Some(NO_MOUNT) || told.remarks.contains("unshare") {
            return Ok("SKIPPED: no file system could be mounted here to be filled".to_owned());
        }
        require(told.status.success(), || {
            format!("on a file system of {size} KiB: {}{}", told.answer, told.remarks)
        })?;
        acknowledged += kept(&told.answer).unwrap_or_default().acknowledged;
        room::remove(&folder)?;
    }
    require(acknowledged > 0, || {
        "nothing was acknowledged, so that nothing was proved".to_owned()
    })?;
    Ok(format!(
        "{trials} full file systems: {acknowledged} acknowledged writes are there once each, and writes went on when there was room"
    ))
}
