//! The parts of a table. Every output (page, file, API, command line) is written from this and from nothing else.

use std::sync::Arc;

use tidemark_vocab::{
    AreaId, IndicatorCode, LevelCode, Message, Period, Reference, RegionId, ReporterCode, RoundId, SourceId,
    UnitCode,
};

use super::total::Total;
use crate::finding::Status;
use crate::observation::{Dimensions, Observation};
use crate::query::{Layout, TableQuery};

/// How much of an answer is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// All of it, as files and programs need it.
    Whole,
    /// What stands on a page: findings other than those shown are counted and not told, where they stand in their sources is left out, and no rows of the long layout
    /// stand behind another one.
    Face,
}

/// A period as the head of a column: reference periods and rounds are never mixed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKey {
    /// What figures are about.
    Reference(Reference),
    /// Figures dated by a round only.
    Round(RoundId),
}

impl PeriodKey {
    /// The column in which an observation of this period stands.
    #[must_use]
    pub fn of(period: &Period) -> Option<Self> {
        period
            .reference()
            .map(|r| Self::Reference(*r))
            .or_else(|| period.round().cloned().map(Self::Round))
    }

    /// Whether this is the column in which an observation of a period stands.
    #[must_use]
    pub fn heads(&self, period: &Period) -> bool {
        match (self, period.reference()) {
            (Self::Reference(reference), Some(about)) => reference == about,
            (Self::Round(round), None) => period.round() == Some(round),
            (Self::Reference(_), None) | (Self::Round(_), Some(_)) => false,
        }
    }
}

/// What a column is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnSubject {
    /// An indicator, split by dimensions or not.
    Indicator {
        /// The indicator.
        indicator: IndicatorCode,
        /// The split; empty for the total.
        dimensions: Dimensions,
    },
    /// A period.
    Period(PeriodKey),
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is about.
    pub subject: ColumnSubject,
    /// The unit of its figures, where all have the same.
    pub unit: Option<UnitCode>,
    /// The reporters whose figures stand in it, most frequent first: one, or the column says that it mixes.
    pub reporters: Vec<ReporterCode>,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowSubject {
    /// An area.
    Area(AreaId),
    /// An area with one of several splits of an indicator.
    AreaSplit {
        /// The area.
        area: AreaId,
        /// The indicator.
        indicator: IndicatorCode,
        /// The split; empty for the total.
        dimensions: Dimensions,
    },
    /// An indicator, split by dimensions or not.
    Indicator {
        /// The indicator.
        indicator: IndicatorCode,
        /// The split; empty for the total.
        dimensions: Dimensions,
    },
}

/// Whether a figure may stand for today (rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Recent enough, or asked for by its period.
    Current,
    /// Older than two rounds of its reporter, or than the edition's limit: shown as *no recent record (last: …)*.
    Old,
}

/// An observation printed in the same cell, as the indicator's template says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// What it is to the cell: `sites`.
    pub role: LevelCode,
    /// The observation, of the same reporter and period.
    pub observation: Observation,
}

/// The observation a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The observation.
    pub observation: Observation,
    /// What is printed beside it.
    pub companions: Vec<Companion>,
    /// Whether it may stand for today.
    pub age: Age,
    /// The table's notes on it: its own, why it is questioned, those of its companions.
    pub notes: Vec<NoteRef>,
    /// The table's numbers of its sources: its own first, then those of its companions, none twice.
    pub sources: Vec<usize>,
}

/// The number of a note in [`Table::notes`], from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteRef(pub usize);

/// What another reporter or source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The observation.
    pub observation: Observation,
    /// The table's number of its source.
    pub source: usize,
}

/// Why a note stands under the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// What a reader must know beside the figure.
    Remark,
    /// Why the figure is doubtful.
    Questioned,
}

/// A note under the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note {
    /// Why it stands there.
    pub kind: NoteKind,
    /// Its text, in the words of the evidence.
    pub text: Arc<str>,
}

/// One cell. Cheap to clone: a table lists its cells twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its status; [`Status::NoRecord`] also where the only figure is too old to stand for today.
    pub status: Status,
    /// What it shows. With [`Age::Old`], what was last known.
    pub shown: Option<Arc<Shown>>,
    /// What other reporters or sources say of the same indicator and area, newest first, then by rank; on the
    /// [face](Depth::Face) of a table only where nothing is shown.
    pub others: Arc<[Other]>,
    /// How many others there are, in a table of whatever depth.
    pub mentioned: usize,
    /// For a region without a published figure of its own: what its places come to, and what was published of them.
    pub total: Option<Arc<Total>>,
}

/// A row with its cells, one a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub subject: RowSubject,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// Rows that belong together, with their total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The region; `None` for rows outside every region, and in a table that is not grouped.
    pub region: Option<RegionId>,
    /// The rows.
    pub rows: Vec<Row>,
    /// One a column where totals are shown, else empty.
    pub totals: Vec<Total>,
}

/// A row of the long layout: one finding, or one missing finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongRow {
    /// What is observed.
    pub indicator: IndicatorCode,
    /// The split.
    pub dimensions: Dimensions,
    /// Where.
    pub area: AreaId,
    /// The period asked for, where the row stands for a cell of one; `None` for the latest.
    pub asked: Option<PeriodKey>,
    /// The cell.
    pub cell: Cell,
}

/// A source of this table, numbered by its place in [`Table::sources`] (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef {
    /// The source.
    pub source: SourceId,
    /// Its spots that are used here, in order.
    pub locators: Vec<Arc<str>>,
}

/// Something the reader must know of the table as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub message: Message,
}

/// The answer to a [`TableQuery`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The question, with its defaults filled in.
    pub query: TableQuery,
    /// The identity of the edition that answers.
    pub edition: String,
    /// The columns; empty in the long layout.
    pub columns: Vec<Column>,
    /// The rows in their groups; empty in the long layout.
    pub groups: Vec<Group>,
    /// Totals of the whole selection, one a column, where totals are shown.
    pub totals: Vec<Total>,
    /// How many rows are left out since nothing is recorded in them.
    pub left_out: usize,
    /// The same cells as findings, one after another; filled in every layout, so that files hold the same figures, but not behind the
    /// [face](Depth::Face) of another layout.
    pub long: Vec<LongRow>,
    /// Notes, numbered from 1.
    pub notes: Vec<Note>,
    /// Sources, numbered from 1.
    pub sources: Vec<SourceRef>,
    /// What the reader must know of the table as a whole.
    pub remarks: Vec<Remark>,
}

impl Table {
    /// Every cell, in reading order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        let long = match self.query.layout {
            Layout::Long => self.long.as_slice(),
            Layout::AreasIndicators | Layout::AreasPeriods | Layout::IndicatorsPeriods => &[],
        };
        let rows = self.groups.iter().flat_map(|group| &group.rows);
        rows.flat_map(|row| &row.cells)
            .chain(long.iter().map(|row| &row.cell))
    }
}
