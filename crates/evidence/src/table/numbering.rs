//! Notes and sources are numbered in the order in which a reader meets them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tidemark_vocab::SourceId;

use super::model::{Cell, Note, NoteKind, NoteRef, SourceRef};
use super::total::Total;
use crate::observation::Observation;

/// The numbers given so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    notes: HashMap<Note, usize>,
    sources: HashMap<SourceId, usize>,
    /// Which spots of which source are listed; `None` where none are to be.
    locators: Option<HashSet<(usize, Arc<str>)>>,
    note_list: Vec<Note>,
    source_list: Vec<SourceRef>,
}

impl Numbering {
    /// Numbers for so many observations, about.
    pub(super) fn expecting(observations: usize) -> Self {
        Self {
            locators: Some(HashSet::with_capacity(observations)),
            ..Self::default()
        }
    }

    /// Numbers of notes and sources alone.
    pub(super) fn without_locators() -> Self {
        Self::default()
    }

    /// Numbers all that a cell shows and mentions.
    pub(super) fn cell(&mut self, cell: &mut Cell) {
        if let Some(shown) = &mut cell.shown {
            // The cell is not shared yet, so that nothing is copied here and below.
            let shown = Arc::make_mut(shown);
            let companions = shown.companions.iter().map(|companion| &companion.observation);
            let (mut notes, mut sources) = (Vec::new(), Vec::with_capacity(1));
            for observation in std::iter::once(&shown.observation).chain(companions) {
                self.notes_of(observation, &mut notes);
                push_new(&mut sources, self.source(observation));
            }
            shown.notes = notes;
            shown.sources = sources;
        }
        if !cell.others.is_empty() {
            for other in Arc::make_mut(&mut cell.others) {
                other.source = self.source(&other.observation);
            }
        }
        if let Some(total) = &mut cell.total {
            self.total(Arc::make_mut(total));
        }
    }

    /// Numbers the notes and sources of a total's published figures, and the sources of its parts.
    pub(super) fn total(&mut self, total: &mut Total) {
        let (mut notes, mut sources) = (Vec::new(), Vec::new());
        for observation in &total.published {
            self.notes_of(observation, &mut notes);
            push_new(&mut sources, self.source(observation));
        }
        for observation in &total.parts {
            push_new(&mut sources, self.source(observation));
        }
        total.notes = notes;
        total.sources = sources;
        for line in &mut total.working {
            line.source = line.figure.as_ref().and_then(|figure| self.known(figure));
            line.weight_source = line.weight.as_ref().and_then(|weight| self.known(weight));
        }
    }

    /// The number that an observation's source has already.
    fn known(&self, observation: &Observation) -> Option<usize> {
        self.sources.get(&observation.key.source).copied()
    }

    /// The lists under the table.
    pub(super) fn finish(self) -> (Vec<Note>, Vec<SourceRef>) {
        (self.note_list, self.source_list)
    }

    fn notes_of(&mut self, observation: &Observation, numbers: &mut Vec<NoteRef>) {
        if !observation.note.is_empty() {
            push_new(numbers, self.note(NoteKind::Remark, &observation.note));
        }
        if let Some(reason) = &observation.questioned {
            push_new(numbers, self.note(NoteKind::Questioned, reason));
        }
    }

    fn note(&mut self, kind: NoteKind, text: &Arc<str>) -> NoteRef {
        let note = Note {
            kind,
            text: Arc::clone(text),
        };
        let next = self.note_list.len() + 1;
        let number = *self.notes.entry(note.clone()).or_insert(next);
        if number == next {
            self.note_list.push(note);
        }
        NoteRef(number)
    }

    fn source(&mut self, observation: &Observation) -> usize {
        let id = &observation.key.source;
        let number = match self.sources.get(id) {
            Some(number) => *number,
            None => self.new_source(id),
        };
        let locator = &observation.locator;
        if let Some(listed) = &mut self.locators
            && !locator.is_empty()
            && listed.insert((number, Arc::clone(locator)))
            && let Some(entry) = self.source_list.get_mut(number - 1)
        {
            entry.locators.push(Arc::clone(locator));
        }
        number
    }

    fn new_source(&mut self, id: &SourceId) -> usize {
        self.source_list.push(SourceRef {
            source: id.clone(),
            locators: Vec::new(),
        });
        let number = self.source_list.len();
        self.sources.insert(id.clone(), number);
        number
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
