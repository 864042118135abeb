//! Notes and sources are numbered in the order in which a reader meets them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidemark_vocab::SourceId;

use super::model::{Cell, Note, NoteKind, NoteRef, SourceRef};
use super::total::Total;
use crate::observation::Observation;

/// The numbers given so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    notes: BTreeMap<Note, usize>,
    sources: BTreeMap<SourceId, usize>,
    note_list: Vec<Note>,
    source_list: Vec<SourceRef>,
}

impl Numbering {
    /// Numbers all that a cell shows and mentions.
    pub(super) fn cell(&mut self, cell: &mut Cell) {
        if let Some(shown) = &mut cell.shown {
            let observations: Vec<&Observation> = std::iter::once(&shown.observation)
                .chain(shown.companions.iter().map(|companion| &companion.observation))
                .collect();
            let mut notes = Vec::new();
            let mut sources = Vec::new();
            for observation in observations {
                self.notes_of(observation, &mut notes);
                push_new(&mut sources, self.source(observation));
            }
            shown.notes = notes;
            shown.sources = sources;
        }
        for other in &mut cell.others {
            other.source = self.source(&other.observation);
        }
        if let Some(total) = &mut cell.total {
            self.total(total);
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
        let next = self.source_list.len() + 1;
        let number = *self.sources.entry(id.clone()).or_insert(next);
        if number == next {
            self.source_list.push(SourceRef {
                source: id.clone(),
                locators: Vec::new(),
            });
        }
        if let Some(entry) = self.source_list.get_mut(number - 1)
            && !observation.locator.is_empty()
            && !entry.locators.contains(&observation.locator)
        {
            entry.locators.push(Arc::clone(&observation.locator));
        }
        number
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
