//! Maps: what a table says of places, as colours of their land. Every word and every class comes from the cells of the table; nothing is reckoned anew.

mod borders;
mod classes;
mod clip;
mod draw;
mod figures;
mod furniture;
mod legend;
mod options;
mod projected;
mod projection;
mod sheet;
mod signs;
mod small;
mod view;

use tidemark_evidence::Table;
use tidemark_vocab::{Message, PlaceCode};

pub use borders::{Borders, BordersError};
pub use classes::{Classes, Thresholds};
pub use draw::{Drawing, Part, draw};
pub use legend::LegendEntry;
pub use options::{MapQuery, Wanted};
pub use signs::{Sign, SignEntry};

use super::palette::Ink;
use super::scene::ClassKey;
use crate::display::{CellView, TableView, Words};

/// A map without its form: which places have which colour, and what the colours mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// What it shows: indicator, areas, periods.
    pub title: String,
    /// The unit, when, and who says so; each a line.
    pub about: Vec<String>,
    /// What colours mean, in the order of the legend.
    pub legend: Vec<LegendEntry>,
    /// What signs upon places mean; only those that occur.
    pub signs: Vec<SignEntry>,
    /// What must be known beside it.
    pub notes: Vec<String>,
    /// The places, in the order of the table.
    pub places: Vec<MappedPlace>,
}

/// A place of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedPlace {
    /// Its code.
    pub place: PlaceCode,
    /// Its name.
    pub name: String,
    /// What is said of it: "Bulgaria: yes (HRI 2024)".
    pub title: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its class: the place of its entry in the legend.
    pub class: usize,
    /// What stands upon it besides.
    pub signs: Vec<Sign>,
}

/// Why a table is no map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMap {
    /// It has several columns, or none: a map shows one thing at one time.
    #[error("a map shows one indicator at a time")]
    Columns(usize),
    /// It has no rows that are places.
    #[error("there are no places to draw")]
    NoPlaces,
}

impl NoMap {
    /// Why, in words of the Fluent catalogue.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Columns(columns) => Message::new("map-error-columns").with("columns", columns),
            Self::NoPlaces => Message::new("map-error-no-places"),
        }
    }
}

impl Map {
    /// The map of a table of one column. `links` says where a place leads, given its code and its cell.
    pub fn of(
        table: &Table,
        words: &Words<'_>,
        classes: &Classes,
        links: &dyn Fn(&PlaceCode, &CellView<'_>) -> Option<String>,
    ) -> Result<Self, NoMap> {
        if table.columns.len() != 1 {
            return Err(NoMap::Columns(table.columns.len()));
        }
        let view = TableView::new(table, words);
        let figures = figures::of(table, &view, words, links);
        if figures.is_empty() {
            return Err(NoMap::NoPlaces);
        }
        let key = legend::Key::of(&figures, table, classes, words);
        let notes = furniture::notes(&figures, table, classes, words);
        let places: Vec<MappedPlace> = figures.into_iter().map(|figure| key.mapped(figure)).collect();
        Ok(Self {
            title: view.title.clone(),
            about: furniture::about(table, &view, words),
            signs: signs::entries(&places, words),
            notes,
            legend: key.entries,
            places,
        })
    }

    /// What it says, for who does not see it: each class with how many places have it.
    #[must_use]
    pub fn description(&self, words: &Words<'_>) -> String {
        let classes = self.legend.iter().filter(|entry| entry.places > 0).map(|entry| {
            let count = entry.places.to_string();
            words
                .messages
                .with("map-class-count", &[("class", &entry.label), ("count", &count)])
        });
        let classes: Vec<String> = classes.collect();
        let classes = classes.join(&words.messages.bare("part-separator"));
        words.messages.with("map-description", &[("classes", &classes)])
    }

    /// The places that these borders cannot draw.
    #[must_use]
    pub fn undrawn(&self, borders: &Borders) -> Vec<&MappedPlace> {
        self.places
            .iter()
            .filter(|place| !borders.has(&place.place))
            .collect()
    }

    fn entry(&self, place: &MappedPlace) -> (&ClassKey, Ink) {
        let entry = &self.legend[place.class];
        (&entry.key, entry.ink)
    }
}
