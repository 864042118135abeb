//! Any table as a document.

use serde::Serialize;
use tidemark_evidence::Table;
use tidemark_publishing::display::TableView;
use tidemark_publishing::{Words, cite, laid};

use crate::document::{Ending, Frame, Illustration};
use crate::press::{Imprint, Press, PrintError};
use crate::references::References;
use crate::sheet::{Sheet, sheets};

/// More cells take longer than a reader waits, and a document of so many pages that nobody turns them.
pub const MOST_CELLS: usize = 30_000;

#[derive(Serialize)]
struct Values<'i> {
    #[serde(flatten)]
    frame: Frame,
    landscape: bool,
    sheets: Vec<Sheet>,
    remarks: Vec<String>,
    pictures: &'i [Illustration],
    #[serde(flatten)]
    ending: Ending,
}

impl Press {
    /// A table as a PDF: its title, pictures of it, its rows under heads that stand on every page, then what the signs mean, notes, sources,
    /// the permanent link, the edition and a citation. What has too many columns for a page is shared out among several, each with the heads
    /// of the rows.
    ///
    /// # Errors
    /// The table has more than [`MOST_CELLS`] cells.
    pub fn table(
        &self,
        table: &Table,
        pictures: &[Illustration],
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        admit(table)?;
        let view = TableView::new(table, words);
        let mut references = References::default();
        let numbers = references.take_in(&view.notes, &view.sources);
        let sheets = sheets(table, &view, &numbers, words);
        let values = Values {
            frame: Frame::new(view.title.clone(), String::new(), &table.edition, imprint, words),
            landscape: sheets.iter().any(|sheet| sheet.landscape),
            sheets,
            remarks: view.remarks.clone(),
            pictures,
            ending: Ending {
                legend: laid::legend(&view, words),
                cited: references.cited(words),
                citation: words.messages.with(
                    "text-cite",
                    &[("citation", &cite::table(table, &imprint.citing, words))],
                ),
            },
        };
        self.print("/table.typ", &values, imprint)
    }
}

/// Refuses a table that is too large to be printed.
pub(crate) fn admit(table: &Table) -> Result<(), PrintError> {
    let cells = table.cells().count() + 3 * table.long.len();
    if cells > MOST_CELLS {
        return Err(PrintError::TooLarge {
            cells,
            limit: MOST_CELLS,
        });
    }
    Ok(())
}
