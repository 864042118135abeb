//! An opened observatory: the editions it holds, and the tables they answer with.

mod error;
mod files;
mod kept;
mod listed;
mod options;
mod overlay;
mod seen;
mod stock;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tidemark_columnar::Edition;
use tidemark_evidence::overlay::Overlaid;
use tidemark_evidence::{Corpus, Dataset, Observation, Table, TableQuery, table};

pub use error::{EditionError, OpenError, OverlayFault, OverlayReason, TableError};
pub use files::PublishedFile;
pub use listed::{Listed, Refused};
pub use options::{EvidenceOptions, Proof, UnreadTerms};
pub use overlay::Decided;

use files::Checked;
use kept::Kept;
use listed::{Found, Place};
use seen::Seen;
use stock::{Stock, first_usable};

/// An edition as it is to be read now: beneath what was decided since.
pub type Reading = Overlaid<Arc<Edition>>;

/// The edition of one directory: in the text form of the evidence, or published.
pub fn open_edition(root: &Path, unread_terms: UnreadTerms) -> Result<Edition, OpenError> {
    let edition = listed::open(root)?;
    Ok(match unread_terms {
        UnreadTerms::Keep => edition,
        UnreadTerms::LeaveOut => Edition::build(edition.dataset().without_unread_terms())?,
    })
}

/// Every observation of an edition as it is to be read now, in order of key.
pub fn observations(reading: &Reading) -> impl Iterator<Item = Observation> + '_ {
    let overlay = reading.overlay();
    reading
        .beneath()
        .iter()
        .map(|observation| overlay.applied(observation))
}

/// An edition as it is to be read at one moment.
#[derive(Debug, Clone)]
pub struct Pinned {
    /// The edition.
    pub edition: Arc<Reading>,
    /// What was decided about its figures by then.
    pub decided: Decided,
    /// Whether it is the current one.
    pub is_current: bool,
}

/// What came of looking for new editions.
#[derive(Debug, Default)]
pub struct Refreshed {
    /// Identities of editions that were not there before.
    pub arrived: Vec<String>,
    /// The identity of the current edition, where it is another than before.
    pub current: Option<String>,
    /// Directories that cannot be used; what was served before is served on.
    pub refused: Arc<Vec<Refused>>,
}

/// An opened observatory.
#[derive(Debug)]
pub struct Observatory {
    options: EvidenceOptions,
    stock: RwLock<Arc<Stock>>,
    kept: Mutex<Kept>,
    /// What lay in the directories when they were last looked into.
    seen: Mutex<Seen>,
    checked: Checked,
    /// Held while what is served is changed, so that no change undoes another.
    changing: Mutex<()>,
}

impl Observatory {
    /// Opens the evidence that the options name. Of published editions only the current one is read; where it cannot be used,
    /// the next one is current.
    ///
    /// # Errors
    ///
    /// There is no evidence that can be used, or the overlay cannot.
    pub fn open(options: &EvidenceOptions) -> Result<Self, OpenError> {
        let decided = Decided::read(options.overlay.as_deref())?;
        let Found { listed, mut refused } = Found::of(options, None)?;
        let (current, listed) = first_usable(listed, None, options.proof, &mut refused)?;
        let stock = Stock::of(current, listed, decided, Arc::new(refused));
        Ok(Self::with(options.clone(), stock))
    }

    /// An observatory of this data set alone.
    pub fn of(dataset: Dataset) -> Result<Self, OpenError> {
        let edition = Edition::build(dataset)?;
        let listed = Listed::in_memory(edition);
        let stock = Stock::of(
            listed.read(Proof::AtOnce)?,
            vec![listed],
            Decided::default(),
            Arc::default(),
        );
        Ok(Self::with(EvidenceOptions::default(), stock))
    }

    fn with(options: EvidenceOptions, stock: Stock) -> Self {
        Self {
            kept: Mutex::new(Kept::new(options.memory)),
            seen: Mutex::new(Seen::of(&options)),
            checked: Checked::default(),
            changing: Mutex::default(),
            stock: RwLock::new(Arc::new(stock)),
            options,
        }
    }

    /// Every edition that is served, the current one first.
    #[must_use]
    pub fn editions(&self) -> Vec<Listed> {
        self.stock().listed.clone()
    }

    /// The identities of all editions that are served, in the order of [`Observatory::editions`], parted by spaces.
    #[must_use]
    pub fn identities(&self) -> Arc<str> {
        Arc::clone(&self.stock().names)
    }

    /// Directories among those of editions that cannot be used, with the reasons.
    #[must_use]
    pub fn refused(&self) -> Arc<Vec<Refused>> {
        Arc::clone(&self.stock().refused)
    }

    /// What was decided about published figures since.
    #[must_use]
    pub fn decided(&self) -> Decided {
        self.stock().decided.clone()
    }

    /// The edition that is listed under an identity or the beginning of one (8 digits at least), without reading it; the current one for `None` and `current`.
    pub fn listed(&self, asked: Option<&str>) -> Result<Listed, EditionError> {
        self.stock().find(asked).cloned()
    }

    /// An edition by its identity or the beginning of it (8 digits at least); the current one for `None` and `current`. It is read from
    /// its files where it is not in memory.
    pub fn edition(&self, asked: Option<&str>) -> Result<Arc<Reading>, EditionError> {
        Ok(self.pinned(asked)?.edition)
    }

    /// The same, with what was decided about published figures at that moment.
    pub fn pinned(&self, asked: Option<&str>) -> Result<Pinned, EditionError> {
        let stock = self.stock();
        let edition = self.read(&stock, asked)?;
        Ok(Pinned {
            edition: Arc::new(Overlaid::new(edition, stock.decided.overlay())),
            decided: stock.decided.clone(),
            is_current: asked.is_none() || stock.find(asked)?.identity == stock.current.identity(),
        })
    }

