//! The rules of a table, over the small world.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

mod cells;
mod counts;
mod means;
mod periods;
mod sizes;
mod totals;
mod withdrawn;

use tidemark_evidence::finding::{Bound, Quantity};
use tidemark_evidence::table::{
    Age, Answer, AnswerCount, Cell, Column, ColumnSubject, NoteKind, PeriodKey, Row, RowSubject, Table,
    Total, TotalFigure, build,
};
use tidemark_evidence::{Corpus, Finding, Status, TableQuery};
use tidemark_testkit::corpus;
use tidemark_vocab::{AreaId, Decimal};

pub(crate) fn table(query: &str) -> Table {
    let corpus = corpus();
    let parsed = TableQuery::parse(query, corpus.catalogue()).unwrap();
    build(&parsed.query, &corpus).unwrap()
}

pub(crate) fn rows(table: &Table) -> Vec<&Row> {
    table.groups.iter().flat_map(|group| &group.rows).collect()
}

pub(crate) fn names(table: &Table) -> Vec<String> {
    let name = |row: &&Row| match &row.subject {
        RowSubject::Area(area) => area.to_string(),
        RowSubject::AreaSplit { area, dimensions, .. } => format!("{area} {dimensions}").trim().to_owned(),
        RowSubject::Indicator {
            indicator,
            dimensions,
        } => format!("{indicator} {dimensions}").trim().to_owned(),
    };
    rows(table).iter().map(name).collect()
}

pub(crate) fn cell<'t>(table: &'t Table, row: &str, column: usize) -> &'t Cell {
    let at = names(table).iter().position(|name| name == row).unwrap();
    &rows(table)[at].cells[column]
}

pub(crate) fn only(query: &str) -> Cell {
    let table = table(query);
    assert_eq!(table.long.len(), 1, "{query}");
    table.long[0].cell.clone()
}

pub(crate) fn finding(cell: &Cell) -> &Finding {
    &cell.shown.as_ref().unwrap().observation.finding
}

pub(crate) fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn reporter(cell: &Cell) -> &str {
    cell.shown.as_ref().unwrap().observation.key.reporter.as_str()
}

pub(crate) fn periods(columns: &[Column]) -> Vec<String> {
    let key = |column: &Column| match &column.subject {
        ColumnSubject::Period(PeriodKey::Reference(reference)) => reference.to_string(),
        ColumnSubject::Period(PeriodKey::Round(round)) => round.to_string(),
        ColumnSubject::Indicator { .. } => "an indicator".to_owned(),
    };
    columns.iter().map(key).collect()
}

pub(crate) fn total(query: &str, column: usize) -> Total {
    table(query).totals[column].clone()
}

pub(crate) fn cell_of<'t>(table: &'t Table, row: &str) -> &'t Cell {
    cell(table, row, 0)
}
