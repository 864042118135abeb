//! One cell.

use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::table::{Age, Cell, Column, ColumnSubject, Other, PeriodKey, Shown};
use tidemark_evidence::{Finding, Observation, Status, Table};
use tidemark_vocab::{IndicatorCode, Period, Reference};

use super::figure::{companion_text, finding_text, finding_words};
use super::heading::{ReporterView, reporter_view};
use super::period::period_label;
use super::total::{TotalView, total_view};
use super::{TableView, Words};

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
pub struct CellView {
    /// Its status.
    pub status: Status,
    /// What sort of text stands in it.
    pub kind: FigureKind,
    /// For the eye: `✓`, `≥ 91`, `nk`, "no recent record (last: no, 2008)". Never empty.
    pub text: String,
    /// For the ear: "yes", "at least 91", "not known". Never empty.
    pub words: String,
    /// What is printed beside it.
    pub companions: Vec<CompanionView>,
    /// The figure's own period, where the column does not say it.
    pub period: Option<String>,
    /// Who says so.
    pub reporter: Option<ReporterView>,
    /// The short name of who says so, where the column mixes reporters and the period does not name one.
    pub said_by: Option<String>,
    /// What was last known, where that is too old to stand for today.
    pub last: Option<LastView>,
    /// Why the figure is doubtful.
    pub questioned: Option<String>,
    /// Numbers of the notes on it.
    pub notes: Vec<usize>,
    /// Numbers of its sources.
    pub sources: Vec<usize>,
    /// What others say.
    pub others: Vec<OtherView>,
    /// For a region without a published figure of its own: what its places come to.
    pub total: Option<TotalView>,
}

