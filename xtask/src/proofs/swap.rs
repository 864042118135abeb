//! While editions arrive, some of them broken, and the site is killed and started again, every answer is that of one edition.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use super::answers::{self, Known};
use super::chance::Chance;
use super::damage::{self, Damage};
use super::load::{self, Stage};
use super::room::{self, Room, require};
use super::site::{Site, within};
use super::{Setting, evidence};
use crate::ChoreError;

/// So many readers ask at once.
const READERS: usize = 3;

/// Within this the newest sound edition must be current: a look a second, and the reading, on a machine that has other things to do.
const SOON: Duration = Duration::from_secs(6);

/// One theatre has so many trials, each of which brings an edition; then all begins anew.
const TRIALS_AT_ONCE: u32 = 10;

/// Brings so many editions, and kills the site as it may be.
pub(super) fn run(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let (mut left, mut told) = (trials, String::new());
    while left > 0 {
        let now = left.min(TRIALS_AT_ONCE);
        let room = Room::new(setting.place, "swap")?;
        let outcome = theatre(setting, &room, now, chance);
        told = room.leave(outcome)?;
        left -= now;
    }
    Ok(told)
}

fn theatre(
    setting: &Setting<'_>,
    room: &Room,
    trials: u32,
    chance: &mut Chance,
) -> Result<String, ChoreError> {
    let known = prepare(setting, room, trials, chance)?;
    let editions = room.path("editions");
    room::copy(&known[0].published, &editions.join(&known[0].identity))?;
    let stage = Stage::of(known);
    let site = Site::start(&setting.program, &editions, &room.path("site.log"))?;
    stage.site_is(Some(&site.host));
    let mut play = Play {
        setting,
        room,
        editions,
        stage: &stage,
        site,
        broken: Vec::new(),
        kills: 0,
    };
    let played = thread::scope(|scope| {
        for _ in 0..READERS {
            let chance = chance.apart();
            scope.spawn(|| load::read(&stage, chance));
        }
        let played = (0..trials).try_for_each(|_| play.trial(chance));
        stage.end();
        played
    });
    if let Some(fault) = stage.fault() {
        return Err(ChoreError::Failed(fault));
    }
    played?;
    summary(&stage, play.kills)
}

/// Two editions more than there are trials: the first is there from the start, and one is left to choose from at the end.
fn prepare(
    setting: &Setting<'_>,
    room: &Room,
    trials: u32,
    chance: &mut Chance,
) -> Result<Vec<Known>, ChoreError> {
    let world = evidence::small_world(setting.place)?;
    let mut texts = Vec::new();
    for year in (2001..).take(usize::try_from(trials).unwrap_or_default() + 3) {
        let text = room.path(&format!("evidence/{year}"));
        evidence::write(&evidence::variant(&world, year, chance)?, &text)?;
        texts.push(text);
    }
    let newest = texts.pop().unwrap_or_default();
    answers::learn(&setting.program, &room.path("quiet"), &texts, &newest)
}

/// The one who brings editions, and kills the site.
struct Play<'a> {
    setting: &'a Setting<'a>,
    room: &'a Room,
    editions: PathBuf,
    stage: &'a Stage,
    site: Site,
    /// Editions that lie there broken.
    broken: Vec<usize>,
    kills: usize,
}

