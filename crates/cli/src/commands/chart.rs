//! `tidemark chart QUERY`: the answer to a query as a chart, printed or written to a file.

use clap::ArgMatches;
use tidemark_app::Observatory;
use tidemark_evidence::query::{Format, TableQuery};
use tidemark_evidence::{Corpus, Table};
use tidemark_publishing::Words;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::chart::{self, Framing, Kind, Looks, Plan, Reading};
use tidemark_publishing::picture::{Px, Scene};
use tidemark_vocab::{Lang, Message};

use super::picture::Form;
use super::table::query_of;
use crate::arguments::{KIND, LANG, QUERY};
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Draws a chart.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let progress = Progress::start(messages);
    let observatory = Observatory::open(&settings.evidence.options())?;
    let (query, kind) = asked(given, &observatory)?;
    let spoken = query
        .lang
        .as_ref()
        .map_or_else(|| messages.clone(), Messages::new);
    let edition = observatory.edition(query.edition.as_deref())?;
    progress.answering();
    let table = observatory.table(&chart::question(&TableQuery {
        lang: Some(spoken.lang().clone()),
        ..query
    }))?;
    progress.drawing();
    let words = Words::new(edition.catalogue(), &spoken);
    let form = Form::of(given);
    let scene = drawn(&table, kind, form.width, settings, words)?;
    let bytes = form.bytes(&scene, settings)?;
    drop(progress);
    form.save(&bytes, messages, output)
}

/// The question and the kind that is asked for; a flag speaks louder than an address.
fn asked(given: &ArgMatches, observatory: &Observatory) -> Result<(TableQuery, Option<Kind>), CliError> {
    let text = query_of(given.get_one::<String>(QUERY).map_or("", String::as_str));
    let (kinds, rest): (Vec<&str>, Vec<&str>) = text.split('&').partition(|part| part.starts_with("kind="));
    let written = kinds.first().and_then(|part| part.strip_prefix("kind="));
    let named = given.get_one::<String>(KIND).map(String::as_str).or(written);
    let catalogue = observatory.edition(None)?;
    let mut query = TableQuery::parse(&rest.join("&"), catalogue.catalogue())?.query;
    query.format = Format::Html;
    if let Some(lang) = given.get_one::<String>(LANG) {
        query.lang = Some(lang.parse::<Lang>().map_err(|_| CliError::Lang(lang.clone()))?);
    }
    Ok((query, named.map(kind_of).transpose()?))
}

fn kind_of(text: &str) -> Result<Kind, CliError> {
    text.parse().map_err(|_| CliError::Chart {
        reason: Message::new("query-error-unknown-choice").with("value", text),
        fitting: Kind::ALL.map(|kind| kind.to_string()).to_vec(),
    })
}

fn drawn(
    table: &Table,
    kind: Option<Kind>,
    width: Px,
    settings: &Settings,
    words: Words<'_>,
) -> Result<Scene, CliError> {
    let reading = Reading::new(table, words);
    let kind = kind.or_else(|| chart::proposed(&reading)).unwrap_or(Kind::Bar);
    let plan = Plan::of(kind, &reading).map_err(|refusal| {
        let verdicts = chart::verdicts(&reading).into_iter();
        let fitting = verdicts.filter(|verdict| verdict.refused.is_none());
        CliError::Chart {
            reason: refusal.message(),
            fitting: fitting.map(|verdict| verdict.kind.to_string()).collect(),
        }
    })?;
    let looks = Looks {
        id: "chart",
        width,
        framing: Framing::File {
            from: &settings.server.site_name,
        },
        href: &|_, _| None,
        direction: chart::direction_of(words.messages),
    };
    Ok(chart::draw(&plan, &reading, &looks))
}
