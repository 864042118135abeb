//! The hand-written rules: what each fact indicator and each source means.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::notes::NoteRules;
use super::problem::CompileError;
use super::sources::SourceLine;
use super::table;

/// What becomes of the facts of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Action {
    /// An observation each.
    Observe,
    /// A part of a place: a name, a code, a membership.
    Area,
    /// Nothing, for the reason given.
    Drop,
}

/// A row of `compile/indicators.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct IndicatorRule {
    fact_indicator: String,
    /// The indicator it is observed as.
    pub(super) indicator: String,
    /// The dimensions it is observed with.
    pub(super) dimensions: String,
    /// What becomes of its facts.
    pub(super) action: Action,
    /// The region that a world figure is about.
    pub(super) world: String,
    /// Why.
    pub(super) reason: String,
}

/// A row of `compile/sources.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceRule {
    source_id: String,
    /// Whose figures it holds.
    pub(super) reporter: String,
    /// The pattern of its round.
    pub(super) round: String,
    /// How it is dated.
    pub(super) dating: String,
    /// On which terms it is used.
    pub(super) terms: String,
    /// What it says of its licence.
    pub(super) source_licence: String,
}

/// A row of `compile/source_indicators.csv`: what differs for one indicator of a source.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceIndicatorRule {
    source_id: String,
    fact_indicator: String,
    place: String,
    /// Another indicator, or empty.
    pub(super) indicator: String,
    /// Another reporter, or empty.
    pub(super) reporter: String,
    /// Another round, or empty.
    pub(super) round: String,
    /// Another dating, or empty.
    pub(super) dating: String,
}

/// What the compiler must know of an indicator.
#[derive(Debug, Clone)]
pub(super) struct IndicatorSheet {
    /// Its theme: the file of its observations.
    pub(super) theme: String,
    /// Its unit.
    pub(super) unit: String,
    /// What sort of finding it has.
    pub(super) kind: Kind,
}

/// What sort of finding an indicator has, with the levels it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Quantity,
    Availability,
    Level(Vec<String>),
    Codes(Vec<String>),
    Text,
}

/// A region scheme and the fact files' spelling of its regions.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Scheme {
    /// Its code.
    pub(super) code: String,
    /// Its regions.
    pub(super) region: Vec<Region>,
}

/// A region of a scheme.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Region {
    /// Its code.
    pub(super) code: String,
    /// How the fact files spell it.
    #[serde(default)]
    pub(super) source_value: Option<String>,
}

/// A place added or completed by hand.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct PlaceRule {
    /// Its code.
    pub(super) place: String,
    /// The place of which it is a part.
    pub(super) parent: String,
    /// Its name, where the fact files have none.
    pub(super) name_en: String,
    /// Other names, for finding it.
    pub(super) aliases: String,
}

/// Every rule that is not about a single fact.
#[derive(Debug)]
pub(super) struct Rules {
    indicators: BTreeMap<String, IndicatorRule>,
    sources: BTreeMap<String, SourceRule>,
    source_indicators: Vec<SourceIndicatorRule>,
    sheets: BTreeMap<String, IndicatorSheet>,
    units: BTreeMap<String, BTreeSet<String>>,
    reporters: BTreeMap<String, BTreeSet<String>>,
    /// The region schemes.
    pub(super) schemes: Vec<Scheme>,
    /// The scheme of which a fact indicator gives the membership.
    pub(super) memberships: BTreeMap<String, String>,
    /// Places by hand.
    pub(super) places: BTreeMap<String, PlaceRule>,
    /// Regions that hold all places of other regions, as (region, part).
    pub(super) derived: Vec<DerivedRule>,
    /// Documents that indicators cite, on which no fact rests.
    pub(super) documents: Vec<SourceLine>,
    /// What becomes of the parts of notes.
    pub(super) notes: NoteRules,
}

/// A row of `compile/derived_members.csv`: a region that holds every place of another.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DerivedRule {
    /// The region that is filled.
    pub(super) region: String,
    /// The region whose places it takes.
    pub(super) from: String,
}

#[derive(Deserialize)]
struct UnitRow {
    fact_unit: String,
    unit: String,
}

#[derive(Deserialize)]
struct MembershipRow {
    fact_indicator: String,
    scheme: String,
}

#[derive(Deserialize)]
struct IndicatorFile {
    indicator: Vec<IndicatorTable>,
}

#[derive(Deserialize)]
struct IndicatorTable {
    code: String,
    theme: String,
    unit: String,
    kind: String,
    scale: Option<String>,
}

#[derive(Deserialize)]
struct ScaleFile {
    scale: Vec<ScaleTable>,
}

#[derive(Deserialize)]
struct ScaleTable {
    code: String,
    level: Vec<LevelTable>,
}

#[derive(Deserialize)]
struct LevelTable {
    code: String,
}

#[derive(Deserialize)]
struct SchemeFile {
    scheme: Vec<Scheme>,
}

#[derive(Deserialize)]
struct ReporterFile {
    reporter: Vec<ReporterTable>,
}

#[derive(Deserialize)]
struct ReporterTable {
    code: String,
    #[serde(default)]
    rounds: Vec<RoundTable>,
}

