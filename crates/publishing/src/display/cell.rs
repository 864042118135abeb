//! One cell.

use std::borrow::Cow;

use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::table::{Age, Cell, Column, ColumnSubject, NoteRef, Other, Shown};
use tidemark_evidence::{Finding, Observation, ObservationKey, Status, Table};
use tidemark_vocab::{Period, Reference};

use super::Words;
use super::figure::{Told, companion_text, told};
use super::heading::ReporterView;
use super::naming::Style;
use super::number::PlainNumber;
use super::period::{anchor, period_label};
use super::total::{TotalView, total_view};

/// What stands in a cell, so that it can be set accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// A number.
    Number,
    /// A sign for a status.
    Sign,
    /// Words: a level, a text, a sentence.
    Words,
}

/// A cell for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellView<'t> {
    /// Its status.
    pub status: Status,
    /// What sort of text stands in it.
    pub kind: FigureKind,
    /// For the eye: `✓`, `≥ 91`, `nk`, "no recent record (last: no, 2008)". Never empty.
    pub text: Cow<'t, str>,
    /// For the ear: "yes", "at least 91", "not known". Never empty.
    pub words: Cow<'t, str>,
    /// The number, where the figure is that and nothing more: no limit, range, doubt or companion, and it stands for today.
    pub(crate) number: Option<PlainNumber>,
    /// What is printed beside it.
    pub companions: Vec<CompanionView<'t>>,
    /// The figure's own period, where the column does not say it.
    pub period: Option<String>,
    /// Who says so.
    pub reporter: Option<ReporterView<'t>>,
    /// The short name of who says so, where the column mixes reporters and the period does not name one.
    pub said_by: Option<&'t str>,
    /// What was last known, where that is too old to stand for today.
    pub last: Option<LastView>,
    /// Why the figure is doubtful.
    pub questioned: Option<&'t str>,
    /// Numbers of the notes on it.
    pub notes: &'t [NoteRef],
    /// Numbers of its sources.
    pub sources: &'t [usize],
    /// What others say; nothing on the face of a table.
    pub others: Vec<OtherView<'t>>,
    /// How many others there are.
    pub mentioned: usize,
    /// What the figure is of; where none is shown but others have one, what the first of theirs is of.
    pub key: Option<&'t ObservationKey>,
    /// For a region without a published figure of its own: what its places come to.
    pub total: Option<TotalView<'t>>,
}

/// What is printed beside a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionView<'t> {
    /// What it is to the cell: `sites`.
    pub role: &'t str,
    /// "30 sites".
    pub text: String,
}

/// What was last known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastView {
    /// In words, companions included: "yes, 30 sites".
    pub figure: String,
    /// When: "2008", "HRI 2008".
    pub period: String,
}

/// What another reporter or source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherView<'t> {
    /// For the eye.
    pub text: Cow<'t, str>,
    /// For the ear, where it sounds otherwise.
    pub words: Option<Cow<'t, str>>,
    /// When.
    pub period: String,
    /// Who says so.
    pub reporter: ReporterView<'t>,
    /// The number of its source under the table.
    pub source: usize,
    /// Where in the source; empty where it has no locator.
    pub locator: &'t str,
    /// What a reader must know beside the figure; empty where nothing.
    pub note: &'t str,
    /// Why the figure is doubtful.
    pub questioned: Option<&'t str>,
}

/// Where a cell stands; this decides whether it says its own period.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'t> {
    /// Under a column, which may name the period.
    Column {
        /// The table.
        table: &'t Table,
        /// The column.
        column: &'t Column,
    },
    /// In a row of the long layout: the period is always given.
    Row,
}

pub(super) fn cell_view<'t>(cell: &'t Cell, place: Place<'_>, style: &Style<'t>) -> CellView<'t> {
    let words = &style.naming.words;
    let base = match (&cell.shown, &cell.total) {
        (Some(shown), _) if shown.age == Age::Old => old_view(cell.status, shown, style),
        (Some(shown), _) => current_view(cell.status, shown, place, style),
        (None, Some(total)) => region_view(total_view(total, style.indicator(), words)),
        (None, None) if cell.mentioned == 0 => {
            let (text, spoken) = words.messages.sign(cell.status);
            view_of(cell.status, FigureKind::Sign, text, spoken)
        }
        (None, None) => others_only(cell.status, words),
    };
    CellView {
        said_by: said_by(cell, place, style),
        others: cell.others.iter().map(|other| other_view(other, style)).collect(),
        mentioned: cell.mentioned,
        key: key_of(cell),
        ..base
    }
}

