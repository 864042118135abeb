//! The page of a table: the view that every output is made from, with what only a page has.

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::query::{EmptyRows, Format, Layout, SortKey, SortOrder};
use tidemark_evidence::{Table, TableQuery};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::display::{TableView, Words};
use tidemark_publishing::picture::map::{MapQuery, Wanted};

use super::card;
use super::grid::Grid;
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::charts::path_of;
use crate::pages::maps;
use crate::pages::{EDITION_DIGITS, Edition, Page, html_of};
use crate::state::Site;

/// A file of the table.
pub(super) struct Download {
    text: String,
    href: String,
    /// What a button says that puts it on the clipboard, where that makes sense.
    copy: Option<String>,
}

#[derive(Template)]
#[template(path = "table.html")]
pub(super) struct TablePage<'t> {
    page: &'t Page,
    view: &'t TableView<'t>,
    grid: Grid<'t>,
    change: String,
    /// The same as a chart.
    chart: String,
    /// The same on a map, where its rows are places.
    map: Option<String>,
    /// What is said to those who do not see that the table is another one.
    updated: String,
    /// The same with or without rows in which nothing is recorded.
    empty: Empty,
    downloads: Vec<Download>,
    citations: Vec<Download>,
    permalink: String,
    citation: String,
}

/// The same table with or without rows in which nothing is recorded.
struct Empty {
    text: &'static str,
    href: String,
}

impl Empty {
    fn of(table: &Table, page: &Page) -> Self {
        let (text, empty) = match table.query.empty {
            EmptyRows::Shown => ("web-table-hide-empty", EmptyRows::Hidden),
            EmptyRows::Hidden => ("web-table-show-empty", EmptyRows::Shown),
        };
        let mut query = table.query.clone();
        query.empty = empty;
        Self {
            text,
            href: page.href(&format!("/tables?{}", query.to_query_string())),
        }
    }
}

/// What a cell takes on the page, about.
const CELL_BYTES: usize = 400;

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
    let canonical = locale.path(&plain(&table.query));
    let page = Page::new(site, locale, uri, &view.title)
        .of(asked)
        .known_as(canonical)
        .saying(&view.title);
    let page = &card::shown_by(page, table, site, &words);
    let permalink = permalink(site, locale, table);
    let today = site.today().to_string();
    let citing = Citing {
        site: &site.settings.site_name,
        address: &permalink,
        accessed: &today,
    };
    let page = TablePage {
        grid: Grid::new(page, view, table, &words),
        updated: updated(table, &view.title, page, &words),
        empty: Empty::of(table, page),
        change: page.href(&format!("/tables/choose?{}", table.query.to_query_string())),
        chart: page.href(&path_of("/charts", &chartable(&table.query), None)),
        map: map_of(table, page),
        downloads: downloads(table, page),
        citations: citations(table, page),
        citation: cite::table(table, &citing, &words),
        permalink,
        view,
        page,
    };
    html_of(&page, CELL_BYTES * table.cells().count())
}

/// The question of a table as that of a chart, which has an order and totals of its own.
fn chartable(query: &TableQuery) -> TableQuery {
    TableQuery {
        format: Format::Html,
        ..query.clone()
    }
}

/// The map of a table whose rows are areas; of one with several columns the map leads on to that of each.
fn map_of(table: &Table, page: &Page) -> Option<String> {
    let query = &table.query;
    let is_of_areas = matches!(query.layout, Layout::AreasIndicators | Layout::AreasPeriods);
    let with = TableQuery {
        layout: Layout::AreasIndicators,
        empty: EmptyRows::Shown,
        format: Format::Html,
        ..query.clone()
    };
    let map = MapQuery {
        table: with,
        classes: Wanted::default(),
    };
    is_of_areas.then(|| page.href(&maps::path_of(&map)))
}

/// What a table is about, and in which order its rows stand.
fn updated(table: &Table, title: &str, page: &Page, words: &Words<'_>) -> String {
    let sort = &table.query.sort;
    let column = match &sort.key {
        SortKey::Area => page.t("web-table-area"),
        SortKey::Indicator(indicator) => words.indicator(indicator),
        SortKey::Asked => return page.t1("web-table-updated-asked", "title", &title),
    };
    let order = match sort.order {
        SortOrder::Ascending => "up",
        SortOrder::Descending => "down",
    };
    let told = [("title", title), ("column", column.as_str()), ("order", order)];
    page.messages.with("web-table-updated", &told)
}

/// The table under which all that show the same are known: whatever their order, and in whichever edition.
fn plain(query: &TableQuery) -> String {
    let whole = TableQuery::new(Vec::new(), Vec::new());
    let plain = TableQuery {
        sort: whole.sort,
        empty: whole.empty,
        edition: None,
        ..query.clone()
    };
    format!("/tables?{}", plain.to_query_string())
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

pub(super) fn file_of(table: &Table, format: Format) -> String {
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
        copy: None,
    };
    let plain = query_for(table, Format::Html);
    let formats = [
        ("web-download-xlsx", Format::Xlsx),
        ("web-download-pdf", Format::Pdf),
        ("web-download-csv", Format::Csv),
        ("web-download-wide-csv", Format::WideCsv),
        ("web-download-json", Format::Json),
        ("web-download-text", Format::Text),
        ("web-download-markdown", Format::Markdown),
        ("web-download-parquet", Format::Parquet),
        ("web-download-latex", Format::Latex),
        ("web-download-fragment", Format::Fragment),
    ];
    let beside = [
        ("web-download-codebook", "codebook.csv"),
        ("web-download-sources", "sources.csv"),
    ];
    let formats = formats.map(|(id, format)| Download {
        copy: copied(format).map(|id| page.t(id)),
        ..file(id, file_of(table, format))
    });
    let beside = beside.map(|(id, name)| file(id, format!("/tables/{name}?{plain}")));
    formats.into_iter().chain(beside).collect()
}

/// What a button says that copies the table in this format.
fn copied(format: Format) -> Option<&'static str> {
    match format {
        Format::Text => Some("web-copy-text"),
        Format::Markdown => Some("web-copy-markdown"),
        _ => None,
    }
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
        copy: None,
    };
    files.map(file).into()
}
