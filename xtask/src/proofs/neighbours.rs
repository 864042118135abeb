//! Two processes write to one store, of one version or of two that follow one another: the older begins, the newer takes its steps of the schema beside it, both are
//! killed and come again in either order. What either acknowledged is there, once.

use super::Setting;
use super::chance::Chance;
use super::hammer::{Hammer, Subject};
use super::room::{self, Room, require};
use super::store::{Engine, LONGEST, Postgres, Sqlite};
use crate::ChoreError;
use crate::steps::postgres::Cluster;

/// So often both are killed before the store is looked at.
const HITS: u32 = 3;

/// Lets two processes write to one store, on each engine in turn.
pub(super) fn run(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let newer = Hammer::build(setting.place)?;
    let older = setting.older.map_or_else(
        || Hammer {
            binary: newer.binary.clone(),
        },
        |binary| Hammer {
            binary: binary.to_owned(),
        },
    );
    let room = Room::new(setting.place, "two-processes")?;
    let outcome = all(&older, &newer, &room, trials, chance);
    room.leave(outcome)
}

fn all(
    older: &Hammer,
    newer: &Hammer,
    room: &Room,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    let postgres = Postgres(Cluster::start()?);
    let engines: [&dyn Engine; 2] = [&Sqlite, &postgres];
    let mut acknowledged = 0;
    for (trial, engine) in (1..=trials).zip(engines.into_iter().cycle()) {
        let folder = room.path(&trial.to_string());
        room::create(&folder)?;
        let address = engine.address(trial, room)?;
        let of = |name: &str| Subject::new(address.clone(), &folder.join(name));
        let (by_older, by_newer, both) = (of("older")?, of("newer")?, of("both")?);
        for hit in 0..HITS {
            // The older is there before the newer comes; later either may be first.
            let (one, other) = if hit == 0 || chance.one_in(2) {
                ((older, &by_older), (newer, &by_newer))
            } else {
                ((newer, &by_newer), (older, &by_older))
            };
            let first = one.0.write(one.1)?;
            std::thread::sleep(chance.moment(LONGEST / 4));
            let second = other.0.write(other.1)?;
            std::thread::sleep(chance.moment(LONGEST));
            first.kill(one.1)?;
            std::thread::sleep(chance.moment(LONGEST / 4));
            second.kill(other.1)?;
        }
        // A line that was cut off was not acknowledged.
        let whole = |subject: &Subject| {
            let mut told = room::read(&subject.acks)?;
            told.truncate(
                told.iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |end| end + 1),
            );
            Ok::<_, ChoreError>(told)
        };
        room::write(&both.acks, &[whole(&by_older)?, whole(&by_newer)?].concat())?;
        acknowledged += newer.finish(&both)?.acknowledged;
        room::remove(&folder)?;
    }
    require(acknowledged > 0, || {
        "nothing was acknowledged, so that nothing was proved".to_owned()
    })?;
    Ok(format!(
        "{trials} stores, {HITS} kills of two processes each: {acknowledged} acknowledged writes are there once each"
    ))
}
