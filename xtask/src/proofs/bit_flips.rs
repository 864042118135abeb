//! Whatever file of an edition is damaged, it is refused by name, and the others are served on.

use std::path::Path;
use std::time::Duration;

use super::answers::{self, Known, QUESTIONS};
use super::chance::Chance;
use super::damage::{self, Damage};
use super::room::{self, Room, require};
use super::site::{Site, within};
use super::{Setting, evidence};
use crate::ChoreError;

/// Of every so many damaged files one is put before a site as well.
const SERVED_ONE_IN: usize = 4;

/// Damages every file of an edition, so many times over.
pub(super) fn run(setting: &Setting<'_>, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let room = Room::new(setting.place, "bit-flips")?;
    let outcome = all(setting, &room, trials, chance);
    room.leave(outcome)
}

fn all(setting: &Setting<'_>, room: &Room, trials: u32, chance: &mut Chance) -> Result<String, ChoreError> {
    let world = evidence::small_world(setting.place)?;
    let mut texts = Vec::new();
    for year in [2021, 2022, 2023] {
        let text = room.path(&format!("evidence/{year}"));
        evidence::write(&evidence::variant(&world, year, chance)?, &text)?;
        texts.push(text);
    }
    let known = answers::learn(&setting.program, &room.path("quiet"), &texts[..2], &texts[2])?;
    let (mut verified, mut served) = (0, 0);
    for _ in 0..trials {
        for file in room::files(&known[0].published)? {
            let victim = chance.below(2);
            let editions = room.path("editions");
            for known in &known {
                room::copy(&known.published, &editions.join(&known.identity))?;
            }
            let damage = damage::harm(&editions.join(&known[victim].identity), &file, chance)?;
            verify(setting, &editions, &known[victim], &known[1 - victim], &damage)?;
            verified += 1;
            if chance.one_in(SERVED_ONE_IN) {
                let log = room.path("site.log");
                serve(
                    setting,
                    &editions,
                    &log,
                    [&known[victim], &known[1 - victim]],
                    &damage,
                )?;
                served += 1;
            }
            room::remove(&editions)?;
        }
    }
    Ok(format!(
        "{verified} damaged files told from sound ones, {served} of them before a site"
    ))
}

fn verify(
    setting: &Setting<'_>,
    editions: &Path,
    victim: &Known,
    sound: &Known,
    damage: &Damage,
) -> Result<(), ChoreError> {
    let told = setting.program.verify(editions)?;
    let names = |line: &str| line.contains(&victim.identity) && line.contains(&damage.file);
    let is_refused = told.status.code() == Some(1) && told.remarks.lines().any(names);
    let is_kept = told.answer.contains(&sound.identity) && !told.answer.contains(&victim.identity);
    require(is_refused && is_kept, || {
        format!(
            "{damage}, in {}, and `edition verify` says {told:?}",
            victim.identity
        )
    })
}

/// The site answers nothing from the damaged edition, says so by name, and serves the sound one.
fn serve(
    setting: &Setting<'_>,
    editions: &Path,
    log: &Path,
    [victim, sound]: [&Known; 2],
    damage: &Damage,
) -> Result<(), ChoreError> {
    let site = Site::start(&setting.program, editions, log)?;
    for (number, question) in QUESTIONS.into_iter().enumerate() {
        let refused = site.get(&question.path(Some(&victim.identity)))?;
        // A file that is sound is what was published, even where its neighbour is not.
        let is_right = victim.answers_by_name(number, &refused.body) && question.is_file();
        require(
            matches!(refused.status, 404 | 503) || (refused.status == 200 && is_right),
            || {
                format!(
                    "{damage}, and the site answers {question:?} with {}",
                    refused.shown()
                )
            },
        )?;
        let pinned = site.must_get(&question.path(Some(&sound.identity)))?;
        let current = site.must_get(&question.path(None))?;
        let is_sound = sound.answers_by_name(number, &pinned);
        let is_current = sound.answers(number, &current);
        require(is_sound, || {
            format!("{damage}, and a sound edition answers {question:?} otherwise")
        })?;
        // The damaged one is not current, even if it is the newer one.
        require(is_current, || {
            format!("{damage}, and {question:?} is not answered by the sound edition")
        })?;
    }
    let names = || {
        let log = site.logged()?;
        let mut lines = log.lines();
        Ok(lines.any(|line| line.contains(&victim.identity) && line.contains(&damage.file)))
    };
    within(Duration::from_secs(3), names, || {
        format!(
            "{damage}, and the log of the site does not name {}",
            victim.identity
        )
    })
}
