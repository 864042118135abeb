//! A table as it stands in a page: its cells, what their signs mean, their notes and sources.

use std::collections::BTreeMap;

use askama::Template;
use tidemark_evidence::Table;
use tidemark_evidence::query::{Format, Layout, Sort, SortKey, SortOrder};
use tidemark_publishing::display::{
    CellView, ColumnView, FigureKind, ReporterView, TableView, TotalView, Words,
};
use tidemark_vocab::{AreaId, IndicatorCode};

use super::labels::Labels;
use super::view::file_of;
use crate::pages::Page;

/// What the head of a column says on demand.
struct ColumnHead<'t> {
    column: &'t ColumnView<'t>,
    definition: &'t str,
    /// The same table in the order of this column, where it can be sorted by it.
    sort: Option<SortLink>,
}

/// The same table in another order.
struct SortLink {
    href: String,
    /// The order it is in now: `ascending`, `descending`; `None` where it is not by this column.
    now: Option<&'static str>,
}

impl ColumnHead<'_> {
    /// Whether the head says whose figures stand in the column: not where its name does, as that of a round.
    fn names_reporter(&self) -> bool {
        match self.column.reporters.as_slice() {
            [only] => !self.column.head.name.contains(only.code),
            _ => false,
        }
    }

    /// Whose figures stand in the column, where they are of more than one: it must say that it mixes.
    fn mixes(&self) -> bool {
        self.column.reporters.len() > 1
    }
}

/// A part of a page: within it nothing stands with the same ids.
#[derive(Template)]
#[template(path = "grid.html")]
pub(crate) struct Grid<'t> {
    page: &'t Page,
    labels: Labels,
    links: Links,
    view: &'t TableView<'t>,
    reporters: Vec<ReporterView<'t>>,
    columns: Vec<ColumnHead<'t>>,
    corner: &'static str,
    by_name: Option<SortLink>,
    /// The largest number of places whose working stands on the page.
    working_limit: usize,
    /// The file that holds the working of all totals.
    working_file: String,
}

impl<'t> Grid<'t> {
    /// The part of a page that shows a table.
    pub(crate) fn new(page: &'t Page, view: &'t TableView<'t>, table: &Table, words: &Words<'t>) -> Self {
        Self {
            reporters: reporters(view),
            columns: view
                .columns
                .iter()
                .map(|column| head(column, table, page, words))
                .collect(),
            by_name: sort_link(&SortKey::Area, table, page),
            corner: match table.query.layout {
                Layout::IndicatorsPeriods => "web-table-indicator",
                Layout::AreasIndicators | Layout::AreasPeriods | Layout::Long => "web-table-area",
            },
            working_limit: working_limit(view),
            working_file: page.href(&file_of(table, Format::Csv)),
            labels: Labels::new(page, view),
            links: Links::new(page),
            view,
            page,
        }
    }
}

/// A total of more places names the file that holds its working.
const WORKING_LIMIT: usize = 40;

/// So many lines of working may stand on a page in all; where there would be more, every total names the file.
const WORKING_LINES: usize = 500;

/// Where the figures of cells lead: to all that is said of the same.
pub(crate) struct Links {
    /// Leads from the page to the beginning of its language.
    up: String,
    /// Names the edition, where it is not the current one.
    edition: String,
}

impl Links {
    pub(crate) fn new(page: &Page) -> Self {
        let named = page.named_edition();
        Self {
            up: page.up(),
            edition: named
                .map(|edition| format!("edition={edition}"))
                .unwrap_or_default(),
        }
    }

    /// The page behind a cell, where something is said of it. From the page it stands in, to keep that light.
    pub(crate) fn of(&self, cell: &CellView<'_>) -> Option<String> {
        let key = cell.key?;
        let mut address = String::with_capacity(96);
        let folder = match &key.area {
            AreaId::Place(_) => "places/",
            AreaId::Region(_) => "regions/",
        };
        address.push_str(&self.up);
        address.push_str(folder);
        match &key.area {
            AreaId::Place(place) => address.push_str(place.as_str()),
            AreaId::Region(region) => address.push_str(&region.to_string()),
        }
        address.push('/');
        address.push_str(key.indicator.as_str());
        let mut separator = '?';
        if !key.dimensions.is_total() {
            address.push_str("?dimensions=");
            address.push_str(&key.dimensions.to_string());
            separator = '&';
        }
        if !self.edition.is_empty() {
            address.push(separator);
            address.push_str(&self.edition);
        }
        address.push('#');
        address.push_str(&cell.anchor());
        Some(address)
    }
}

fn head<'t>(column: &'t ColumnView<'t>, table: &Table, page: &Page, words: &Words<'t>) -> ColumnHead<'t> {
    let code = column.head.code.split(';').next().unwrap_or_default();
    let indicator = code.parse::<IndicatorCode>().ok();
    let definition = indicator
        .as_ref()
        .and_then(|code| words.definition_of(code))
        .map(|known| words.localized(&known.definition));
    let is_total = !column.head.code.contains(';');
    let key = indicator.clone().filter(|_| is_total).map(SortKey::Indicator);
    ColumnHead {
        sort: key.and_then(|key| sort_link(&key, table, page)),
        definition: definition.unwrap_or_default(),
        column,
    }
}

/// The table in the order of a column: the largest first, and where it is in that order, the smallest. Only areas by indicators have columns
/// that rows can be sorted by.
fn sort_link(key: &SortKey, table: &Table, page: &Page) -> Option<SortLink> {
    let query = &table.query;
    let fits = match key {
        SortKey::Indicator(indicator) => {
            query.layout == Layout::AreasIndicators && query.indicators.contains(indicator)
        }
        SortKey::Area | SortKey::Asked => {
            matches!(query.layout, Layout::AreasIndicators | Layout::AreasPeriods)
        }
    };
    let now = (query.sort.key == *key).then_some(query.sort.order);
    let first = if *key == SortKey::Area {
        SortOrder::Ascending
    } else {
        SortOrder::Descending
    };
    let order = match now {
        None => first,
        Some(SortOrder::Ascending) => SortOrder::Descending,
        Some(SortOrder::Descending) => SortOrder::Ascending,
    };
    let mut sorted = query.clone();
    sorted.sort = Sort {
        key: key.clone(),
        order,
    };
    fits.then(|| SortLink {
        href: page.table(sorted),
        now: now.map(|order| match order {
            SortOrder::Ascending => "ascending",
            SortOrder::Descending => "descending",
        }),
    })
}

/// How many places of a total may be listed on the page, which must stay light.
fn working_limit(view: &TableView<'_>) -> usize {
    let lines: usize = view.workings().filter(|places| *places <= WORKING_LIMIT).sum();
    if lines <= WORKING_LINES { WORKING_LIMIT } else { 0 }
}

/// Whose figures are anywhere in the table, where the short name says less than the whole.
fn reporters<'t>(view: &'t TableView<'_>) -> Vec<ReporterView<'t>> {
    let named: BTreeMap<&str, ReporterView<'_>> = view
        .reporters()
        .into_iter()
        .filter(|reporter| reporter.short != reporter.name)
        .map(|reporter| (reporter.short, reporter))
        .collect();
    named.into_values().collect()
}

/// Whether a total is heard otherwise than it is seen: signs are, but "no total" says the same to both.
fn sounds_other(total: &TotalView<'_>) -> bool {
    total.kind != FigureKind::Sign && total.text != total.words
}

/// The classes of a total.
fn total_class(total: &TotalView<'_>) -> String {
    let kind = if total.kind == FigureKind::Words {
        " words"
    } else {
        ""
    };
    format!("s-{}{kind}", total.status)
}
