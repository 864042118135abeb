//! The answer: a table in which every cell has a status, a period, a source, and says what else there is.

mod model;

pub use model::{
    Age, Cell, Column, ColumnSubject, Companion, Coverage, Group, LongRow, NoteRef, PeriodKey, Remark, Row,
    RowSubject, Shown, SourceRef, Table, Total, TotalFigure,
};
