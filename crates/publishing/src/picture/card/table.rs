//! The card of a table: its first rows and columns.

use tidemark_evidence::Table;
use tidemark_evidence::query::Layout;

use super::told::Told;
use super::{Body, Card, Grid, Line, MOST_COLUMNS, MOST_ROWS, foot};
use crate::display::{FindingView, TableView, Words};
use crate::laid::with_unit;

impl Card {
    /// The card of a table.
    #[must_use]
    pub fn of_table(table: &Table, view: &TableView<'_>, site: &str, words: &Words<'_>) -> Self {
        let grid = match table.query.layout {
            Layout::Long => findings(table, view, words),
            Layout::AreasIndicators | Layout::AreasPeriods | Layout::IndicatorsPeriods => {
                cells(table, view, words)
            }
        };
        Self {
            kicker: words.messages.get("card-table"),
            title: view.title.clone(),
            about: common_unit(view)
                .map(|unit| words.messages.with("map-unit", &[("unit", unit)]))
                .into_iter()
                .collect(),
            body: Body::Grid(grid),
            foot: foot(site, &table.edition, words),
        }
    }
}

/// The unit of all columns, where they have one in common: it is said once.
fn common_unit<'v>(view: &'v TableView<'_>) -> Option<&'v str> {
    let mut units = view.columns.iter().map(|column| column.head.unit.as_deref());
    let first = units.next()??;
    units.all(|unit| unit == Some(first)).then_some(first)
}

fn cells(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Grid {
    let rows = || view.groups.iter().flat_map(|group| &group.rows);
    let heads = view.columns.iter().take(MOST_COLUMNS).map(|column| {
        let unit = column.head.unit.as_deref();
        let unit = unit.filter(|_| common_unit(view).is_none());
        with_unit(&column.head.name, unit, words)
    });
    let lines = rows().take(MOST_ROWS).map(|row| {
        let cells = view.cells_of(row).take(MOST_COLUMNS);
        Line {
            name: with_unit(&row.head.name, row.head.unit.as_deref(), words),
            cells: cells.map(|cell| Told::in_column(&cell, words)).collect(),
        }
    });
    // The title names the only indicator of a table without splits, and a table of periods names the indicator only there.
    let is_named = table.query.layout == Layout::AreasIndicators && view.columns.len() == 1;
    Grid {
        heads: heads.filter(|_| !is_named).collect(),
        rows: lines.collect(),
        whole: (rows().count(), view.columns.len()),
        more: "card-more-rows",
    }
}

fn findings(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Grid {
    let line = |finding: FindingView<'_>| {
        let named = [
            ("name", finding.area.name.as_str()),
            ("figure", &finding.indicator.name),
        ];
        Line {
            name: words.messages.with("figure-named", &named),
            cells: vec![Told::alone(
                &finding.cell,
                finding.indicator.unit.as_deref(),
                words,
            )],
        }
    };
    Grid {
        heads: Vec::new(),
        rows: view.findings().take(MOST_ROWS).map(line).collect(),
        whole: (table.long.len(), 1),
        more: "card-more-rows",
    }
}