#[derive(Deserialize)]
struct RoundTable {
    code: String,
}

fn rows<T: serde::de::DeserializeOwned>(data: &Path, name: &str) -> Result<Vec<T>, CompileError> {
    let rows = table::read(&data.join("compile").join(name))?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

impl Rules {
    /// Reads every rule under `data`.
    pub(super) fn read(data: &Path) -> Result<Self, CompileError> {
        let indicators: Vec<IndicatorRule> = rows(data, "indicators.csv")?;
        let sources: Vec<SourceRule> = rows(data, "sources.csv")?;
        let memberships: Vec<MembershipRow> = rows(data, "memberships.csv")?;
        let places: Vec<PlaceRule> = rows(data, "places.csv")?;
        let schemes: SchemeFile = table::read_toml(&data.join("schemes.toml"))?;
        let mut units: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in rows::<UnitRow>(data, "units.csv")? {
            units.entry(row.fact_unit).or_default().insert(row.unit);
        }
        Ok(Self {
            indicators: indicators
                .into_iter()
                .map(|r| (r.fact_indicator.clone(), r))
                .collect(),
            sources: sources.into_iter().map(|r| (r.source_id.clone(), r)).collect(),
            source_indicators: rows(data, "source_indicators.csv")?,
            sheets: read_sheets(data)?,
            units,
            reporters: read_reporters(data)?,
            schemes: schemes.scheme,
            memberships: memberships
                .into_iter()
                .map(|r| (r.fact_indicator, r.scheme))
                .collect(),
            places: places.into_iter().map(|r| (r.place.clone(), r)).collect(),
            derived: rows(data, "derived_members.csv")?,
            documents: rows(data, "documents.csv")?,
            notes: NoteRules::read(data)?,
        })
    }

    pub(super) fn indicator(&self, fact_indicator: &str) -> Option<&IndicatorRule> {
        self.indicators.get(fact_indicator)
    }

    pub(super) fn source(&self, id: &str) -> Option<&SourceRule> {
        self.sources.get(id)
    }

    pub(super) fn sheet(&self, indicator: &str) -> Option<&IndicatorSheet> {
        self.sheets.get(indicator)
    }

    /// Whether a fact's unit is the unit of the indicator it is observed as.
    pub(super) fn unit_fits(&self, fact_unit: &str, sheet: &IndicatorSheet) -> bool {
        self.units
            .get(fact_unit)
            .is_some_and(|units| units.contains(&sheet.unit))
    }

    /// Whether a reporter is known.
    pub(super) fn has_reporter(&self, reporter: &str) -> bool {
        self.reporters.contains_key(reporter)
    }

    /// Whether a reporter has a round.
    pub(super) fn has_round(&self, reporter: &str, round: &str) -> bool {
        self.reporters
            .get(reporter)
            .is_some_and(|rounds| rounds.contains(round))
    }

    /// What differs for an indicator of a source in a place; the most particular rule comes first.
    pub(super) fn exception(
        &self,
        source: &str,
        indicator: &str,
        place: &str,
    ) -> Option<&SourceIndicatorRule> {
        let fits = |rule: &&SourceIndicatorRule| rule.source_id == source && rule.fact_indicator == indicator;
        let mut general = None;
        for rule in self.source_indicators.iter().filter(fits) {
            if rule.place == place {
                return Some(rule);
            }
            if rule.place.is_empty() {
                general = Some(rule);
            }
        }
        general
    }
}

fn read_reporters(data: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, CompileError> {
    let file: ReporterFile = table::read_toml(&data.join("reporters.toml"))?;
    let rounds = |rounds: Vec<RoundTable>| rounds.into_iter().map(|round| round.code).collect();
    Ok(file
        .reporter
        .into_iter()
        .map(|r| (r.code, rounds(r.rounds)))
        .collect())
}

fn read_sheets(data: &Path) -> Result<BTreeMap<String, IndicatorSheet>, CompileError> {
    let scales: ScaleFile = table::read_toml(&data.join("scales.toml"))?;
    let scales: BTreeMap<String, Vec<String>> = scales
        .scale
        .into_iter()
        .map(|scale| {
            (
                scale.code,
                scale.level.into_iter().map(|level| level.code).collect(),
            )
        })
        .collect();
    let levels = |scale: Option<String>| {
        let known = scale.and_then(|scale| scales.get(&scale).cloned());
        known.unwrap_or_default()
    };
    let folder = data.join("indicators");
    let mut sheets = BTreeMap::new();
    for entry in fs::read_dir(&folder).map_err(CompileError::io(&folder))? {
        let path = entry.map_err(CompileError::io(&folder))?.path();
        let file: IndicatorFile = table::read_toml(&path)?;
        for table in file.indicator {
            let kind = match table.kind.as_str() {
                "availability" => Kind::Availability,
                "level" => Kind::Level(levels(table.scale)),
                "codes" => Kind::Codes(levels(table.scale)),
                "text" => Kind::Text,
                _ => Kind::Quantity,
            };
            let sheet = IndicatorSheet {
                theme: table.theme,
                unit: table.unit,
                kind,
            };
            sheets.insert(table.code, sheet);
        }
    }
    Ok(sheets)
}
