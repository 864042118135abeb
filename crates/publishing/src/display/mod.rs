//! How a table reads for people: words and signs, put together once and laid out by the page, the wide CSV and the plain
//! text, so that all of them say the same.

mod answers;
mod cell;
mod cells;
mod coverage;
mod difference;
mod figure;
mod heading;
mod legend;
mod level;
mod naming;
mod number;
mod period;
mod redefinition;
mod sources;
mod teller;
mod total;
mod words;
mod working;

pub use cell::{CellView, CompanionView, FigureKind, LastView, OtherView};
pub use difference::{DifferenceView, difference_view};
pub use heading::{ColumnView, HeadView, ReporterView};
pub use legend::LegendEntry;
pub use level::{BandView, ThresholdsView};
pub use period::period_label;
pub use redefinition::RedefinitionView;
pub use sources::{SourceView, source_view};
pub use teller::{RecordView, Teller};
pub use total::{PublishedView, TotalView};
pub use words::Words;
pub use working::{LeftOutView, SummandView, WorkingFigureView, WorkingView};

pub(crate) use coverage::span_text;
pub(crate) use figure::{companion_text, quantity_text};
pub(crate) use heading::{key_code, title, total_indicator};
pub(crate) use number::{Grouping, PlainNumber};
pub(crate) use period::anchor;
pub(crate) use redefinition::redefinitions_within;
pub(crate) use sources::table_sources;
pub(crate) use total::total_line;

use tidemark_evidence::Table;
use tidemark_evidence::table::{Group, NoteKind, Row, RowSubject, Total};
use tidemark_vocab::AreaId;

use naming::Naming;

/// A table for people. Its cells are put into words when they are asked for, one after another, since there are many.
#[derive(Debug, Clone)]
pub struct TableView<'t> {
    /// What it is about: indicators, areas, periods.
    pub title: String,
    /// The columns; empty in the long layout.
    pub columns: Vec<ColumnView<'t>>,
    /// The rows in their groups; empty in the long layout.
    pub groups: Vec<GroupView<'t>>,
    /// Totals of the whole selection, one a column, where totals are shown.
    pub totals: Vec<TotalView<'t>>,
    /// What the signs in this table mean; only those that occur.
    pub legend: Vec<LegendEntry>,
    /// The notes, numbered from 1.
    pub notes: Vec<NoteView>,
    /// The sources, numbered from 1.
    pub sources: Vec<SourceView<'t>>,
    /// What the reader must know of the table as a whole.
    pub remarks: Vec<String>,
    /// The edition: title, date and the first digits of its identity.
    pub edition: String,
    table: &'t Table,
    naming: Naming<'t>,
}

/// Rows that belong together.
#[derive(Debug, Clone)]
pub struct GroupView<'t> {
    /// The region, or that the rows lie outside every region; `None` in a table that is not grouped.
    pub name: Option<String>,
    /// The rows.
    pub rows: Vec<RowView<'t>>,
    /// One a column where totals are shown, else empty.
    pub totals: Vec<TotalView<'t>>,
}

/// A row. Its cells are told by [`TableView::cells_of`].
#[derive(Debug, Clone)]
pub struct RowView<'t> {
    /// What it is about.
    pub head: HeadView,
    row: &'t Row,
}

/// A row of the long layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView<'t> {
    /// The indicator with its split.
    pub indicator: HeadView,
    /// The area.
    pub area: HeadView,
    /// The period that was asked for; `None` for the latest.
    pub asked: Option<String>,
    /// The cell. Its period is always given.
    pub cell: CellView<'t>,
}

/// A note under the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteView {
    /// Its number.
    pub number: usize,
    /// Its text; that of a doubt says so.
    pub text: String,
}

/// What a table is about: indicators, areas, periods.
#[must_use]
pub fn title_of(table: &Table, words: &Words<'_>) -> String {
    title(table, words)
}

impl<'t> TableView<'t> {
    /// The view of a table.
    #[must_use]
    pub fn new(table: &'t Table, words: &Words<'t>) -> Self {
        let grouped = table.query.group.is_some();
        let groups = table.groups.iter();
        Self {
            title: title(table, words),
            columns: table
                .columns
                .iter()
                .map(|column| heading::column_view(column, words))
                .collect(),
            legend: legend::legend(table, words),
            groups: groups
                .map(|group| group_view(group, grouped, table, words))
                .collect(),
            totals: totals(&table.totals, table, words),
            notes: notes(table, words),
            sources: table_sources(table, words),
            remarks: table
                .remarks
                .iter()
                .map(|remark| words.messages.text(&remark.message))
                .chain(redefinitions_within(table, words))
                .collect(),
            edition: words.edition(&table.edition),
            table,
            naming: Naming::new(*words),
        }
    }
}

fn group_view<'t>(group: &'t Group, grouped: bool, table: &'t Table, words: &Words<'t>) -> GroupView<'t> {
    let name = match (&group.region, grouped) {
        (Some(region), _) => Some(words.region(region)),
        (None, true) if group.rows.iter().any(is_place) => Some(words.messages.get("group-outside")),
        (None, _) => None,
    };
    let row_view = |row: &'t Row| RowView {
        head: heading::row_head(&row.subject, words),
        row,
    };
    GroupView {
        name,
        rows: group.rows.iter().map(row_view).collect(),
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

fn totals<'t>(totals: &'t [Total], table: &'t Table, words: &Words<'t>) -> Vec<TotalView<'t>> {
    totals
        .iter()
        .zip(&table.columns)
        .map(|(total, column)| total::total_view(total, total_indicator(table, column), words))
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
