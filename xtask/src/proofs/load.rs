//! Readers who ask without a pause while editions come and the site goes, and who accept no answer that is not right.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::answers::{Known, QUESTIONS};
use super::chance::Chance;
use super::http::{Answer, Connection};

/// Readers give up after this, whatever happened to who started them.
const AT_MOST: Duration = Duration::from_mins(10);

/// Between two questions of a reader, so that the site and the builds have some of the machine too.
const BREATH: Duration = Duration::from_micros(500);

/// What readers share with the one who brings editions and kills the site.
#[derive(Debug)]
pub(crate) struct Stage {
    /// In order of date.
    pub(crate) known: Vec<Known>,
    /// The oldest edition that may still be current: the newest that was seen to be.
    floor: AtomicUsize,
    /// The newest edition that may be current already: the newest that has been brought.
    ceiling: AtomicUsize,
    /// Which editions were brought whole, and which of them have been seen listed since.
    brought: Vec<AtomicBool>,
    listed: Vec<AtomicBool>,
    /// Where the site is; its number counts starts, and there is none while it is down.
    address: Mutex<(u64, Option<String>)>,
    over: AtomicBool,
    fault: Mutex<Option<String>>,
    pub(crate) counts: Counts,
}

/// How often what was answered.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) current: AtomicUsize,
    pub(crate) pinned: AtomicUsize,
    pub(crate) held: AtomicUsize,
    pub(crate) refused: AtomicUsize,
    pub(crate) cut: AtomicUsize,
}

impl Stage {
    /// With the first of the editions in place, seen by everybody.
    pub(crate) fn of(known: Vec<Known>) -> Self {
        let flags = |known: &[Known]| {
            (0..known.len())
                .map(|index| AtomicBool::new(index == 0))
                .collect()
        };
        Self {
            brought: flags(&known),
            listed: flags(&known),
            known,
            floor: AtomicUsize::new(0),
            ceiling: AtomicUsize::new(0),
            address: Mutex::new((0, None)),
            over: AtomicBool::new(false),
            fault: Mutex::new(None),
            counts: Counts::default(),
        }
    }

    /// The site is about to be killed, or is up again.
    pub(crate) fn site_is(&self, host: Option<&str>) {
        let mut address = lock(&self.address);
        *address = (address.0 + 1, host.map(str::to_owned));
    }

    /// An edition is about to be brought, whole.
    pub(crate) fn bring(&self, index: usize) {
        self.brought[index].store(true, Ordering::SeqCst);
        self.ceiling.fetch_max(index, Ordering::SeqCst);
    }

    pub(crate) fn is_brought(&self, index: usize) -> bool {
        self.brought[index].load(Ordering::SeqCst)
    }

    /// The newest edition that has been brought whole.
    pub(crate) fn newest(&self) -> usize {
        self.ceiling.load(Ordering::SeqCst)
    }

    /// All that has been brought was seen to be listed, the newest as the current one.
    pub(crate) fn settle(&self) {
        self.floor.store(self.newest(), Ordering::SeqCst);
        for (brought, listed) in self.brought.iter().zip(&self.listed) {
            listed.store(brought.load(Ordering::SeqCst), Ordering::SeqCst);
        }
    }

    pub(crate) fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    /// What a reader found wrong first.
    pub(crate) fn fault(&self) -> Option<String> {
        lock(&self.fault).clone()
    }