/// A cell that says no more than these.
fn view_of<'t>(status: Status, kind: FigureKind, text: Cow<'t, str>, words: Cow<'t, str>) -> CellView<'t> {
    CellView {
        status,
        kind,
        text,
        words,
        number: None,
        companions: Vec::new(),
        period: None,
        reporter: None,
        said_by: None,
        last: None,
        questioned: None,
        notes: &[],
        sources: &[],
        others: Vec::new(),
        mentioned: 0,
        key: None,
        total: None,
    }
}

fn key_of(cell: &Cell) -> Option<&ObservationKey> {
    let shown = cell.shown.as_deref().map(|shown| &shown.observation);
    let told = shown.or_else(|| cell.others.first().map(|other| &other.observation));
    told.map(|observation| &observation.key)
}

/// Nothing is shown by default, but others have figures: that is not "no record".
fn others_only<'t>(status: Status, words: &Words<'t>) -> CellView<'t> {
    let text = words.messages.word("cell-others-only");
    view_of(status, FigureKind::Words, text.clone(), text)
}

/// Who says so, where a column mixes reporters and the period is not that reporter's round.
fn said_by<'t>(cell: &'t Cell, place: Place<'_>, style: &Style<'t>) -> Option<&'t str> {
    let Place::Column { column, .. } = place else {
        return None;
    };
    let key = &cell.shown.as_ref()?.observation.key;
    let by_its_round = key.period.is_round_dated()
        && key
            .period
            .round()
            .is_some_and(|round| round.reporter == key.reporter);
    (column.reporters.len() > 1 && !by_its_round).then(|| style.naming.reporter(&key.reporter).short)
}

fn region_view(total: TotalView<'_>) -> CellView<'_> {
    let (text, words) = (total.text.clone(), total.words.clone());
    let view = view_of(total.status, total.kind, text.into(), words.into());
    CellView {
        number: total.number,
        notes: total.notes,
        sources: total.sources,
        total: Some(total),
        ..view
    }
}

fn current_view<'t>(status: Status, shown: &'t Shown, place: Place<'_>, style: &Style<'t>) -> CellView<'t> {
    let words = &style.naming.words;
    let observation = &shown.observation;
    // A withdrawn figure is not printed, whatever it was.
    let (text, spoken, kind) = if status == observation.finding.status() {
        let Told { seen, heard } = told(&observation.finding, &observation.key.indicator, style);
        let heard = heard.unwrap_or_else(|| seen.clone());
        (seen, heard, kind_of(&observation.finding))
    } else {
        let (text, spoken) = words.messages.sign(status);
        (text, spoken, FigureKind::Sign)
    };
    let companions = if kind == FigureKind::Sign && status == Status::Withdrawn {
        Vec::new()
    } else {
        companions(shown, words)
    };
    CellView {
        number: plain_number(observation, style)
            .filter(|_| kind == FigureKind::Number && companions.is_empty()),
        companions,
        period: own_period(&observation.key.period, place, words).filter(|period| *period != text),
        ..cited(shown, style, view_of(status, kind, text, spoken))
    }
}

/// The number of a finding that nobody doubts.
fn plain_number(observation: &Observation, style: &Style<'_>) -> Option<PlainNumber> {
    let quantity = observation.finding.quantity()?;
    let number = PlainNumber::of(quantity, style.grouping(&observation.key.indicator));
    number.filter(|_| observation.questioned.is_none())
}

/// A figure that is too old to stand for today: a sentence, not an answer.
fn old_view<'t>(status: Status, shown: &'t Shown, style: &Style<'t>) -> CellView<'t> {
    let words = &style.naming.words;
    let observation = &shown.observation;
    let Told { seen, heard } = told(&observation.finding, &observation.key.indicator, style);
    let mut parts = vec![heard.unwrap_or(seen).into_owned()];
    parts.extend(
        companions(shown, words)
            .into_iter()
            .map(|companion| companion.text),
    );
    let last = LastView {
        figure: words.list(&parts),
        period: period_label(&observation.key.period, words),
    };
    let text = words
        .messages
        .with("cell-old", &[("figure", &last.figure), ("period", &last.period)]);
    let view = view_of(status, FigureKind::Words, text.clone().into(), text.into());
    CellView {
        last: Some(last),
        ..cited(shown, style, view)
    }
}