    /// A file of an edition as it was published, and `None` where the edition has none of this name. It is read to its end and checked
    /// when it is asked for first.
    ///
    /// # Errors
    ///
    /// There is no such edition, or the file is not what was published.
    pub fn file(&self, asked: Option<&str>, path: &str) -> Result<Option<PublishedFile>, EditionError> {
        let listed = self.listed(asked)?;
        listed
            .file(path, &self.checked)
            .map_err(|reason| EditionError::Unusable {
                identity: listed.identity.clone(),
                reason: reason.to_string(),
            })
    }

    fn read(&self, stock: &Stock, asked: Option<&str>) -> Result<Arc<Edition>, EditionError> {
        let listed = stock.find(asked)?;
        if listed.identity == stock.current.identity() {
            return Ok(Arc::clone(&stock.current));
        }
        if let Some(kept) = self.kept().get(&listed.identity) {
            return Ok(kept);
        }
        let read = listed
            .read(Proof::AtOnce)
            .map_err(|reason| EditionError::Unusable {
                identity: listed.identity.clone(),
                reason: reason.to_string(),
            })?;
        if matches!(listed.place, Place::Memory(_)) {
            return Ok(read);
        }
        let edition = Arc::new(Edition::clone(&read).sharing(&stock.current));
        let mut kept = self.kept();
        // Somebody else may have read it meanwhile: all readers then have the same one.
        if let Some(kept) = kept.get(&listed.identity) {
            return Ok(kept);
        }
        kept.put(&edition);
        Ok(edition)
    }

    /// The table that answers a question.
    pub fn table(&self, query: &TableQuery) -> Result<Table, TableError> {
        let edition = self.edition(query.edition.as_deref())?;
        Ok(table::build(query, edition.as_ref())?)
    }

    /// Holds the current edition against the digests that it was published with, where [`Proof::Later`] left that for later. Where it says
    /// something else it is refused, and the next one that can be used takes its place.
    ///
    /// # Errors
    ///
    /// No other edition can be used: nothing of this observatory must be believed.
    pub fn prove(&self) -> Result<Refreshed, OpenError> {
        if self.stock().current.prove().is_ok() {
            return Ok(Refreshed::default());
        }
        let _changing = self.changing();
        // What was decided since is not taken back.
        let before = self.stock();
        let mut refused = Vec::new();
        // It is among those that are there, and refused when it is read again with its proof.
        let found = Found::of(&self.options, None)?;
        let (current, listed) = first_usable(found.listed, None, Proof::AtOnce, &mut refused)?;
        let refreshed = Refreshed {
            arrived: Vec::new(),
            current: Some(current.identity().to_owned()),
            refused: Arc::new(refused),
        };
        let refused = Arc::clone(&refreshed.refused);
        let stock = Stock::of(current, listed, before.decided.clone(), refused);
        *self.stock.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(stock);
        // They may share segments with what is refused now.
        self.kept().clear();
        Ok(refreshed)
    }

    /// Looks for what has changed: new editions are listed, the newest is read, checked and then current, all at once. Where something
    /// cannot be used, what was served before is served on.
    ///
    /// Costs little where nothing has changed, so that it can be called every second.
    ///
    /// # Errors
    ///
    /// The directory of editions or the overlay cannot be read.
    pub fn refresh(&self) -> Result<Refreshed, OpenError> {
        let _changing = self.changing();
        let seen = Seen::of(&self.options);
        if *self.seen() == seen {
            return Ok(Refreshed::default());
        }
        let before = self.stock();
        let decided = before.decided.again(self.options.overlay.as_deref())?;
        let mut refreshed = Refreshed::default();
        let mut refused = Vec::new();
        let (current, listed) = if self.options.editions_dir.is_some() {
            self.look_again(&before, &mut refused)?
        } else {
            (Arc::clone(&before.current), before.listed.clone())
        };
        let is_new = |listed: &&Listed| !before.listed.iter().any(|old| old.identity == listed.identity);
        refreshed.arrived = listed
            .iter()
            .filter(is_new)
            .map(|new| new.identity.clone())
            .collect();
        if current.identity() != before.current.identity() {
            refreshed.current = Some(current.identity().to_owned());
        }
        refreshed.refused = Arc::new(refused);
        let stock = Stock::of(current, listed, decided, Arc::clone(&refreshed.refused));
        *self.stock.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(stock);
        // Only what was taken over was seen: what failed is tried again.
        *self.seen() = seen;
        self.checked.clear();
        if refreshed.current.is_some() {
            // What is asked for again shares its segments with the new current edition.
            self.kept().clear();
        }
        Ok(refreshed)
    }

    /// The editions that are there now. What the options name besides their directory does not change while the program runs.
    fn look_again(
        &self,
        before: &Stock,
        refused: &mut Vec<Refused>,
    ) -> Result<(Arc<Edition>, Vec<Listed>), OpenError> {
        let held = before.listed.first().filter(|_| self.options.data_dir.is_some());
        let mut found = Found::of(&self.options, held)?;
        refused.append(&mut found.refused);
        if found.listed.is_empty() {
            return Ok((Arc::clone(&before.current), before.listed.clone()));
        }
        first_usable(found.listed, Some(&before.current), Proof::AtOnce, refused)
    }

    fn stock(&self) -> Arc<Stock> {
        Arc::clone(&self.stock.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        // What is served is put in place in one step: a thread that panicked has changed nothing.
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whatever a thread did that panicked, the list holds whole editions.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
