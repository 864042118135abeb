//! How a table reads for people: words and signs, put together once and laid out by the page, the wide CSV and the plain
//! text, so that all of them say the same.

mod answers;
mod cell;
mod coverage;
mod difference;
mod figure;
mod heading;
mod legend;
mod period;
mod sources;
mod total;
mod words;
mod working;

pub use cell::{CellView, CompanionView, FigureKind, LastView, OtherView};
pub use difference::{DifferenceView, difference_view};
pub use heading::{ColumnView, HeadView, ReporterView};
pub use legend::LegendEntry;
pub use period::period_label;
pub use sources::{SourceView, source_view};
pub use total::{PublishedView, TotalView};
pub use words::Words;
pub use working::{LeftOutView, SummandView, WorkingFigureView, WorkingView};

pub(crate) use figure::companion_text;
pub(crate) use heading::{key_code, total_indicator};
pub(crate) use total::total_line;

use tidemark_evidence::Table;
use tidemark_evidence::table::{Group, NoteKind, Row, RowSubject};
use tidemark_vocab::AreaId;

/// A table for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableView {
    /// What it is about: indicators, areas, periods.
    pub title: String,
    /// The columns; empty in the long layout.
    pub columns: Vec<ColumnView>,
    /// The rows in their groups; empty in the long layout.
    pub groups: Vec<GroupView>,
    /// Totals of the whole selection, one a column, where totals are shown.
    pub totals: Vec<TotalView>,
    /// The rows of the long layout; empty in the others.
    pub findings: Vec<FindingView>,
    /// What the signs in this table mean; only those that occur.
    pub legend: Vec<LegendEntry>,
    /// The notes, numbered from 1.
    pub notes: Vec<NoteView>,
    /// The sources, numbered from 1.
    pub sources: Vec<SourceView>,
    /// What the reader must know of the table as a whole.
    pub remarks: Vec<String>,
    /// The edition: title, date and the first digits of its identity.
    pub edition: String,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// The region, or that the rows lie outside every region; `None` in a table that is not grouped.
    pub name: Option<String>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// One a column where totals are shown, else empty.
    pub totals: Vec<TotalView>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// What it is about.
    pub head: HeadView,
    /// One a column.
    pub cells: Vec<CellView>,
}

/// A row of the long layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView {
    /// The indicator with its split.
    pub indicator: HeadView,
    /// The area.
    pub area: HeadView,
    /// The period that was asked for; `None` for the latest.
    pub asked: Option<String>,
    /// The cell. Its period is always given.
    pub cell: CellView,
}

/// A note under the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteView {
    /// Its number.
    pub number: usize,
    /// Its text; that of a doubt says so.
    pub text: String,
}

impl TableView {
    /// The view of a table.
    #[must_use]
    pub fn new(table: &Table, words: &Words<'_>) -> Self {
        let grouped = table.query.group.is_some();
        let groups: Vec<GroupView> = table
            .groups
            .iter()
            .map(|group| group_view(group, grouped, table, words))
            .collect();
        let totals: Vec<TotalView> = totals(&table.totals, table, words);
        let findings = findings(table, words);
        Self {
            title: heading::title(table, words),
            columns: table
                .columns
                .iter()
                .map(|column| heading::column_view(column, words))
                .collect(),
            legend: legend::legend(table, words),
            groups,
            totals,
            findings,
            notes: notes(table, words),
            sources: sources::table_sources(table, words),
            remarks: table
                .remarks
                .iter()
                .map(|remark| words.messages.text(&remark.message))
                .collect(),
            edition: words.edition(&table.edition),
        }
    }
}

fn group_view(group: &Group, grouped: bool, table: &Table, words: &Words<'_>) -> GroupView {
    let name = match (&group.region, grouped) {
        (Some(region), _) => Some(words.region(region)),
        (None, true) if group.rows.iter().any(is_place) => Some(words.messages.get("group-outside")),
        (None, _) => None,
    };
    GroupView {
        name,
        rows: group.rows.iter().map(|row| row_view(row, table, words)).collect(),
        totals: totals(&group.totals, table, words),
    }
}

/// Whether a row is about a place; regions belong to no group.
fn is_place(row: &Row) -> bool {
    matches!(
        &row.subject,
        RowSubject::Area(AreaId::Place(_))
            | RowSubject::AreaSplit {
                area: AreaId::Place(_),
                ..
            }
    )
}

fn row_view(row: &Row, table: &Table, words: &Words<'_>) -> RowView {
    let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
        let indicator = heading::indicator_of(row, column);
        cell::cell_view(cell, cell::Place::Column { table, column }, indicator, words)
    });
    RowView {
        head: heading::row_head(&row.subject, words),
        cells: cells.collect(),
    }
}

fn totals(totals: &[tidemark_evidence::table::Total], table: &Table, words: &Words<'_>) -> Vec<TotalView> {
    totals
        .iter()
        .zip(&table.columns)
        .map(|(total, column)| total::total_view(total, total_indicator(table, column), words))
        .collect()
}

fn findings(table: &Table, words: &Words<'_>) -> Vec<FindingView> {
    if table.query.layout != tidemark_evidence::query::Layout::Long {
        return Vec::new();
    }
    table
        .long
        .iter()
        .map(|row| FindingView {
            indicator: heading::indicator_head(&row.indicator, &row.dimensions, words),
            area: heading::area_head(&row.area, words),
            asked: row.asked.as_ref().map(|key| words.period_key(key)),
            cell: cell::cell_view(&row.cell, cell::Place::Row, Some(&row.indicator), words),
        })
        .collect()
}

fn notes(table: &Table, words: &Words<'_>) -> Vec<NoteView> {
    table
        .notes
        .iter()
        .enumerate()
        .map(|(at, note)| NoteView {
            number: at + 1,
            text: match note.kind {
                NoteKind::Remark => note.text.to_string(),
                NoteKind::Questioned => words.messages.with("note-questioned", &[("reason", &note.text)]),
            },
        })
        .collect()
}
