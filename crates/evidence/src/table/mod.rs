//! The answer: a table in which every cell has a status, a period, a source, and says what else there is.

mod areas;
mod build;
mod cells;
mod columns;
pub mod grid;
mod groups;
mod long;
mod model;
mod numbering;
mod periods;
mod redefined;
mod remarks;
mod series;
mod sort;
mod summands;
mod total;
mod totals;

pub use build::{CELL_LIMIT, TableError, build, build_within, latest_cell, latest_cell_or_total};
pub use model::{
    Age, Cell, Column, ColumnSubject, Companion, Depth, Group, LongRow, Note, NoteKind, NoteRef, Other,
    PeriodKey, Remark, Row, RowSubject, Shown, SourceRef, Table,
};
pub use redefined::redefined;
pub use total::{
    Answer, AnswerCount, Contribution, Coverage, Mean, Span, StatusCount, Total, TotalFigure, WorkingLine,
};
