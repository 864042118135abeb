//! The profile of a place, on two pages.

use std::collections::BTreeSet;

use serde::Serialize;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::{Corpus, Status, Table};
use tidemark_publishing::display::{TableView, Teller};
use tidemark_publishing::profile::{self, Part};
use tidemark_publishing::{Words, laid, presets};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode};

use crate::document::{Ending, Frame, Illustration};
use crate::entry::{self, Changed, Columns, Entry, Unknown, in_columns};
use crate::press::{Imprint, Press, PrintError};
use crate::references::References;
use crate::sheet::{Figure, with_others};

/// What the profile of a place is made of.
#[derive(Clone, Copy)]
pub struct PlaceProfile<'a> {
    /// The place.
    pub place: &'a PlaceCode,
    /// The table that answers [`profile::question`] of it.
    pub table: &'a Table,
    /// The edition.
    pub corpus: &'a dyn Corpus,
    /// The indicators of which some place has a record.
    pub recorded: &'a BTreeSet<IndicatorCode>,
    /// How its figures ran: small pictures in columns, as many as there is room for on the first page.
    pub pictures: &'a [Illustration],
}

#[derive(Serialize)]
struct Values<'i> {
    #[serde(flatten)]
    frame: Frame,
    kicker: String,
    name: String,
    regions: String,
    lede: String,
    tiles_heading: String,
    tiles: Vec<Tile>,
    changed_heading: String,
    changed: Vec<Changed>,
    themes: Columns,
    unknown_heading: String,
    unknown: Unknown,
    remarks: Vec<String>,
    pictures_heading: String,
    pictures_left: String,
    pictures: &'i [Illustration],
    #[serde(flatten)]
    ending: Ending,
}

/// A service and whether there is one.
#[derive(Serialize)]
struct Tile {
    name: String,
    figure: Figure,
    note: String,
}

impl Press {
    /// The profile of a place as a PDF: services at a glance, every theme with its newest figures, what changed, what is not known, and all
    /// sources. Two pages for nearly every place; notes and sources may flow on.
    ///
    /// # Errors
    /// None but faults of this crate.
    pub fn place(
        &self,
        of: &PlaceProfile<'_>,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let messages = words.messages;
        let area = AreaId::Place(of.place.clone());
        let view = TableView::new(of.table, words);
        let teller = Teller::new(*words);
        let rows = profile::rows(of.table, view.cells(), of.corpus, &teller);
        let parts = profile::parts(rows, |code| of.recorded.contains(code), words);
        let mut references = References::default();
        let numbers = references.take_in(&view.notes, &view.sources);
        let marks = |row: &profile::Row<'_>| {
            let cell = &row.cell;
            with_others(cell.mentioned, numbers.marks(cell.notes, cell.sources))
        };
        let name = words.area(&area);
        let title = messages.with("web-place-title", &[("place", &name)]);
        let count = profile::findings(&area, of.corpus).to_string();
        let lede = messages.with("print-place-lede", &[("findings", &count)]);
        let values = Values {
            kicker: messages.get("print-profile"),
            regions: words.list(&profile::around(of.place, words)),
            tiles_heading: messages.get("print-services"),
            tiles: tiles(&parts, words),
            changed_heading: messages.get("print-changed"),
            changed: entry::changed(&parts, words),
            themes: in_columns(entry::themes(&parts, marks, words)),
            unknown_heading: messages.get("print-unknown"),
            unknown: entry::unknown(&parts, marks, words),
            remarks: view.remarks.clone(),
            pictures_heading: messages.get("print-trends"),
            pictures_left: messages.get("print-trends-left"),
            pictures: of.pictures,
            ending: Ending {
                legend: laid::legend(&view, words),
                cited: references.cited(words),
                citation: citation(&title, &of.table.edition, imprint, words),
            },
            frame: Frame::new(title, lede.clone(), &of.table.edition, imprint, words),
            lede,
            name,
        };
        self.print("/place.typ", &values, imprint)
    }
}

/// The services of the regional tables: whether there are any, and since when.
fn tiles(parts: &[Part<'_>], words: &Words<'_>) -> Vec<Tile> {
    let codes = presets::known(&presets::REGIONAL, words.catalogue);
    let is_service = |code: &IndicatorCode| {
        let known = words.catalogue.indicators.get(code);
        known.is_some_and(|known| known.kind == Kind::Availability)
    };
    let tile = |code: IndicatorCode| {
        let rows = parts.iter().flat_map(|part| &part.rows);
        let row = rows.into_iter().find(|row| row.indicator.code == code);
        Tile {
            name: words.indicator(&code),
            ..row.map_or_else(|| no_record(words), |row| told(row, words))
        }
    };
    codes.into_iter().filter(is_service).map(tile).collect()
}

/// The sign of an answer, with what makes it one of today; an old one has no sign.
fn told(row: &profile::Row<'_>, words: &Words<'_>) -> Tile {
    if row.cell.last.is_some() {
        return Tile {
            note: row.cell.text.to_string(),
            ..no_record(words)
        };
    }
    let entry = Entry::of(row, String::new(), words);
    let companions = Some(entry.figure.companions.clone()).filter(|text| !text.is_empty());
    let notes: Vec<String> = companions
        .into_iter()
        .chain(entry.since.or(Some(entry.when)))
        .collect();
    Tile {
        name: String::new(),
        figure: Figure {
            companions: String::new(),
            ..entry.figure
        },
        note: notes.join(&words.messages.bare("part-separator")),
    }
}

fn no_record(words: &Words<'_>) -> Tile {
    Tile {
        name: String::new(),
        figure: Figure {
            text: words.messages.symbol(Status::NoRecord),
            kind: "sign",
            status: Status::NoRecord.as_str(),
            ..Figure::default()
        },
        note: words.messages.status(Status::NoRecord),
    }
}

/// How a document that is no table is cited.
pub(crate) fn citation(title: &str, edition: &str, imprint: &Imprint<'_>, words: &Words<'_>) -> String {
    let citing = imprint.citing;
    let citation = words.messages.with(
        "cite-table",
        &[
            ("site", citing.site),
            ("title", title),
            ("edition", &words.edition(edition)),
            ("address", citing.address),
            ("accessed", citing.accessed),
        ],
    );
    words.messages.with("text-cite", &[("citation", &citation)])
}
