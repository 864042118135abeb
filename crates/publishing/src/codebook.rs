//! What the columns and codes of a table's files mean.

use std::collections::{BTreeMap, BTreeSet};

use tidemark_evidence::table::Total;
use tidemark_evidence::{Bound, Indicator, Observation, Status, Table};
use tidemark_vocab::{DimensionCode, IndicatorCode, LevelCode, ReporterCode};

use crate::csv::COLUMNS;
use crate::display::Words;

/// What an entry explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A column of the long CSV, or a field of the JSON.
    Column,
    /// A status.
    Status,
    /// A bound.
    Bound,
    /// An indicator.
    Indicator,
    /// A level or code that findings of an indicator have: `indicator:level`.
    Level,
    /// A value of a dimension: `dimension:value`.
    Dimension,
    /// A reporter.
    Reporter,
}

impl Section {
    /// The name in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Status => "status",
            Self::Bound => "bound",
            Self::Indicator => "indicator",
            Self::Level => "level",
            Self::Dimension => "dimension",
            Self::Reporter => "reporter",
        }
    }
}

/// One explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it explains.
    pub section: Section,
    /// The code as it stands in files.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub explanation: String,
    /// The unit of an indicator, as a code.
    pub unit: Option<String>,
}

impl Entry {
    fn new(section: Section, code: impl Into<String>, name: impl Into<String>, explanation: String) -> Self {
        Self {
            section,
            code: code.into(),
            name: name.into(),
            explanation,
            unit: None,
        }
    }
}

/// The codes that occur in a table.
#[derive(Debug, Default)]
struct Used {
    indicators: BTreeSet<IndicatorCode>,
    dimensions: BTreeMap<DimensionCode, BTreeSet<LevelCode>>,
    reporters: BTreeSet<ReporterCode>,
}

impl Used {
    fn of(table: &Table) -> Self {
        let mut used = Self::default();
        used.indicators.extend(table.query.indicators.iter().cloned());
        for row in &table.long {
            used.indicators.insert(row.indicator.clone());
            if let Some(shown) = &row.cell.shown {
                used.add(&shown.observation);
                shown
                    .companions
                    .iter()
                    .for_each(|companion| used.add(&companion.observation));
            }
            row.cell
                .others
                .iter()
                .for_each(|other| used.add(&other.observation));
            row.cell.total.iter().for_each(|total| used.total(total));
        }
        let totals = table
            .groups
            .iter()
            .flat_map(|group| &group.totals)
            .chain(&table.totals);
        totals.for_each(|total| used.total(total));
        used
    }

    /// What stands beside a total and in its working.
    fn total(&mut self, total: &Total) {
        let working = total.working.iter();
        let figures = working.flat_map(|line| line.figure.iter().chain(&line.weight));
        total
            .published
            .iter()
            .chain(figures)
            .for_each(|observation| self.add(observation));
    }

    fn add(&mut self, observation: &Observation) {
        self.indicators.insert(observation.key.indicator.clone());
        self.reporters.insert(observation.key.reporter.clone());
        for (dimension, value) in observation.key.dimensions.iter() {
            self.dimensions
                .entry(dimension.clone())
                .or_default()
                .insert(value.clone());
        }
    }
}

/// Every column, status and bound, and the indicators, levels, dimensions and reporters that occur in the table.
#[must_use]
pub fn entries(table: &Table, words: &Words<'_>) -> Vec<Entry> {
    let used = Used::of(table);
    let mut entries = fixed(words);
    for code in &used.indicators {
        if let Some(indicator) = words.definition_of(code) {
            entries.push(indicator_entry(indicator, words));
        }
    }
    for code in &used.indicators {
        if let Some(indicator) = words.definition_of(code) {
            entries.extend(levels(indicator, words));
        }
    }
    for (dimension, values) in &used.dimensions {
        entries.extend(
            values
                .iter()
                .map(|value| dimension_entry(dimension, value, words)),
        );
    }
    for reporter in &used.reporters {
        let known = words.catalogue.reporters.get(reporter);
        let kind = known.map(|known| words.messages.reporter_kind(known.kind));
        let name = words.reporter(reporter);
        entries.push(Entry::new(
            Section::Reporter,
            reporter.to_string(),
            name,
            kind.unwrap_or_default(),
        ));
    }
    entries
}

/// What holds for every table.
fn fixed(words: &Words<'_>) -> Vec<Entry> {
    let messages = words.messages;
    let columns = COLUMNS
        .iter()
        .map(|column| Entry::new(Section::Column, *column, *column, messages.column(column)));
    let statuses = Status::ALL.into_iter().map(|status| {
        Entry::new(
            Section::Status,
            status.as_str(),
            messages.status(status),
            messages.meaning(status),
        )
    });
    let bounds = Bound::ALL.into_iter().map(|bound| {
        Entry::new(
            Section::Bound,
            bound.as_str(),
            messages.bound(bound),
            bound.sign().to_owned(),
        )
    });
    columns.chain(statuses).chain(bounds).collect()
}

fn indicator_entry(indicator: &Indicator, words: &Words<'_>) -> Entry {
    Entry {
        unit: Some(indicator.unit.to_string()),
        ..Entry::new(
            Section::Indicator,
            indicator.code.to_string(),
            words.indicator(&indicator.code),
            words.localized(&indicator.definition).to_owned(),
        )
    }
}

fn levels(indicator: &Indicator, words: &Words<'_>) -> Vec<Entry> {
    let levels = words.scale(indicator).into_iter().flat_map(|scale| &scale.levels);
    let name_of = |level: &LevelCode| words.level(&indicator.code, level);
    levels
        .map(|level| {
            Entry::new(
                Section::Level,
                format!("{}:{}", indicator.code, level.code),
                name_of(&level.code),
                words.indicator(&indicator.code),
            )
        })
        .collect()
}

fn dimension_entry(dimension: &DimensionCode, value: &LevelCode, words: &Words<'_>) -> Entry {
    let split = tidemark_evidence::Dimensions::new([(dimension.clone(), value.clone())]);
    let explanation = words
        .catalogue
        .dimensions
        .get(dimension)
        .map(|known| words.localized(&known.name).to_owned());
    Entry::new(
        Section::Dimension,
        split.to_string(),
        words.dimensions(&split),
        explanation.unwrap_or_default(),
    )
}
