//! The files of a table: what is in them, their media types, the ends of their names.

use thiserror::Error;
use tidemark_app::SheetError;
use tidemark_evidence::Table;
use tidemark_evidence::query::Format;
use tidemark_evidence::table::Depth;
use tidemark_print::{Imprint, Press, PrintError};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::xlsx::{self, WorkbookError};
use tidemark_publishing::{Words, csv, fragment, json, latex, markdown, text};

/// The media type of CSV.
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of a document for paper.
pub(crate) const PDF: &str = "application/pdf";

/// Why a file is not written.
#[derive(Debug, Error)]
pub(crate) enum FileError {
    /// The table does not fit into a workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// The table cannot be printed.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The encoder of Parquet refuses.
    #[error(transparent)]
    Parquet(#[from] SheetError),
}

/// What of a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// The table itself, in the format of its query.
    Table,
    /// What its columns and codes mean.
    Codebook,
    /// The documents it rests on.
    Sources,
    /// How it is cited, for a reference manager.
    Citation(Manager),
}

/// The files that reference managers take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manager {
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    Csl,
}

impl File {
    /// How much of its table a file tells. A citation only names it.
    pub(super) fn depth(self) -> Depth {
        match self {
            Self::Citation(_) => Depth::Face,
            Self::Table | Self::Codebook | Self::Sources => Depth::Whole,
        }
    }

    pub(super) fn write(
        self,
        table: &Table,
        citing: &Citing<'_>,
        words: &Words<'_>,
        press: &Press,
    ) -> Result<Vec<u8>, FileError> {
        Ok(match self {
            Self::Codebook => csv::codebook(table, words),
            Self::Sources => csv::sources(table, words),
            Self::Citation(Manager::Bibtex) => cite::bibtex(table, citing, words).into_bytes(),
            Self::Citation(Manager::Ris) => cite::ris(table, citing, words).into_bytes(),
            Self::Citation(Manager::Csl) => cite::csl_json(table, citing, words).into_bytes(),
            Self::Table => match table.query.format {
                Format::Csv => csv::long(table, words),
                Format::WideCsv => csv::wide(table, words),
                Format::Xlsx => xlsx::workbook(table, words)?,
                Format::Parquet => tidemark_app::parquet(table, words)?,
                Format::Text => text::table(table, Some(citing.address), words).into_bytes(),
                Format::Markdown => markdown::table(table, citing, words).into_bytes(),
                Format::Latex => latex::table(table, citing, words).into_bytes(),
                Format::Fragment => fragment::table(table, citing, words).into_bytes(),
                Format::Pdf => {
                    let imprint = Imprint {
                        citing: *citing,
                        date: words.catalogue.edition.date,
                    };
                    press.table(table, &[], &imprint, words)?
                }
                Format::Json | Format::Html | Format::Compact | Format::Cells => json::table(table, words),
            },
        })
    }

    /// The media type, and the end of the file's name.
    pub(super) fn kind(self, format: Format) -> (&'static str, &'static str) {
        match self {
            Self::Codebook => (CSV, "_codebook.csv"),
            Self::Sources => (CSV, "_sources.csv"),
            Self::Citation(Manager::Bibtex) => ("application/x-bibtex; charset=utf-8", ".bib"),
            Self::Citation(Manager::Ris) => ("application/x-research-info-systems; charset=utf-8", ".ris"),
            Self::Citation(Manager::Csl) => ("application/vnd.citationstyles.csl+json", "_citation.json"),
            Self::Table => match format {
                Format::Csv => (CSV, ".csv"),
                Format::WideCsv => (CSV, "_wide.csv"),
                Format::Xlsx => (XLSX, ".xlsx"),
                Format::Parquet => ("application/vnd.apache.parquet", ".parquet"),
                Format::Text => ("text/plain; charset=utf-8", ".txt"),
                Format::Markdown => ("text/markdown; charset=utf-8", ".md"),
                Format::Pdf => (PDF, ".pdf"),
                Format::Latex => ("application/x-tex; charset=utf-8", ".tex"),
                // As text, so that no browser takes it for a page of the site.
                Format::Fragment => ("text/plain; charset=utf-8", "_fragment.html"),
                Format::Json | Format::Html | Format::Compact | Format::Cells => {
                    ("application/json", ".json")
                }
            },
        }
    }
}