/// What is printed beside a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionView {
    /// What it is to the cell: `sites`.
    pub role: String,
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
pub struct OtherView {
    /// For the eye.
    pub text: String,
    /// For the ear.
    pub words: String,
    /// When.
    pub period: String,
    /// Who says so.
    pub reporter: ReporterView,
    /// The number of its source under the table.
    pub source: usize,
    /// Where in the source; empty where it has no locator.
    pub locator: String,
    /// What a reader must know beside the figure; empty where nothing.
    pub note: String,
    /// Why the figure is doubtful.
    pub questioned: Option<String>,
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

pub(super) fn cell_view(
    cell: &Cell,
    place: Place<'_>,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> CellView {
    let indicator = indicator.or_else(|| cell.shown.as_ref().map(|shown| &shown.observation.key.indicator));
    let base = match (&cell.shown, &cell.total) {
        (Some(shown), _) if shown.age == Age::Old => old_view(cell.status, shown, words),
        (Some(shown), _) => current_view(cell.status, shown, place, words),
        (None, Some(total)) => region_view(total_view(total, indicator, words)),
        (None, None) if cell.others.is_empty() => sign_view(cell.status, words),
        (None, None) => others_only(cell.status, words),
    };
    CellView {
        said_by: said_by(cell, place, words),
        others: cell.others.iter().map(|other| other_view(other, words)).collect(),
        ..base
    }
}

fn sign_view(status: Status, words: &Words<'_>) -> CellView {
    CellView {
        status,
        kind: FigureKind::Sign,
        text: words.messages.symbol(status),
        words: words.messages.status(status),
        companions: Vec::new(),
        period: None,
        reporter: None,
        said_by: None,
        last: None,
        questioned: None,
        notes: Vec::new(),
        sources: Vec::new(),
        others: Vec::new(),
        total: None,
    }
}

/// Nothing is shown by default, but others have figures: that is not "no record".
fn others_only(status: Status, words: &Words<'_>) -> CellView {
    let text = words.messages.get("cell-others-only");
    CellView {
        kind: FigureKind::Words,
        words: text.clone(),
        text,
        ..sign_view(status, words)
    }
}

/// Who says so, where a column mixes reporters and the period is not that reporter's round.
fn said_by(cell: &Cell, place: Place<'_>, words: &Words<'_>) -> Option<String> {
    let Place::Column { column, .. } = place else {
        return None;
    };
    let key = &cell.shown.as_ref()?.observation.key;
    let by_its_round = key.period.is_round_dated()
        && key
            .period
            .round()
            .is_some_and(|round| round.reporter == key.reporter);
    (column.reporters.len() > 1 && !by_its_round).then(|| words.short(&key.reporter))
}

fn region_view(total: TotalView) -> CellView {
    CellView {
        status: total.status,
        kind: total.kind,
        text: total.text.clone(),
        words: total.words.clone(),
        companions: Vec::new(),
        period: None,
        reporter: None,
        said_by: None,
        last: None,
        questioned: None,
        notes: total.notes.clone(),
        sources: total.sources.clone(),
        others: Vec::new(),
        total: Some(total),
    }
}

fn current_view(status: Status, shown: &Shown, place: Place<'_>, words: &Words<'_>) -> CellView {
    let observation = &shown.observation;
    let code = &observation.key.indicator;
    // A withdrawn figure is not printed, whatever it was.
    let (text, spoken, kind) = if status == observation.finding.status() {
        (
            finding_text(&observation.finding, code, words),
            finding_words(&observation.finding, code, words),
            kind_of(&observation.finding),
        )
    } else {
        (
            words.messages.symbol(status),
            words.messages.status(status),
            FigureKind::Sign,
        )
    };
    let companions = if kind == FigureKind::Sign && status == Status::Withdrawn {
        Vec::new()
    } else {
        companions(shown, words)
    };
    CellView {
        kind,
        words: spoken,
        companions,
        period: own_period(&observation.key.period, place, words).filter(|period| *period != text),
        text,
        questioned: observation.questioned.as_deref().map(str::to_owned),
        ..cited(status, shown, words)
    }
}

/// A figure that is too old to stand for today: a sentence, not an answer.
fn old_view(status: Status, shown: &Shown, words: &Words<'_>) -> CellView {
    let observation = &shown.observation;
    let mut parts = vec![finding_words(
        &observation.finding,
        &observation.key.indicator,
        words,
    )];
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
    CellView {
        kind: FigureKind::Words,
        words: text.clone(),
        text,
        last: Some(last),
        questioned: observation.questioned.as_deref().map(str::to_owned),
        ..cited(status, shown, words)
    }
}

fn cited(status: Status, shown: &Shown, words: &Words<'_>) -> CellView {
    CellView {
        reporter: Some(reporter_view(&shown.observation.key.reporter, words)),
        notes: shown.notes.iter().map(|note| note.0).collect(),
        sources: shown.sources.clone(),
        ..sign_view(status, words)
    }
}

fn companions(shown: &Shown, words: &Words<'_>) -> Vec<CompanionView> {
    shown
        .companions
        .iter()
        .map(|companion| CompanionView {
            role: companion.role.to_string(),
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
    let label = period_label(period, words);
    let Place::Column { table, column } = place else {
        return Some(label);
    };
    let said = match (&column.subject, table.query.periods.as_slice()) {
        (ColumnSubject::Period(key), _) => PeriodKey::of(period).as_ref() == Some(key),
        (ColumnSubject::Indicator { .. }, [PeriodSelector::Year(year)]) => {
            period.reference().and_then(Reference::whole_year) == Some(*year)
        }
        (ColumnSubject::Indicator { .. }, [PeriodSelector::Round(round)]) => {
            period.is_round_dated() && period.round() == Some(round)
        }
        (ColumnSubject::Indicator { .. }, _) => false,
    };
    (!said).then_some(label)
}

fn other_view(other: &Other, words: &Words<'_>) -> OtherView {
    let Observation {
        key,
        finding,
        locator,
        note,
        questioned,
    } = &other.observation;
    OtherView {
        text: finding_text(finding, &key.indicator, words),
        words: finding_words(finding, &key.indicator, words),
        period: period_label(&key.period, words),
        reporter: reporter_view(&key.reporter, words),
        source: other.source,
        locator: locator.to_string(),
        note: note.to_string(),
        questioned: questioned.as_deref().map(str::to_owned),
    }
}

impl CellView {
    /// The figure with its mark and companions, without its period: `✓ 30 sites`, `40?`.
    #[must_use]
    pub fn figure_line(&self, words: &Words<'_>) -> String {
        if let Some(total) = &self.total {
            return total.line(words);
        }
        let mut line = self.text.clone();
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
        match (&self.said_by, &self.period) {
            (Some(reporter), Some(period)) => Some(
                words
                    .messages
                    .with("reporter-period", &[("reporter", reporter), ("period", period)]),
            ),
            (reporter, period) => reporter.clone().or_else(|| period.clone()),
        }
    }
}

impl TableView {
    /// Every cell of the table, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &CellView> {
        let grid = self
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .flat_map(|row| &row.cells);
        grid.chain(self.findings.iter().map(|finding| &finding.cell))
    }
}
