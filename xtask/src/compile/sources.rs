//! The sources on which anything compiled rests.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tidemark_vocab::{AreaId, Terms};

use super::areas::Areas;
use super::fact::{FactSource, Facts};
use super::observe::Observed;
use super::output::Output;
use super::problem::{CompileError, Problems};
use super::rules::{Rules, SourceRule};
use super::table;

const FILE: &str = "sources.csv";

/// A row of `sources.csv`, and of `compile/documents.csv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SourceLine {
    source: String,
    reporter: String,
    title: String,
    publisher: String,
    year: String,
    address: String,
    licence: String,
    terms: String,
    access: String,
}

/// The sources by id.
pub(super) struct Sources(BTreeMap<String, SourceLine>);

/// Lists every source that an observation or a place rests on, and the documents that indicators cite, and holds the areas against the places.
pub(super) fn compile(
    facts: &Facts,
    observed: &Observed,
    areas: &Areas,
    rules: &Rules,
    problems: &mut Problems,
) -> Sources {
    let mut used: BTreeSet<String> = areas.sources().clone();
    for observation in observed.iter() {
        used.insert(observation.key.source.to_string());
        if let AreaId::Place(place) = &observation.key.area
            && !areas.has_place(place.as_str())
        {
            problems.add(
                FILE,
                0,
                format!("an observation is about {place}, which is no place"),
            );
        }
    }
    let mut sources = BTreeMap::new();
    for id in used {
        match (facts.sources.get(&id), rules.source(&id)) {
            (Some(fact), Some(rule)) => {
                match rule.terms.parse::<Terms>() {
                    Ok(Terms::NonCommercial) => {
                        problems.add(FILE, 0, format!("`{id}` is for non-commercial use only"));
                    }
                    Ok(_) => {}
                    Err(error) => problems.add("data/compile/sources.csv", 0, error.to_string()),
                }
                sources.insert(id, SourceLine::of(fact, rule));
            }
            (None, _) => problems.add(FILE, 0, format!("the fact files do not describe `{id}`")),
            (_, None) => problems.add("data/compile/sources.csv", 0, format!("no rule for `{id}`")),
        }
    }
    for document in &rules.documents {
        if let Some(twice) = sources.insert(document.source.clone(), document.clone()) {
            let twice = format!("`{}` is a source of facts", twice.source);
            problems.add("data/compile/documents.csv", 0, twice);
        }
    }
    Sources(sources)
}

impl SourceLine {
    fn of(fact: &FactSource, rule: &SourceRule) -> Self {
        Self {
            source: fact.source_id.clone(),
            reporter: rule.reporter.clone(),
            title: fact.title.clone(),
            publisher: fact.publisher.clone(),
            year: fact.year.clone(),
            address: fact.url_or_repo.clone(),
            licence: rule.source_licence.clone(),
            terms: rule.terms.clone(),
            access: fact.accessed_via.clone(),
        }
    }
}

impl Sources {
    pub(super) fn write(&self, output: &mut Output) -> Result<(), CompileError> {
        let lines: Vec<&SourceLine> = self.0.values().collect();
        output.put(FILE, table::to_csv(FILE, &lines)?);
        Ok(())
    }
}
