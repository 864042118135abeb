//! `tidemark table QUERY`: the table that answers a query, printed or written to a file.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tidemark_app::Observatory;
use tidemark_evidence::query::{Format, TableQuery};
use tidemark_evidence::table::grid;
use tidemark_evidence::{Corpus, Table};
use tidemark_print::Imprint;
use tidemark_publishing::cite::Citing;
use tidemark_publishing::json::Detail;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::{Words, csv, fragment, json, latex, markdown, text, xlsx};
use tidemark_vocab::Lang;

use super::report;
use crate::arguments::{FORMAT, LANG, OUTPUT, QUERY};
use crate::clock;
use crate::error::CliError;
use crate::file;
use crate::logging;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Answers a query.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let asked = given.get_one::<String>(FORMAT);
    let format = Format::ALL
        .iter()
        .find(|format| asked.is_some_and(|asked| asked == format.as_str()));
    let text = given.get_one::<String>(QUERY).map_or("", String::as_str);
    answer(given, (text, format.copied()), settings, messages, output)
}

/// Answers a query, in a format that speaks louder than the query's own.
pub(super) fn answer(
    given: &ArgMatches,
    (text, format): (&str, Option<Format>),
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    let progress = Progress::start(messages);
    let observatory = Observatory::open(&settings.evidence.options())?;
    let (query, spoken) = query(given, (text, format), &observatory, messages)?;
    let edition = observatory.edition(query.edition.as_deref())?;
    progress.answering();
    let table = observatory.table(&query)?;
    let words = Words::new(edition.catalogue(), &spoken);
    let path = permanent_path(&table);
    let base = settings.server.base_address.as_ref();
    let link = base.map(|base| base.join(&path));
    let today = clock::today().to_string();
    let citing = Citing {
        site: &settings.server.site_name,
        address: link.as_deref().unwrap_or(&path),
        accessed: &today,
    };
    if query.format == Format::Pdf {
        progress.setting();
    }
    let files = written(&table, link.as_deref(), (&citing, &words), settings)?;
    drop(progress);
    match given.get_one::<String>(OUTPUT) {
        None => output.bytes(&files.table)?,
        Some(path) => save(Path::new(path), &files, messages, output)?,
    }
    Ok(())
}

/// The query of the arguments, and the words its table is written in.
///
/// Flags speak louder than the query, and a terminal shows text rather than a page.
fn query(
    given: &ArgMatches,
    (text, format): (&str, Option<Format>),
    observatory: &Observatory,
    messages: &Messages,
) -> Result<(TableQuery, Messages), CliError> {
    let edition = observatory.edition(None)?;
    let mut query = TableQuery::parse(query_of(text), edition.catalogue())?.query;
    if let Some(lang) = given.get_one::<String>(LANG) {
        query.lang = Some(lang.parse::<Lang>().map_err(|_| CliError::Lang(lang.clone()))?);
    }
    let spoken = query
        .lang
        .as_ref()
        .map_or_else(|| messages.clone(), Messages::new);
    // Rows are sorted by the names that are printed, so in a language that is spoken; English goes without saying.
    query.lang = Some(spoken.lang().clone()).filter(|lang| lang != Messages::english().lang());
    query.format = format.unwrap_or(query.format);
    if query.format == Format::Html {
        query.format = Format::Text;
    }
    Ok((query, spoken))
}

/// What stands after `?`, where an address was given; queries themselves have no question mark.
pub(super) fn query_of(text: &str) -> &str {
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    query.split_once('#').map_or(query, |(query, _)| query)
}

/// The page with this table, of this edition.
fn permanent_path(table: &Table) -> String {
    let mut query = table.query.clone();
    query.edition = Some(table.edition.clone());
    query.format = Format::Html;
    format!("/tables?{}", query.to_query_string())
}

/// A table as bytes, and what explains it, where its form has no room for that.
struct Files {
    table: Vec<u8>,
    codebook: Option<Vec<u8>>,
    sources: Option<Vec<u8>>,
}

fn written(
    table: &Table,
    link: Option<&str>,
    (citing, words): (&Citing<'_>, &Words<'_>),
    settings: &Settings,
) -> Result<Files, CliError> {
    let alone = |table| Files {
        table,
        codebook: None,
        sources: None,
    };
    let explained = |bytes| Files {
        table: bytes,
        codebook: Some(csv::codebook(table, words)),
        sources: Some(csv::sources(table, words)),
    };
    Ok(match table.query.format {
        Format::Csv => explained(csv::long(table, words)),
        Format::WideCsv => explained(csv::wide(table, words)),
        Format::Json => alone(json::table(table, words)),
        Format::Compact => alone(cells(table, Detail::Compact)),
        Format::Cells => alone(cells(table, Detail::Full)),
        Format::Text | Format::Html => alone(text::table(table, link, words).into_bytes()),
        Format::Xlsx => alone(xlsx::workbook(table, words)?),
        Format::Parquet => alone(tidemark_app::parquet(table, words)?),
        Format::Markdown => alone(markdown::table(table, citing, words).into_bytes()),
        Format::Latex => alone(latex::table(table, citing, words).into_bytes()),
        Format::Fragment => alone(fragment::table(table, citing, words).into_bytes()),
        Format::Pdf => alone(pdf(table, citing, words, settings)?),
    })
}

fn pdf(
    table: &Table,
    citing: &Citing<'_>,
    words: &Words<'_>,
    settings: &Settings,
) -> Result<Vec<u8>, CliError> {
    let imprint = Imprint {
        citing: *citing,
        date: words.catalogue.edition.date,
    };
    Ok(report::press(settings)?.table(table, &[], &imprint, words)?)
}

fn cells(table: &Table, detail: Detail) -> Vec<u8> {
    let mut sink = json::Grid::new(&table.edition, detail);
    grid::write(table, &mut sink);
    sink.finish()
}

/// Writes the table, and beside it its codebook and sources: `t.csv`, `t.codebook.csv`, `t.sources.csv`.
fn save(path: &Path, files: &Files, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    let parts = [
        (path.to_path_buf(), Some(&files.table)),
        (beside(path, "codebook"), files.codebook.as_ref()),
        (beside(path, "sources"), files.sources.as_ref()),
    ];
    for (path, bytes) in parts {
        let Some(bytes) = bytes else { continue };
        file::write(&path, bytes)?;
        let shown = path.display().to_string();
        output.remark(&messages.with("cli-table-written", &[("path", &shown)]))?;
    }
    Ok(())
}

fn beside(path: &Path, what: &str) -> PathBuf {
    path.with_extension(format!("{what}.csv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_its_query() {
        assert_eq!(query_of("indicators=a"), "indicators=a");
        assert_eq!(query_of("?indicators=a"), "indicators=a");
        assert_eq!(
            query_of("https://data.example.org/tables?indicators=a#notes"),
            "indicators=a"
        );
    }

    #[test]
    fn explanations_stand_beside_the_table() {
        assert_eq!(
            beside(Path::new("x/t.csv"), "sources"),
            Path::new("x/t.sources.csv")
        );
        assert_eq!(beside(Path::new("t"), "codebook"), Path::new("t.codebook.csv"));
    }
}
