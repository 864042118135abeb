//! `tidemark edition show`: what an edition is made of.

use std::collections::BTreeMap;
use std::io;

use clap::ArgMatches;
use tidemark_evidence::Corpus;
use tidemark_publishing::messages::Messages;
use tidemark_vocab::{IndicatorCode, SourceId, Terms, ThemeCode};

use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Shows the edition that the settings name.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let edition = super::edition(given, settings)?;
    show(edition.as_ref(), messages, output)?;
    let (footprint, findings) = (edition.beneath().footprint(), edition.beneath().len().max(1));
    let args = [
        ("columns", &*footprint.columns.div_ceil(findings).to_string()),
        ("texts", &footprint.texts.div_ceil(findings).to_string()),
    ];
    output.line("")?;
    output.line(&messages.with("cli-edition-memory", &args))?;
    Ok(())
}

/// How many findings there are.
#[derive(Default)]
struct Counts {
    findings: usize,
    by_indicator: BTreeMap<IndicatorCode, usize>,
    by_source: BTreeMap<SourceId, usize>,
}

fn count(corpus: &dyn Corpus) -> Counts {
    let mut counts = Counts::default();
    for indicator in corpus.catalogue().indicators.keys() {
        for (area, number) in corpus.areas_of(indicator) {
            counts.findings += number;
            *counts.by_indicator.entry(indicator.clone()).or_default() += number;
            for observation in corpus.observations(indicator, &area) {
                *counts.by_source.entry(observation.key.source).or_default() += 1;
            }
        }
    }
    counts
}

fn show(corpus: &dyn Corpus, messages: &Messages, output: &mut Output) -> io::Result<()> {
    let catalogue = corpus.catalogue();
    let counts = count(corpus);
    for (label, value) in [
        ("cli-edition-identity", corpus.identity().to_owned()),
        ("cli-edition-title", catalogue.edition.title.clone()),
        ("cli-edition-date", catalogue.edition.date.to_string()),
        ("cli-edition-indicators", catalogue.indicators.len().to_string()),
        ("cli-edition-places", catalogue.places.len().to_string()),
        ("cli-edition-sources", catalogue.sources.len().to_string()),
        ("cli-edition-findings", counts.findings.to_string()),
    ] {
        let label = messages.get(label);
        output.line(&messages.with("cli-edition-line", &[("label", &label), ("value", &value)]))?;
    }
    if !catalogue.edition.note.is_empty() {
        output.line(&catalogue.edition.note)?;
    }
    output.line("")?;
    output.line(&messages.get("cli-edition-by-theme"))?;
    for theme in &catalogue.themes {
        let name = theme.name.get(messages.lang().as_str());
        let (indicators, findings) = of_theme(corpus, &theme.code, &counts);
        let args = [
            ("label", name),
            ("findings", &*findings.to_string()),
            ("indicators", &*indicators.to_string()),
        ];
        output.line(&format!("  {}", messages.with("cli-edition-theme", &args)))?;
    }
    output.line("")?;
    output.line(&messages.get("cli-edition-by-terms"))?;
    for terms in Terms::ALL {
        let (sources, findings) = of_terms(corpus, terms, &counts);
        if sources == 0 {
            continue;
        }
        let args = [
            ("label", &*messages.get(&format!("cli-edition-terms-{terms}"))),
            ("findings", &*findings.to_string()),
            ("sources", &*sources.to_string()),
        ];
        output.line(&format!("  {}", messages.with("cli-edition-terms", &args)))?;
    }
    Ok(())
}

/// How many indicators a theme has, and how many findings they have.
fn of_theme(corpus: &dyn Corpus, theme: &ThemeCode, counts: &Counts) -> (usize, usize) {
    let indicators = corpus.catalogue().indicators.values();
    indicators
        .filter(|indicator| indicator.theme == *theme)
        .map(|indicator| {
            counts
                .by_indicator
                .get(&indicator.code)
                .copied()
                .unwrap_or_default()
        })
        .fold((0, 0), |(number, sum), findings| (number + 1, sum + findings))
}

/// How many sources have these terms, and how many findings rest on them.
fn of_terms(corpus: &dyn Corpus, terms: Terms, counts: &Counts) -> (usize, usize) {
    let sources = corpus.catalogue().sources.iter();
    sources
        .filter(|(_, source)| source.terms == terms)
        .map(|(id, _)| counts.by_source.get(id).copied().unwrap_or_default())
        .fold((0, 0), |(number, sum), findings| (number + 1, sum + findings))
}
