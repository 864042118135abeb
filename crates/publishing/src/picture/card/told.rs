//! A cell as it stands on a card.

use tidemark_evidence::Status;

use crate::display::{CellView, FigureKind, LastView, TotalView, Words};
use crate::picture::palette::Ink;
use crate::profile::{self, Row};

/// A figure or answer, always in words, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// "yes", "not known", "18,000?".
    pub(super) figure: String,
    /// Its companions, who says so and when; empty where the column or the title says it.
    pub(super) beside: String,
    pub(super) sort: Sort,
}

/// What sort of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number: it is never cut.
    Number,
    /// A yes.
    Yes,
    /// Another answer.
    Answer,
    /// Words of a source, which may be cut.
    Words,
    /// That there is none to stand for today.
    Lack,
}

impl Told {
    /// A cell under its column.
    pub(super) fn in_column(cell: &CellView<'_>, words: &Words<'_>) -> Self {
        match &cell.total {
            Some(total) => Self::total(total, words),
            None => Self::of(cell, cell.beside(words), words),
        }
    }

    /// A finding that stands alone, with its unit, who says so and when.
    pub(super) fn alone(cell: &CellView<'_>, unit: Option<&str>, words: &Words<'_>) -> Self {
        let period = cell.period.as_deref().unwrap_or_default();
        let when = profile::when(cell.unnamed_reporter(), period, words);
        let told = Self::of(cell, Some(when).filter(|when| !when.is_empty()), words);
        match unit.filter(|_| told.sort == Sort::Number) {
            Some(unit) => told.beside_of(unit, words),
            None => told,
        }
    }

    /// The same with something before what stands beside it.
    fn beside_of(self, first: &str, words: &Words<'_>) -> Self {
        let parts = [first, &self.beside];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            beside: parts.join(&words.messages.bare("part-separator")),
            ..self
        }
    }

    /// A figure in the profile of a place.
    pub(super) fn in_profile(row: &Row<'_>, words: &Words<'_>) -> Self {
        let cell = &row.cell;
        if cell.key.is_none() && cell.status == Status::NoRecord {
            return Self::lacking(words.messages.get("web-place-split"));
        }
        Self::alone(cell, row.unit.as_deref(), words)
    }

    /// That there is no record.
    pub(super) fn no_record(words: &Words<'_>) -> Self {
        Self::lacking(words.messages.status(Status::NoRecord))
    }

    fn lacking(figure: String) -> Self {
        Self {
            figure,
            beside: String::new(),
            sort: Sort::Lack,
        }
    }

    /// That the newest is too old to stand for today, and what it was.
    fn old(last: &LastView, words: &Words<'_>) -> Self {
        let told = [("figure", last.figure.as_str()), ("period", &last.period)];
        Self {
            figure: words.messages.get("card-old"),
            beside: words.messages.with("card-last", &told),
            sort: Sort::Lack,
        }
    }

    fn of(cell: &CellView<'_>, when: Option<String>, words: &Words<'_>) -> Self {
        if let Some(last) = &cell.last {
            return Self::old(last, words);
        }
        let mut figure = match cell.kind {
            // A sign needs a legend, for which a card has no room.
            FigureKind::Sign => cell.words.to_string(),
            FigureKind::Number | FigureKind::Words => cell.text.to_string(),
        };
        if cell.questioned.is_some() {
            figure.push_str(&words.messages.bare("mark-questioned"));
        }
        let companions = cell.companions.iter().map(|companion| companion.text.clone());
        let beside: Vec<String> = companions.chain(when).collect();
        Self {
            figure,
            beside: beside.join(&words.messages.bare("part-separator")),
            sort: sort(cell),
        }
    }

    /// A total with what it covers; for one that is refused, why.
    fn total(total: &TotalView<'_>, words: &Words<'_>) -> Self {
        let figure = match total.kind {
            FigureKind::Sign => &total.words,
            FigureKind::Number | FigureKind::Words => &total.text,
        };
        Self {
            figure: figure.clone(),
            beside: total.asides(words).join(&words.messages.bare("part-separator")),
            sort: match total.kind {
                FigureKind::Sign => Sort::Lack,
                FigureKind::Number => Sort::Number,
                FigureKind::Words => Sort::Answer,
            },
        }
    }

    /// All of it in a line.
    pub(super) fn line(&self, words: &Words<'_>) -> String {
        let told = [("figure", self.figure.as_str()), ("period", &self.beside)];
        if self.beside.is_empty() {
            self.figure.clone()
        } else {
            words.messages.with("cell-period", &told)
        }
    }

    pub(super) fn ink(&self) -> Ink {
        match self.sort {
            Sort::Yes => Ink::Mark,
            Sort::Lack => Ink::Quiet,
            Sort::Number | Sort::Answer | Sort::Words => Ink::Text,
        }
    }
}

fn sort(cell: &CellView<'_>) -> Sort {
    match (cell.status, cell.kind) {
        (Status::Yes, FigureKind::Sign) => Sort::Yes,
        (Status::No, _) => Sort::Answer,
        (_, FigureKind::Sign) | (Status::NoRecord, FigureKind::Words) => Sort::Lack,
        (_, FigureKind::Number) => Sort::Number,
        (_, FigureKind::Words) => Sort::Words,
    }
}
