//! `/api/v1/table`: the answer to a query as data, and every file of a table.

mod file;

use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::query::Format;
use tidemark_evidence::{Table, TableQuery};
use tidemark_print::{MOST_CELLS, PrintError};
use tidemark_publishing::cite::Citing;
use tidemark_publishing::json::Detail;
use tidemark_publishing::{Words, json};
use tidemark_vocab::Message;

pub(crate) use self::file::{CSV, File, Manager, PDF};

use self::file::FileError;

use crate::asked::Asked;
use crate::error::{Fault, Size, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::tables::{answer as table_of, permalink};
use crate::pages::{EDITION_DIGITS, Edition};
use crate::state::Site;

/// Answers with a table as JSON, or as the file that is asked for.
pub(crate) async fn answer(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let text = uri.query().unwrap_or_default();
    let corpus = asked.edition()?;
    let mut query = TableQuery::parse(text, corpus.catalogue())?.query;
    if query.format == Format::Html {
        if let Some(html) = link::value(&link::pairs(text), "format") {
            return Err(no_pages(html));
        }
        query.format = Format::Json;
    }
    file(site, corpus, locale, query, File::Table).await
}

fn no_pages(html: &str) -> WebError {
    let formats = Format::ALL.iter().filter(|format| **format != Format::Html);
    let choices = formats.map(ToString::to_string).collect();
    WebError::Query(vec![Fault::whole(
        "format",
        html,
        Message::new("web-fault-format"),
        choices,
    )])
}

/// A file of the table that answers a query.
pub(crate) async fn file(
    site: Site,
    corpus: Edition,
    locale: Locale,
    query: TableQuery,
    file: File,
) -> Result<Response, WebError> {
    let format = query.format;
    if let Some(detail) = detail_of(format).filter(|_| file == File::Table) {
        return cells(&corpus, &locale, &query, detail, site.settings.file_cells);
    }
    let limit = match (file, format) {
        (File::Table, Format::Pdf) => site.settings.file_cells.min(MOST_CELLS),
        _ => site.settings.file_cells,
    };
    let table = table_of(&corpus, &locale, query, (file.depth(), limit)).await?;
    let (kind, ending) = file.kind(format);
    let name = file_name(&table, ending);
    let write = move || {
        let words = Words::new(corpus.catalogue(), &locale.messages);
        let (address, today) = (permalink(&site, &locale, &table), site.today().to_string());
        let citing = Citing {
            site: &site.settings.site_name,
            address: &address,
            accessed: &today,
        };
        file.write(&table, &citing, &words, &site.press)
    };
    let written = tokio::task::spawn_blocking(write).await;
    let written = written.map_err(|error| WebError::Internal(Box::new(error)))?;
    let body = written.map_err(refused)?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| WebError::Internal(Box::new(error)))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

/// A table that is too large to be printed is too large for a file of this kind; everything else is our fault.
fn refused(error: FileError) -> WebError {
    match error {
        FileError::Print(PrintError::TooLarge { cells, limit }) => WebError::TooLarge(Size { cells, limit }),
        error => WebError::Internal(Box::new(error)),
    }
}

fn detail_of(format: Format) -> Option<Detail> {
    match format {
        Format::Compact => Some(Detail::Compact),
        Format::Cells => Some(Detail::Full),
        _ => None,
    }
}

/// The cells of a table and nothing else. Mostly made so fast that a thread of its own would cost more than the answer.
fn cells(
    corpus: &Edition,
    locale: &Locale,
    query: &TableQuery,
    detail: Detail,
    limit: usize,
) -> Result<Response, WebError> {
    let query = &TableQuery {
        lang: Some(locale.messages.lang().clone()),
        ..query.clone()
    };
    let mut sink = json::Grid::new(corpus.identity(), detail);
    tidemark_app::grid(corpus, query, limit, &mut sink)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], sink.finish()).into_response())
}

/// `tidemark_nsp_available_and_2_BGR_and_4_0123456789ab.csv`: what, where, of which edition. Codes only, so that no system stumbles over it.
fn file_name(table: &Table, ending: &str) -> String {
    let first = |names: Vec<String>| match names.as_slice() {
        [] => String::new(),
        [only] => format!("_{only}"),
        [first, rest @ ..] => format!("_{first}_and_{}", rest.len()),
    };
    let indicators = first(table.query.indicators.iter().map(ToString::to_string).collect());
    let areas = first(table.query.areas.iter().map(ToString::to_string).collect());
    let edition: String = table.edition.chars().take(EDITION_DIGITS).collect();
    let name = format!("tidemark{indicators}{areas}_{edition}");
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    name.chars().map(safe).collect::<String>() + ending
}
