//! A whole edition as a book.

use std::collections::BTreeSet;

use serde::Serialize;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::{AreaSelector, TableQuery, Totals};
use tidemark_evidence::spelling::fold;
use tidemark_evidence::table::Cell;
use tidemark_evidence::{Catalogue, Corpus, Table};
use tidemark_publishing::display::{TableView, Teller};
use tidemark_publishing::{Words, laid, presets};
use tidemark_vocab::{AreaId, IndicatorCode};

use crate::document::{Ending, Frame, Illustration};
use crate::entry::{Columns, in_columns};
use crate::place::citation;
use crate::press::{Imprint, Press, PrintError};
use crate::references::References;
use crate::region::{self, Chapter, RegionProfile};
use crate::sheet::{Sheet, sheets};
use crate::table::admit;

/// What the book of an edition is made of.
#[derive(Clone, Copy)]
pub struct Book<'a> {
    /// The edition.
    pub corpus: &'a dyn Corpus,
    /// What editors say before all else, a paragraph each; mostly nothing.
    pub prose: &'a [String],
    /// What is published for the world: [`tidemark_publishing::profile::published`].
    pub world: &'a [(IndicatorCode, Cell)],
    /// The table that answers [`question`].
    pub table: &'a Table,
    /// The regions, in the order of the chapters.
    pub chapters: &'a [RegionProfile<'a>],
    /// Pictures of the world.
    pub pictures: &'a [Illustration],
}

/// The services of the regional tables in every place, by region. `None` where the edition groups no places.
#[must_use]
pub fn question(catalogue: &Catalogue) -> Option<TableQuery> {
    let scheme = presets::grouping(catalogue)?;
    let indicators = presets::known(&presets::REGIONAL, catalogue).into_iter();
    let services = indicators.filter(|code| {
        let known = catalogue.indicators.get(code);
        known.is_some_and(|known| known.kind == Kind::Availability)
    });
    let mut query = TableQuery::new(
        services.collect(),
        vec![AreaSelector::Scheme(scheme.code.clone())],
    );
    query.group = Some(scheme.code.clone());
    query.totals = Totals::Shown;
    Some(query)
}

/// The rules by which the figures are made, as readers are told: heading and text.
const METHOD: [(&str, &str); 7] = [
    ("book-method-statuses", "book-method-statuses-text"),
    ("book-method-choice", "book-method-choice-text"),
    ("book-method-periods", "book-method-periods-text"),
    ("book-method-old", "book-method-old-text"),
    ("book-method-lists", "book-method-lists-text"),
    ("book-method-totals", "book-method-totals-text"),
    ("book-method-sources", "book-method-sources-text"),
];

#[derive(Serialize)]
struct Values<'b> {
    #[serde(flatten)]
    frame: Frame,
    identity: &'b str,
    prose: &'b [String],
    method_heading: String,
    method: Vec<(String, String)>,
    world_heading: String,
    world: Columns,
    pictures: &'b [Illustration],
    table_heading: String,
    sheets: Vec<Sheet>,
    remarks: Vec<String>,
    chapters: Vec<Chapter<'b>>,
    index_heading: String,
    index: Vec<Place>,
    #[serde(flatten)]
    ending: Ending,
}

/// A place of the index.
#[derive(Serialize)]
struct Place {
    name: String,
    code: String,
}

/// A region in the making: its view, and the words for single figures.
struct Open<'b> {
    view: TableView<'b>,
    of: &'b RegionProfile<'b>,
}

impl Press {
    /// An edition as a PDF: contents, the rules in words, the world and all places side by side, a chapter a region, references, and an
    /// index of places.
    ///
    /// # Errors
    /// A table has more cells than are printed.
    pub fn book(
        &self,
        of: &Book<'_>,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let teller = Teller::new(*words);
        let world_view = TableView::new(of.table, words);
        let open: Vec<Open<'_>> = of
            .chapters
            .iter()
            .map(|of| Open {
                view: TableView::new(of.table, words),
                of,
            })
            .collect();
        let values = values(of, (&world_view, &open, &teller), imprint, words)?;
        self.print("/book.typ", &values, imprint)
    }
}

fn values<'b>(
    of: &Book<'b>,
    (view, open, teller): (&'b TableView<'b>, &'b [Open<'b>], &'b Teller<'b>),
    imprint: &Imprint<'_>,
    words: &Words<'b>,
) -> Result<Values<'b>, PrintError> {
    admit(of.table)?;
    let messages = words.messages;
    let mut references = References::default();
    let parts = region::published(of.world, of.corpus, teller, words);
    let world = in_columns(region::themes(&parts, of.world, &mut references, words));
    let numbers = references.take_in(&view.notes, &view.sources);
    let chapters: Result<Vec<Chapter<'b>>, PrintError> = open
        .iter()
        .map(|open| region::chapter(open.of, (&open.view, teller), &mut references, words))
        .collect();
    let info = &words.catalogue.edition;
    let title = messages.with("book-title", &[("edition", &info.title)]);
    Ok(Values {
        identity: &of.table.edition,
        prose: of.prose,
        method_heading: messages.get("book-method"),
        method: METHOD
            .iter()
            .map(|(heading, text)| (messages.get(heading), messages.get(text)))
            .collect(),
        world_heading: messages.get("area-world"),
        world,
        pictures: of.pictures,
        table_heading: messages.get("book-table"),
        sheets: sheets(of.table, view, &numbers, words),
        remarks: view.remarks.clone(),
        chapters: chapters?,
        index_heading: messages.get("book-index"),
        index: index(of.chapters, words),
        ending: Ending {
            legend: legend(
                std::iter::once(view).chain(open.iter().map(|open| &open.view)),
                words,
            ),
            cited: references.cited(words),
            citation: citation(&title, &of.table.edition, imprint, words),
        },
        frame: Frame::new(title, info.note.clone(), &of.table.edition, imprint, words),
    })
}

/// Every sign that occurs anywhere, once.
fn legend<'v>(views: impl Iterator<Item = &'v TableView<'v>>, words: &Words<'_>) -> Vec<(String, String)> {
    let mut legend: Vec<(String, String)> = Vec::new();
    for entry in views.flat_map(|view| laid::legend(view, words)) {
        if !legend.contains(&entry) {
            legend.push(entry);
        }
    }
    legend
}

/// The places of all chapters, by name.
fn index(chapters: &[RegionProfile<'_>], words: &Words<'_>) -> Vec<Place> {
    let regions = chapters
        .iter()
        .filter_map(|chapter| words.catalogue.region(chapter.region));
    let places: BTreeSet<_> = regions.flat_map(|region| region.members.keys()).collect();
    let mut index: Vec<Place> = places
        .into_iter()
        .map(|code| Place {
            name: words.area(&AreaId::Place(code.clone())),
            code: code.to_string(),
        })
        .collect();
    index.sort_by_cached_key(|place| (fold(&place.name), place.code.clone()));
    index
}
