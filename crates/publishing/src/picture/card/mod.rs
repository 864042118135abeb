//! Cards: by what other sites show a page of a place, an indicator or a table. A card says what its page says, from the same cells, as far as there is
//! room for it legibly; it says how much more there is.

mod draw;
mod grid;
mod indicator;
mod place;
mod reach;
mod table;
mod told;

pub use draw::draw;

use crate::display::Words;
use crate::reach::Reach;
use told::Told;

/// The most rows that can stand on a card.
const MOST_ROWS: usize = 8;
/// The most columns.
const MOST_COLUMNS: usize = 3;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it belongs to, above the title; empty where nothing.
    kicker: String,
    title: String,
    /// What must be known of it: its unit, its rule.
    about: Vec<String>,
    body: Body,
    /// Whose site it is from, and of which edition.
    foot: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    Grid(Grid),
    Covered(Covered),
}

/// The first rows and columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Grid {
    /// The names of columns; none where the title says what stands in the only one.
    heads: Vec<String>,
    rows: Vec<Line>,
    /// How many rows and columns there are in all.
    whole: (usize, usize),
    /// The message that says how many more rows there are.
    more: &'static str,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    cells: Vec<Told>,
}

/// How much of the world is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Covered {
    /// Of places; `None` where places are not grouped.
    reach: Option<Reach>,
    /// How many places that is, by what is recorded of them, in words.
    said: String,
    /// How many findings there are, and of when.
    findings: String,
}

impl Card {
    /// What it says, for who does not see it.
    #[must_use]
    pub fn description(&self, words: &Words<'_>) -> String {
        let body = match &self.body {
            Body::Grid(grid) => grid.rows.iter().map(|row| row.description(words)).collect(),
            Body::Covered(covered) => vec![covered.said.clone(), covered.findings.clone()],
        };
        let parts = std::iter::once(&self.title).chain(&self.about).chain(&body);
        let parts: Vec<&str> = parts
            .map(|part| part.trim_end_matches('.'))
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(&words.messages.bare("part-separator"))
    }
}

impl Line {
    fn description(&self, words: &Words<'_>) -> String {
        let cells: Vec<String> = self.cells.iter().map(|cell| cell.line(words)).collect();
        let told = [("name", self.name.as_str()), ("figure", &words.list(&cells))];
        words.messages.with("figure-named", &told)
    }
}

/// Where a card is from.
fn foot(site: &str, edition: &str, words: &Words<'_>) -> String {
    let edition = words.edition(edition);
    let told = [("site", site), ("edition", edition.as_str())];
    words.messages.with("card-from", &told)
}