    fn address(&self) -> (u64, Option<String>) {
        lock(&self.address).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An answer that a reader keeps, with its tag.
#[derive(Debug)]
struct Held {
    question: usize,
    /// The edition it was asked from by name.
    pinned: Option<usize>,
    /// The edition that answered.
    edition: usize,
    tag: String,
}

/// Asks until it is told that all is over, or something is wrong.
pub(crate) fn read(stage: &Stage, mut chance: Chance) {
    let began = Instant::now();
    let mut connection: Option<(u64, Connection)> = None;
    let mut held: Vec<Held> = Vec::new();
    while !stage.over.load(Ordering::SeqCst) && began.elapsed() < AT_MOST {
        thread::sleep(BREATH);
        if let Err(fault) = ask(stage, &mut connection, &mut held, &mut chance) {
            lock(&stage.fault).get_or_insert(fault);
            stage.end();
        }
    }
}

fn ask(
    stage: &Stage,
    connection: &mut Option<(u64, Connection)>,
    held: &mut Vec<Held>,
    chance: &mut Chance,
) -> Result<(), String> {
    let (start, Some(host)) = stage.address() else {
        return Ok(());
    };
    let question = chance.below(QUESTIONS.len());
    let pinned = chance.one_in(2).then(|| chance.below(stage.known.len()));
    // Mostly a tag of an answer to this very question, at times of another one, which must not be taken for it.
    let tag = held
        .iter()
        .rev()
        .find(|one| chance.one_in(8) || (one.question, one.pinned) == (question, pinned))
        .filter(|_| !chance.one_in(3));
    let path = QUESTIONS[question].path(pinned.map(|index| stage.known[index].identity.as_str()));
    let was_listed = pinned.is_some_and(|index| stage.listed[index].load(Ordering::SeqCst));
    let floor = stage.floor.load(Ordering::SeqCst);
    let kept = connection
        .take()
        .filter(|(of, _)| *of == start)
        .map(|(_, kept)| Ok(kept));
    let answer = kept
        .unwrap_or_else(|| Connection::to(&host))
        .and_then(|mut open| {
            let answer = open.get(&path, tag.map(|held| held.tag.as_str()))?;
            *connection = Some((start, open));
            Ok(answer)
        });
    let answer = match answer {
        Ok(answer) => answer,
        // Whoever is killed says no more; but nobody else may fall silent.
        Err(_) if stage.address().0 != start => {
            stage.counts.cut.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        Err(error) => {
            return Err(format!(
                "{path} got no whole answer from a site that runs: {error}"
            ));
        }
    };
    let asked = Asked {
        stage,
        question,
        pinned,
        was_listed,
        floor,
    };
    let edition = asked.check(&answer, tag).map_err(|fault| {
        format!(
            "{path}, asked with {tag:?}, is answered wrongly: {fault}: {}",
            answer.shown()
        )
    })?;
    if let (Some(edition), 200, Some(tag)) = (edition, answer.status, answer.header("etag")) {
        let tag = tag.to_owned();
        held.retain(|one| (one.question, one.pinned) != (question, pinned));
        held.push(Held {
            question,
            pinned,
            edition,
            tag,
        });
    }
    Ok(())
}

/// What was asked, and what was known before it was.
struct Asked<'a> {
    stage: &'a Stage,
    question: usize,
    pinned: Option<usize>,
    was_listed: bool,
    floor: usize,
}

impl Asked<'_> {
    /// Which edition answered.
    fn check(&self, answer: &Answer, tag: Option<&Held>) -> Result<Option<usize>, String> {
        match (answer.status, self.pinned, tag) {
            (200, None, _) => self.check_current(&answer.body).map(Some),
            (200, Some(index), _) => self.check_pinned(index, &answer.body).map(Some),
            (304, _, Some(held)) => self.check_held(held, answer).map(Some),
            (404 | 503, Some(_), _) if !self.was_listed => {
                self.stage.counts.refused.fetch_add(1, Ordering::Relaxed);
                Ok(None)
            }
            _ => Err("no such status may come".to_owned()),
        }
    }

    /// The editions that may be current at some time between question and answer.
    fn may_be_current(&self, index: usize) -> bool {
        (self.floor..=self.stage.newest()).contains(&index) && self.stage.is_brought(index)
    }

    fn check_current(&self, body: &[u8]) -> Result<usize, String> {
        self.stage.counts.current.fetch_add(1, Ordering::Relaxed);
        let mut known = self.stage.known.iter();
        let edition = known.position(|known| known.answers(self.question, body));
        let edition = edition.ok_or("no edition answers so")?;
        if self.may_be_current(edition) {
            return Ok(edition);
        }
        Err(format!("edition {edition} is not current"))
    }

    fn check_pinned(&self, index: usize, body: &[u8]) -> Result<usize, String> {
        self.stage.counts.pinned.fetch_add(1, Ordering::Relaxed);
        // A file that is what was published may be had even where its neighbour is broken.
        if !self.stage.is_brought(index) && !QUESTIONS[self.question].is_file() {
            return Err("the edition is not there, or broken".to_owned());
        }
        if self.stage.known[index].answers_by_name(self.question, body) {
            return Ok(index);
        }
        Err(format!("edition {index} does not answer so"))
    }

    /// "Not modified" is true where the answer that is held would be given again.
    fn check_held(&self, held: &Held, answer: &Answer) -> Result<usize, String> {
        self.stage.counts.held.fetch_add(1, Ordering::Relaxed);
        if answer.header("etag") != Some(&held.tag) {
            return Err("it has another tag than the answer that is held".to_owned());
        }
        let is_true = match self.pinned {
            None => self.may_be_current(held.edition),
            Some(index) => held.edition == index,
        };
        // The same file may be held under two addresses: then the one is the other.
        let is_file = QUESTIONS[self.question].is_file();
        let is_same = held.question == self.question && (is_file || held.pinned == self.pinned);
        if is_true && is_same {
            return Ok(held.edition);
        }
        Err("what is held is another answer".to_owned())
    }
}
