//! The page of a table: the view that every output is made from, with what only a page has.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::Table;
use tidemark_evidence::query::{Format, Layout};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::display::{
    CellView, ColumnView, FigureKind, ReporterView, TableView, TotalView, Words,
};
use tidemark_vocab::{AreaId, IndicatorCode};

use super::labels::Labels;
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::{EDITION_DIGITS, Edition, Page, html_of};
use crate::state::Site;

/// A file of the table.
pub(super) struct Download {
    text: String,
    href: String,
}

/// What the head of a column says on demand.
pub(super) struct ColumnHead<'t> {
    column: &'t ColumnView<'t>,
    definition: &'t str,
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

#[derive(Template)]
#[template(path = "table.html")]
pub(super) struct TablePage<'t> {
    page: Page,
    labels: Labels,
    links: Links,
    view: &'t TableView<'t>,
    reporters: Vec<ReporterView<'t>>,
    columns: Vec<ColumnHead<'t>>,
    corner: &'static str,
    change: String,
    downloads: Vec<Download>,
    citations: Vec<Download>,
    permalink: String,
    citation: String,
    /// The largest number of places whose working stands on the page.
    working_limit: usize,
    /// The file that holds the working of all totals.
    working_file: String,
}

/// What a cell takes on the page, about.
const CELL_BYTES: usize = 400;

/// A total of more places names the file that holds its working.
const WORKING_LIMIT: usize = 40;

/// So many lines of working may stand on a page in all; where there would be more, every total names the file.
const WORKING_LINES: usize = 500;

/// Where the figures of cells lead: to all that is said of the same.
struct Links {
    /// Names the edition, where it is not the current one.
    edition: String,
}

impl Links {
    fn new(page: &Page) -> Self {
        let named = page.named_edition();
        Self {
            edition: named
                .map(|edition| format!("edition={edition}"))
                .unwrap_or_default(),
        }
    }

    /// The page behind a cell, where something is said of it. From the page of a table, to keep that light.
    fn of(&self, cell: &CellView<'_>) -> Option<String> {
        let key = cell.key?;
        let mut address = String::with_capacity(96);
        let folder = match &key.area {
            AreaId::Place(_) => "places/",
            AreaId::Region(_) => "regions/",
        };
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

/// The page of a table.
pub(super) fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    table: &Table,
    corpus: &Edition,
) -> Result<Response, WebError> {
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let view = &TableView::new(table, &words);
    let page = Page::new(site, locale, uri, &view.title).of(asked);
    let permalink = permalink(site, locale, table);
    let today = site.today().to_string();
    let citing = Citing {
        site: &site.settings.site_name,
        address: &permalink,
        accessed: &today,
    };
    let page = TablePage {
        reporters: reporters(view),
        columns: view.columns.iter().map(|column| head(column, &words)).collect(),
        corner: match table.query.layout {
            Layout::IndicatorsPeriods => "web-table-indicator",
            Layout::AreasIndicators | Layout::AreasPeriods | Layout::Long => "web-table-area",
        },
        change: page.href(&format!("/tables/choose?{}", table.query.to_query_string())),
        downloads: downloads(table, &page),
        citations: citations(table, &page),
        citation: cite::table(table, &citing, &words),
        working_limit: working_limit(view),
        working_file: page.href(&file_of(table, Format::Csv)),
        labels: Labels::new(&page, view),
        links: Links::new(&page),
        permalink,
        view,
        page,
    };
    html_of(&page, CELL_BYTES * table.cells().count())
}

/// The table as it is now, for good: it names its edition.
pub(crate) fn permalink(site: &Site, locale: &Locale, table: &Table) -> String {
    let mut query = table.query.clone();
    query.edition = Some(table.edition.chars().take(EDITION_DIGITS).collect());
    query.format = Format::Html;
    let path = locale.path(&format!("/tables?{}", query.to_query_string()));
    match &site.settings.base_address {
        Some(base) => base.join(&path),
        None => path,
    }
}

fn head<'t>(column: &'t ColumnView<'t>, words: &Words<'t>) -> ColumnHead<'t> {
    let code = column.head.code.split(';').next().unwrap_or_default();
    let indicator = code.parse::<IndicatorCode>().ok();
    let definition = indicator
        .and_then(|code| words.definition_of(&code))
        .map(|known| words.localized(&known.definition));
    ColumnHead {
        definition: definition.unwrap_or_default(),
        column,
    }
}

/// How many places of a total may be listed on the page, which must stay light.
fn working_limit(view: &TableView<'_>) -> usize {
    let lines: usize = view.workings().filter(|places| *places <= WORKING_LIMIT).sum();
    if lines <= WORKING_LINES { WORKING_LIMIT } else { 0 }
}

fn file_of(table: &Table, format: Format) -> String {
    format!("/tables?{}", query_for(table, format))
}

fn query_for(table: &Table, format: Format) -> String {
    let mut query = table.query.clone();
    query.format = format;
    query.to_query_string()
}

fn downloads(table: &Table, page: &Page) -> Vec<Download> {
    let file = |id: &str, path: String| Download {
        text: page.t(id),
        href: page.href(&path),
    };
    let plain = query_for(table, Format::Html);
    let formats = [
        ("web-download-xlsx", Format::Xlsx),
        ("web-download-csv", Format::Csv),
        ("web-download-wide-csv", Format::WideCsv),
        ("web-download-json", Format::Json),
        ("web-download-text", Format::Text),
        ("web-download-markdown", Format::Markdown),
        ("web-download-latex", Format::Latex),
        ("web-download-fragment", Format::Fragment),
    ];
    let beside = [
        ("web-download-codebook", "codebook.csv"),
        ("web-download-sources", "sources.csv"),
    ];
    let formats = formats.map(|(id, format)| file(id, file_of(table, format)));
    let beside = beside.map(|(id, name)| file(id, format!("/tables/{name}?{plain}")));
    formats.into_iter().chain(beside).collect()
}

/// The citation as files for reference managers.
fn citations(table: &Table, page: &Page) -> Vec<Download> {
    let plain = query_for(table, Format::Html);
    let files = [
        ("web-cite-bibtex", "citation.bib"),
        ("web-cite-ris", "citation.ris"),
        ("web-cite-csl", "citation.json"),
    ];
    let file = |(id, name)| Download {
        text: page.t(id),
        href: page.href(&format!("/tables/{name}?{plain}")),
    };
    files.map(file).into()
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