/// The same with where it is from.
fn cited<'t>(shown: &'t Shown, style: &Style<'t>, view: CellView<'t>) -> CellView<'t> {
    CellView {
        reporter: Some(style.naming.reporter(&shown.observation.key.reporter)),
        questioned: shown.observation.questioned.as_deref(),
        notes: &shown.notes,
        sources: &shown.sources,
        ..view
    }
}

fn companions<'t>(shown: &'t Shown, words: &Words<'_>) -> Vec<CompanionView<'t>> {
    shown
        .companions
        .iter()
        .map(|companion| CompanionView {
            role: companion.role.as_str(),
            text: companion_text(&companion.observation, words),
        })
        .collect()
}

fn kind_of(finding: &Finding) -> FigureKind {
    match finding {
        Finding::Quantity(_) => FigureKind::Number,
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => FigureKind::Words,
        _ => FigureKind::Sign,
    }
}

/// A cell says its period unless its column, or the only period asked for, says the same.
fn own_period(period: &Period, place: Place<'_>, words: &Words<'_>) -> Option<String> {
    let Place::Column { table, column } = place else {
        return Some(period_label(period, words));
    };
    let said = match (&column.subject, table.query.periods.as_slice()) {
        (ColumnSubject::Period(key), _) => key.heads(period),
        (ColumnSubject::Indicator { .. }, [PeriodSelector::Year(year)]) => {
            period.reference().and_then(Reference::whole_year) == Some(*year)
        }
        (ColumnSubject::Indicator { .. }, [PeriodSelector::Round(round)]) => {
            period.is_round_dated() && period.round() == Some(round)
        }
        (ColumnSubject::Indicator { .. }, _) => false,
    };
    (!said).then(|| period_label(period, words))
}

fn other_view<'t>(other: &'t Other, style: &Style<'t>) -> OtherView<'t> {
    let Observation {
        key,
        finding,
        locator,
        note,
        questioned,
    } = &other.observation;
    let Told { seen, heard } = told(finding, &key.indicator, style);
    OtherView {
        text: seen,
        words: heard,
        period: period_label(&key.period, &style.naming.words),
        reporter: style.naming.reporter(&key.reporter),
        source: other.source,
        locator,
        note,
        questioned: questioned.as_deref(),
    }
}

impl<'t> CellView<'t> {
    /// The short name of who says so, where the period beside the figure does not name them: for cells outside a column, which would.
    #[must_use]
    pub fn unnamed_reporter(&self) -> Option<&'t str> {
        let short = self.reporter?.short;
        let last = self.last.as_ref().map(|last| &last.period);
        let is_named = self
            .period
            .iter()
            .chain(last)
            .any(|period| period.contains(short));
        (!is_named).then_some(short)
    }
}

impl CellView<'_> {
    /// The figure with its mark and companions, without its period: `✓ 30 sites`, `40?`.
    #[must_use]
    pub fn figure_line(&self, words: &Words<'_>) -> String {
        if let Some(total) = &self.total {
            return total.line(words);
        }
        let mut line = self.text.clone().into_owned();
        if self.questioned.is_some() {
            line.push_str(&words.messages.bare("mark-questioned"));
        }
        if !self.companions.is_empty() {
            let companions: Vec<&str> = self
                .companions
                .iter()
                .map(|companion| companion.text.as_str())
                .collect();
            line.push(' ');
            line.push_str(&companions.join(&words.messages.bare("part-separator")));
        }
        line
    }

    /// What names the period of the figure in addresses: `2018`, `HRI/2018`; empty where there is no figure.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.key.map(|key| anchor(&key.period)).unwrap_or_default()
    }

    /// The cell in one line without notes and sources: `✓ 30 sites (HRI 2018)`, `40? (2012)`.
    #[must_use]
    pub fn line(&self, words: &Words<'_>) -> String {
        let figure = self.figure_line(words);
        match self.beside(words) {
            Some(beside) => words
                .messages
                .with("cell-period", &[("figure", &figure), ("period", &beside)]),
            None => figure,
        }
    }

    /// Who says so and when, as far as the column does not say it: "HRI, 2018", "2018".
    #[must_use]
    pub fn beside(&self, words: &Words<'_>) -> Option<String> {
        match (self.said_by, &self.period) {
            (Some(reporter), Some(period)) => Some(
                words
                    .messages
                    .with("reporter-period", &[("reporter", reporter), ("period", period)]),
            ),
            (reporter, period) => reporter.map(str::to_owned).or_else(|| period.clone()),
        }
    }
}
