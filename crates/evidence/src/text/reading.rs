//! All files together: what they say, or everything that is wrong with them.

use std::collections::BTreeMap;

use super::declared::Declared;
use super::input::{Extent, Input, TextFile};
use super::problem::{Located, Problem, Problems};
use super::{aggregates, areas, check, indicators, lists, observations, ranks, sources};
use crate::catalogue::Catalogue;
use crate::dataset::Dataset;
use crate::indicator::Indicator;

/// What came of reading a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The evidence, where nothing is wrong with it.
    pub dataset: Option<Dataset>,
    /// Everything that is wrong, in order of file and line.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// The evidence, or everything that is wrong with it.
    pub fn into_result(self) -> Result<Dataset, Vec<Problem>> {
        self.dataset.ok_or(self.problems)
    }
}

/// Reads the text form. Never stops at the first problem.
#[must_use]
pub fn read(files: &[TextFile<'_>]) -> Reading {
    reading(files, Extent::Whole)
}

/// Reads the files that [`super::write_catalogue`] writes: everything but observations, of which there are none then.
///
/// # Errors
///
/// Everything that is wrong with them.
pub fn read_catalogue(files: &[TextFile<'_>]) -> Result<Catalogue, Vec<Problem>> {
    reading(files, Extent::Catalogue)
        .into_result()
        .map(|dataset| dataset.catalogue)
}

fn reading(files: &[TextFile<'_>], extent: Extent) -> Reading {
    let problems = Problems::default();
    let draft = draft(files, extent, &problems);
    let problems = problems.into_sorted();
    let dataset = draft.filter(|_| problems.is_empty());
    Reading { dataset, problems }
}

fn draft(files: &[TextFile<'_>], extent: Extent, problems: &Problems) -> Option<Dataset> {
    let input = Input::open(files, extent, problems);
    let declared = &mut Declared::new();
    let edition = lists::edition(&input);
    let themes = lists::themes(&input, declared, problems);
    declared.themes.whole_if(input.is_whole("themes.toml"));
    let scales = lists::scales(&input, declared, problems);
    declared.scales.whole_if(input.is_whole("scales.toml"));
    let dimensions = lists::dimensions(&input, declared, problems);
    declared.dimensions.whole_if(input.is_whole("dimensions.toml"));
    let (indicators, references) = indicators::read(&input, declared, problems);
    let reporters = lists::reporters(&input, declared, problems);
    declared.reporters.whole_if(input.is_whole("reporters.toml"));
    declared.rounds.whole_if(input.is_whole("reporters.toml"));
    let (ranks, default_rank) = ranks::read(&input, declared, problems);
    let mut schemes = lists::schemes(&input, declared, problems);
    declared.regions.whole_if(input.is_whole("schemes.toml"));
    let sources = sources::sources(&input, declared, problems);
    references.check(declared, problems);
    let places = areas::places(&input, declared, problems);
    areas::members(&input, declared, &mut schemes, problems);
    let sets = sources::sets(&input, declared, problems);
    let kinds = indicators
        .iter()
        .map(|i| (i.value.code.clone(), i.value.kind.clone()))
        .collect();
    let observed = observations::read(&input, declared, &kinds);
    check::units(&indicators, problems);
    aggregates::check(&indicators, problems);
    check::keys(&observed, problems);
    check::parts(&indicators, &observed, problems);
    if input.is_whole("observations/") && input.is_whole("areas/members.csv") {
        declared.sources.note_unused(problems);
    }
    let catalogue = Catalogue {
        edition: edition?,
        themes,
        indicator_order: indicators.iter().map(|i| i.value.code.clone()).collect(),
        indicators: by_code(indicators),
        scales,
        dimensions,
        reporters,
        sources,
        places,
        schemes,
        ranks,
        default_rank: default_rank?,
        sets,
    };
    Some(Dataset {
        catalogue,
        observations: observed.observations,
    })
}

fn by_code(indicators: Vec<Located<Indicator>>) -> BTreeMap<tidemark_vocab::IndicatorCode, Indicator> {
    indicators
        .into_iter()
        .map(|located| (located.value.code.clone(), located.value))
        .collect()
}