impl Play<'_> {
    fn trial(&mut self, chance: &mut Chance) -> Result<(), ChoreError> {
        let index = self.choose(chance);
        let damage = if chance.one_in(3) {
            Some(self.bring_broken(index, chance)?)
        } else {
            self.bring(index, chance)?;
            None
        };
        if chance.one_in(2) {
            thread::sleep(chance.moment(Duration::from_millis(1500)));
            self.kill_and_start()?;
        }
        self.settle()?;
        match damage {
            Some(damage) => self.is_named(index, &damage),
            None => Ok(()),
        }
    }

    /// One of the next three by date that is not there, so that some come out of their order; broken ones are mended so.
    fn choose(&self, chance: &mut Chance) -> usize {
        let missing = (0..self.stage.known.len()).filter(|index| !self.stage.is_brought(*index));
        let next: Vec<usize> = missing.take(3).collect();
        next[chance.below(next.len())]
    }

    /// Brings an edition, as `edition build` does or by one move.
    fn bring(&mut self, index: usize, chance: &mut Chance) -> Result<(), ChoreError> {
        let known = &self.stage.known[index];
        let place = self.editions.join(&known.identity);
        if self.broken.contains(&index) {
            room::rename(&place, &self.room.path("mended"))?;
            room::remove(&self.room.path("mended"))?;
            self.broken.retain(|broken| *broken != index);
        }
        self.stage.bring(index);
        if chance.one_in(2) {
            let built = self.setting.program.build(&known.evidence, &self.editions)?;
            return require(built == known.identity, || {
                format!("{} became {built}", known.identity)
            });
        }
        let draft = self.room.path("arriving");
        room::copy(&known.published, &draft)?;
        room::rename(&draft, &place)
    }

    /// Brings an edition of which a file was damaged.
    fn bring_broken(&mut self, index: usize, chance: &mut Chance) -> Result<Damage, ChoreError> {
        let known = &self.stage.known[index];
        let draft = self.room.path("arriving");
        room::copy(&known.published, &draft)?;
        let files = room::files(&draft)?;
        let damage = damage::harm(&draft, &files[chance.below(files.len())], chance)?;
        let place = self.editions.join(&known.identity);
        if self.broken.contains(&index) {
            room::rename(&place, &self.room.path("worse"))?;
            room::remove(&self.room.path("worse"))?;
        } else {
            self.broken.push(index);
        }
        room::rename(&draft, &place)?;
        Ok(damage)
    }

    fn kill_and_start(&mut self) -> Result<(), ChoreError> {
        self.stage.site_is(None);
        self.site.kill()?;
        self.kills += 1;
        self.site = Site::start(&self.setting.program, &self.editions, &self.room.path("site.log"))?;
        self.stage.site_is(Some(&self.site.host));
        Ok(())
    }

    /// Waits until the newest sound edition is current, and all sound ones are listed.
    fn settle(&self) -> Result<(), ChoreError> {
        let known = &self.stage.known;
        let newest = &known[self.stage.newest()].identity;
        let sound = || (0..known.len()).filter(|index| self.stage.is_brought(*index));
        let is_settled =
            || {
                if self.stage.fault().is_some() {
                    return Err(ChoreError::Failed("a reader found a fault".to_owned()));
                }
                let listed = self.site.editions()?;
                Ok(listed.first() == Some(newest)
                    && sound().all(|index| listed.contains(&known[index].identity)))
            };
        within(SOON, is_settled, || {
            format!("{newest} is sound and the newest, and is not current after {SOON:?}")
        })?;
        self.stage.settle();
        Ok(())
    }

    /// The log names the broken edition, and its file. An old one is read only when it is asked for, as readers do.
    fn is_named(&self, index: usize, damage: &Damage) -> Result<(), ChoreError> {
        let identity = &self.stage.known[index].identity;
        let names = || {
            let log = self.site.logged()?;
            let mut lines = log.lines();
            Ok(lines.any(|line| line.contains(identity) && line.contains(&damage.file)))
        };
        within(SOON, names, || {
            format!("the log never names {identity}, of which {damage}")
        })
    }
}

/// What was done; a run in which something never happened proves nothing about it.
fn summary(stage: &Stage, kills: usize) -> Result<String, ChoreError> {
    let read = |count: &std::sync::atomic::AtomicUsize| count.load(Ordering::Relaxed);
    let counts = &stage.counts;
    let told = format!(
        "{} answers of the current edition, {} of pinned ones, {} times not modified, {} refusals, {} cut by {kills} kills",
        read(&counts.current),
        read(&counts.pinned),
        read(&counts.held),
        read(&counts.refused),
        read(&counts.cut),
    );
    let all = [&counts.current, &counts.pinned, &counts.held, &counts.refused];
    require(all.into_iter().all(|count| read(count) > 0), || {
        format!("something was never asked: {told}")
    })?;
    Ok(told)
}
