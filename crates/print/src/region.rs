//! The overview of a region: what is published for it as a whole, and its places side by side.

use serde::Serialize;
use tidemark_evidence::table::Cell;
use tidemark_evidence::{Corpus, Table};
use tidemark_publishing::display::{TableView, Teller};
use tidemark_publishing::profile::{self, Part, Row};
use tidemark_publishing::{Words, laid};
use tidemark_vocab::{IndicatorCode, RegionId};

use crate::document::{Ending, Frame, Illustration};
use crate::entry::{self, Changed, Columns, Theme, in_columns};
use crate::place::citation;
use crate::press::{Imprint, Press, PrintError};
use crate::references::{References, marks};
use crate::sheet::{Sheet, sheets, with_others};
use crate::table::admit;

/// What the overview of a region is made of.
#[derive(Clone, Copy)]
pub struct RegionProfile<'a> {
    /// The region.
    pub region: &'a RegionId,
    /// The table that answers [`profile::question_of_region`].
    pub table: &'a Table,
    /// What is published for the region as a whole: [`profile::published`].
    pub published: &'a [(IndicatorCode, Cell)],
    /// The edition.
    pub corpus: &'a dyn Corpus,
    /// What editors say of it, a paragraph each; mostly nothing.
    pub prose: &'a [String],
    /// Pictures of its figures.
    pub pictures: &'a [Illustration],
}

#[derive(Serialize)]
struct Values<'v> {
    #[serde(flatten)]
    frame: Frame,
    kicker: String,
    chapter: Chapter<'v>,
    #[serde(flatten)]
    ending: Ending,
}

/// A region, alone or in a book.
#[derive(Serialize)]
pub(crate) struct Chapter<'v> {
    name: String,
    /// How many places it holds, in which grouping.
    pub(crate) lede: String,
    note: String,
    prose: &'v [String],
    pictures: &'v [Illustration],
    published_heading: String,
    themes: Columns,
    changed_heading: String,
    changed: Vec<Changed>,
    places_heading: String,
    sheets: Vec<Sheet>,
    remarks: Vec<String>,
}

impl Press {
    /// The overview of a region as a PDF: what is published for it as a whole, theme by theme, its places in the columns of the regional
    /// tables with totals, and all sources.
    ///
    /// # Errors
    /// The table has more cells than are printed.
    pub fn region(
        &self,
        of: &RegionProfile<'_>,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let name = words.region(of.region);
        let title = words.messages.with("web-place-title", &[("place", &name)]);
        let view = TableView::new(of.table, words);
        let teller = Teller::new(*words);
        let mut references = References::default();
        let chapter = chapter(of, (&view, &teller), &mut references, words)?;
        let values = Values {
            kicker: words.messages.get("print-region"),
            ending: Ending {
                legend: laid::legend(&view, words),
                cited: references.cited(words),
                citation: citation(&title, &of.table.edition, imprint, words),
            },
            frame: Frame::new(title, chapter.lede.clone(), &of.table.edition, imprint, words),
            chapter,
        };
        self.print("/region.typ", &values, imprint)
    }
}

/// A region with its notes and sources taken into those of the document.
pub(crate) fn chapter<'v>(
    of: &RegionProfile<'v>,
    (view, teller): (&TableView<'v>, &'v Teller<'v>),
    references: &mut References<'v>,
    words: &Words<'v>,
) -> Result<Chapter<'v>, PrintError> {
    admit(of.table)?;
    let messages = words.messages;
    let parts = published(of.published, of.corpus, teller, words);
    let themes = in_columns(themes(&parts, of.published, references, words));
    let changed = entry::changed(&parts, words);
    let numbers = references.take_in(&view.notes, &view.sources);
    let scheme = words.catalogue.scheme(&of.region.scheme);
    let grouping = scheme
        .map(|scheme| words.localized(&scheme.name))
        .unwrap_or_default();
    let places = words
        .catalogue
        .region(of.region)
        .map_or(0, |region| region.members.len());
    let args = [("count", &*places.to_string()), ("grouping", grouping)];
    Ok(Chapter {
        name: words.region(of.region),
        lede: messages.with("print-region-lede", &args),
        note: scheme
            .map(|scheme| words.localized(&scheme.note).to_owned())
            .unwrap_or_default(),
        prose: of.prose,
        pictures: of.pictures,
        published_heading: messages.get("web-region-figures"),
        themes,
        changed_heading: messages.get("print-changed"),
        changed,
        places_heading: messages.get("web-region-table"),
        // A group whose places nobody lists, and the world, have no rows but their own, which stands above.
        sheets: if places == 0 {
            Vec::new()
        } else {
            sheets(of.table, view, &numbers, words)
        },
        remarks: view.remarks.clone(),
    })
}

/// What points to the notes and sources of a figure that stands in no table.
fn cited<'v>(
    row: &Row<'_>,
    published: &'v [(IndicatorCode, Cell)],
    references: &mut References<'v>,
    words: &Words<'v>,
) -> String {
    let cell = published.iter().find(|(code, _)| *code == row.indicator.code);
    let Some(shown) = cell.and_then(|(_, cell)| cell.shown.as_deref()) else {
        return String::new();
    };
    let companions = shown.companions.iter().map(|companion| &companion.observation);
    let observations: Vec<_> = std::iter::once(&shown.observation).chain(companions).collect();
    let mut notes = Vec::new();
    let mut sources = Vec::new();
    for observation in observations {
        if !observation.note.is_empty() {
            notes.push(references.note(&observation.note));
        }
        if let Some(reason) = &observation.questioned {
            let doubt = words.messages.with("note-questioned", &[("reason", reason)]);
            notes.push(references.note(&doubt));
        }
        sources.push(references.cite(&observation.key.source, &observation.locator, words));
    }
    sources.dedup();
    with_others(row.cell.mentioned, marks(notes.into_iter(), sources.into_iter()))
}

/// What is published for an area as a whole, by theme. What nobody has published for it is no gap in what is known of its places.
pub(crate) fn published<'v>(
    published: &'v [(IndicatorCode, Cell)],
    corpus: &dyn Corpus,
    teller: &'v Teller<'v>,
    words: &Words<'_>,
) -> Vec<Part<'v>> {
    let rows = published.iter();
    let rows = rows.map(|pair| profile::row_of(pair, corpus, teller)).collect();
    profile::parts(rows, |_| false, words)
}

/// The same as it is printed, its notes and sources taken into those of the document.
pub(crate) fn themes<'v>(
    parts: &[Part<'_>],
    published: &'v [(IndicatorCode, Cell)],
    references: &mut References<'v>,
    words: &Words<'v>,
) -> Vec<Theme> {
    entry::themes(parts, |row| cited(row, published, references, words), words)
}
