//! A table as a workbook for analysts: as displayed, its findings one by one, notes, sources and codebook, a sheet each.
//!
//! Texts are written as texts, so none is ever a formula. Numbers are numbers where the figure is one; what is a limit, a range or in doubt is
//! the text that is printed, since a number alone would drop that. Same table, same bytes: the workbook is dated by its edition.

mod book;
mod findings;
mod lists;
mod table;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;
use tidemark_evidence::Table;

use self::book::Book;
use crate::display::{TableView, Words};

/// Why a table is no workbook.
#[derive(Debug, Error)]
#[error("the table cannot be written as a workbook: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// The workbook of a table.
///
/// # Errors
/// Where it would have more columns than a sheet holds (16,384).
pub fn workbook(table: &Table, words: &Words<'_>) -> Result<Vec<u8>, WorkbookError> {
    let view = TableView::new(table, words);
    let mut book = Book::new(&view.title, words)?;
    table::write(&mut book, table, &view, words)?;
    findings::write(&mut book, table, words)?;
    lists::notes(&mut book, &view, words)?;
    lists::sources(&mut book, table, words)?;
    lists::codebook(&mut book, table, words)?;
    Ok(book.finish()?)
}
