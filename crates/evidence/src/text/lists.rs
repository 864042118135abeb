//! `edition.toml`, `themes.toml`, `scales.toml`, `dimensions.toml`, `reporters.toml`, `schemes.toml`.

use std::collections::BTreeMap;

use tidemark_vocab::{
    DimensionCode, LevelCode, RegionCode, RegionId, Reporter, ReporterCode, Round, RoundCode, RoundId,
    ScaleCode, SchemeCode,
};

use super::declared::Declared;
use super::input::Input;
use super::keyed::Keys;
use super::names::Names;
use super::problem::{Problems, Rule};
use crate::catalogue::{EditionInfo, Region, Scheme};
use crate::indicator::{Dimension, Level, Ordering, Scale, Theme};

/// Reads the tables named `name` of every document, each with `read`, and notes unknown keys.
pub(super) fn tables<T>(
    input: &Input<'_>,
    file: &str,
    name: &'static str,
    mut read: impl FnMut(&Keys<'_>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for document in input.documents(file) {
        let root = document.root();
        for table in root.tables(name) {
            all.extend(read(&table));
            table.finish();
        }
        root.finish();
    }
    all
}

/// The edition's particulars.
pub(super) fn edition(input: &Input<'_>) -> Option<EditionInfo> {
    let documents = input.documents("edition.toml");
    let root = documents.first()?.root();
    let title = root.text("title").map(str::to_owned);
    let date = root.parsed("date", "date");
    let note = root.text_if("note").unwrap_or_default().to_owned();
    root.finish();
    Some(EditionInfo {
        title: title?,
        date: date?,
        note,
    })
}

/// The themes in order.
pub(super) fn themes(input: &Input<'_>, declared: &mut Declared, problems: &Problems) -> Vec<Theme> {
    tables(input, "themes.toml", "theme", |table| {
        let code = table.parsed("code", "lower");
        declared.themes.declare(code.as_ref(), &table.at(), problems);
        let name = table.words("name");
        Some(Theme {
            code: code?,
            name: name?,
        })
    })
}

/// The levels of a scale or dimension, declared in `names`.
fn levels(
    parent: &Keys<'_>,
    key: &'static str,
    names: &mut Names<LevelCode>,
    problems: &Problems,
) -> Vec<Level> {
    let tables = parent.tables(key);
    if tables.is_empty() {
        parent.note(key, Rule::MissingField, &[("field", &key)]);
    }
    let mut levels = Vec::new();
    for table in tables {
        let code: Option<LevelCode> = table.parsed("code", "level");
        names.declare(code.as_ref(), &table.at(), problems);
        let name = table.words("name");
        table.finish();
        levels.extend(code.zip(name).map(|(code, name)| Level { code, name }));
    }
    levels
}

/// The scales by code.
pub(super) fn scales(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> BTreeMap<ScaleCode, Scale> {
    let read = |table: &Keys<'_>| {
        let code: Option<ScaleCode> = table.parsed("code", "lower");
        let ordering = table.flag("ordered").map(|ordered| {
            if ordered {
                Ordering::Ordered
            } else {
                Ordering::Unordered
            }
        });
        let mut names = Names::new("level", "scales.toml");
        let levels = levels(table, "level", &mut names, problems);
        declared.scales.declare(code.as_ref(), &table.at(), problems);
        if let Some(code) = &code {
            declared.levels.insert(code.clone(), names);
        }
        let code = code?;
        Some((
            code.clone(),
            Scale {
                code,
                ordering: ordering?,
                levels,
            },
        ))
    };
    tables(input, "scales.toml", "scale", read).into_iter().collect()
}

/// The dimensions by code.
pub(super) fn dimensions(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> BTreeMap<DimensionCode, Dimension> {
    let read = |table: &Keys<'_>| {
        let code: Option<DimensionCode> = table.parsed("code", "lower");
        let name = table.words("name");
        let mut names = Names::new("value", "dimensions.toml");
        let values = levels(table, "value", &mut names, problems);
        declared.dimensions.declare(code.as_ref(), &table.at(), problems);
        if let Some(code) = &code {
            declared.values.insert(code.clone(), names);
        }
        let code = code?;
        Some((
            code.clone(),
            Dimension {
                code,
                name: name?,
                values,
            },
        ))
    };
    tables(input, "dimensions.toml", "dimension", read)
        .into_iter()
        .collect()
}

/// The reporters by code, with their rounds.
pub(super) fn reporters(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> BTreeMap<ReporterCode, Reporter> {
    let read = |table: &Keys<'_>| {
        let code: Option<ReporterCode> = table.parsed("code", "upper");
        declared.reporters.declare(code.as_ref(), &table.at(), problems);
        let name = table.words("name");
        let short = table.words_if("short").unwrap_or_default();
        let kind = table.parsed("kind", "reporter_kind");
        let rounds = rounds(table, code.as_ref(), &mut declared.rounds, problems);
        let code = code?;
        Some((
            code.clone(),
            Reporter {
                code,
                name: name?,
                short,
                kind: kind?,
                rounds,
            },
        ))
    };
    tables(input, "reporters.toml", "reporter", read)
        .into_iter()
        .collect()
}

fn rounds(
    reporter: &Keys<'_>,
    code: Option<&ReporterCode>,
    names: &mut Names<RoundId>,
    problems: &Problems,
) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for table in reporter.tables("rounds") {
        let round: Option<RoundCode> = table.parsed("code", "round");
        let (year, kind) = (table.number("year"), table.parsed("kind", "round_kind"));
        let id = round.clone().zip(code).map(|(code, reporter)| RoundId {
            reporter: reporter.clone(),
            code,
        });
        names.declare(id.as_ref(), &table.at(), problems);
        if let (Some(code), Some(year), Some(kind)) = (round, year, kind) {
            if rounds.last().is_some_and(|last| last.year > year) {
                problems.note(&table.at(), Rule::Unsorted, &[("what", &"round")]);
            }
            rounds.push(Round { code, year, kind });
        }
        table.finish();
    }
    rounds
}

/// The schemes in order, and how the files name their regions; members are read later.
pub(super) fn schemes(input: &Input<'_>, declared: &mut Declared, problems: &Problems) -> Vec<Scheme> {
    tables(input, "schemes.toml", "scheme", |table| {
        let code: Option<SchemeCode> = table.parsed("code", "upper");
        declared.schemes.declare(code.as_ref(), &table.at(), problems);
        let version = table.text("version").map(str::to_owned);
        let (name, note) = (table.words("name"), table.words("note"));
        let mut regions = Vec::new();
        for region in table.tables("region") {
            let id: Option<RegionCode> = region.parsed("code", "upper");
            let words = region.words("name");
            // Only the compiler needs to know how a source spells it.
            region.text_if("source_value");
            let full = code
                .clone()
                .zip(id.clone())
                .map(|(scheme, region)| RegionId { scheme, region });
            declared.regions.declare(full.as_ref(), &region.at(), problems);
            region.finish();
            regions.extend(id.zip(words).map(|(code, name)| Region {
                code,
                name,
                members: BTreeMap::new(),
            }));
        }
        Some(Scheme {
            code: code?,
            version: version?,
            name: name?,
            note: note?,
            regions,
        })
    })
}
