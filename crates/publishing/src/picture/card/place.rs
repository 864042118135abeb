//! The card of a place: its services and people at a glance.

use tidemark_evidence::{Catalogue, Table};
use tidemark_vocab::{AreaId, PlaceCode};

use super::told::Told;
use super::{Body, Card, Grid, Line, MOST_ROWS, foot};
use crate::display::Words;
use crate::presets;
use crate::profile::{self, Row};

impl Card {
    /// The card of a place, of the rows of its [`profile`] and the table they are from: the columns of the regional tables, where any of them is recorded.
    #[must_use]
    pub fn of_place(
        place: &PlaceCode,
        rows: &[Row<'_>],
        table: &Table,
        site: &str,
        words: &Words<'_>,
    ) -> Self {
        let lines = glance(rows, words.catalogue, words);
        let recorded = lines.iter().filter(|(is_recorded, _)| *is_recorded).count();
        let left = rows.len() - recorded.min(rows.len());
        let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
        Self {
            kicker: words.list(&profile::around(place, words)),
            title: words.area(&AreaId::Place(place.clone())),
            about: rows
                .is_empty()
                .then(|| words.messages.get("web-place-nothing"))
                .into_iter()
                .collect(),
            body: Body::Grid(Grid {
                heads: Vec::new(),
                whole: (lines.len() + left, 1),
                rows: lines,
                more: "card-more-figures",
            }),
            foot: foot(site, &table.edition, words),
        }
    }
}

/// The columns of the regional tables, each with whether it is recorded; what is recorded first, where none of them is.
fn glance(rows: &[Row<'_>], catalogue: &Catalogue, words: &Words<'_>) -> Vec<(bool, Line)> {
    let told = |row: &Row<'_>| Line {
        name: row.indicator.name.clone(),
        cells: vec![Told::in_profile(row, words)],
    };
    let regional = presets::known(&presets::REGIONAL, catalogue).into_iter();
    let lines: Vec<(bool, Line)> = regional
        .map(|code| match rows.iter().find(|row| row.indicator.code == code) {
            Some(row) => (true, told(row)),
            None => (
                false,
                Line {
                    name: words.indicator(&code),
                    cells: vec![Told::no_record(words)],
                },
            ),
        })
        .collect();
    if lines.iter().any(|(is_recorded, _)| *is_recorded) {
        return lines;
    }
    let first = rows.iter().take(MOST_ROWS);
    first.map(|row| (true, told(row))).collect()
}
