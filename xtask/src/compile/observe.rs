//! From facts to observations.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tidemark_evidence::finding::{Bound, Finding};
use tidemark_evidence::observation::{Dimensions, Observation, ObservationKey};
use tidemark_vocab::{AreaId, Period};

use super::fact::{Columns, Fact, Facts};
use super::finding;
use super::output::Output;
use super::period::{Dating, parse_round};
use super::problem::{CompileError, Problems};
use super::rows::{Field, RowRules};
use super::rules::{Action, IndicatorRule, IndicatorSheet, Rules};
use super::table;

/// The place of a fact: its file and line.
pub(super) type FactId = (String, u64);

/// Every observation by its key, with the fact it comes from.
#[derive(Debug, Default)]
pub(super) struct Observed {
    by_key: BTreeMap<ObservationKey, (FactId, Observation)>,
}

/// Where each kept fact stands: the compiled file and the line in it.
pub(super) type Placed = BTreeMap<FactId, (String, u64)>;

/// Makes an observation of every fact whose indicator is observed.
pub(super) fn observe(facts: &Facts, rules: &Rules, rows: &RowRules, problems: &mut Problems) -> Observed {
    let mut observed = Observed::default();
    for (file, fact) in facts.iter() {
        let Some(rule) = rules.indicator(&fact.columns.indicator) else {
            problems.add(
                file,
                fact.line,
                format!("no rule for `{}`", fact.columns.indicator),
            );
            continue;
        };
        if rule.action != Action::Observe {
            continue;
        }
        let reading = Reading {
            file,
            fact,
            rule,
            rules,
            rows,
        };
        match reading.observation() {
            Ok(observation) => observed.add(file, fact.line, observation, problems),
            Err(what) => problems.add(file, fact.line, what),
        }
    }
    observed
}

impl Observed {
    fn add(&mut self, file: &str, line: u64, observation: Observation, problems: &mut Problems) {
        let key = observation.key.clone();
        if let Some(((other, at), _)) = self.by_key.get(&key) {
            problems.add(file, line, format!("the same observation as {other}:{at}"));
            return;
        }
        self.by_key.insert(key, ((file.to_owned(), line), observation));
    }

    /// The observations in order of key.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Observation> {
        self.by_key.values().map(|(_, observation)| observation)
    }

    /// Writes a file a theme and says where each fact now stands.
    pub(super) fn write(&self, rules: &Rules, output: &mut Output) -> Result<Placed, CompileError> {
        let mut files: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        let mut placed = Placed::new();
        for (fact, observation) in self.by_key.values() {
            let theme = rules
                .sheet(observation.key.indicator.as_str())
                .map_or("", |sheet| &sheet.theme);
            let name = format!("observations/{theme}.csv");
            let lines = files.entry(name.clone()).or_default();
            lines.push(Line::of(observation));
            // The header is line 1.
            placed.insert(fact.clone(), (name, lines.len() as u64 + 1));
        }
        for (name, lines) in files {
            let bytes = table::to_csv(&name, &lines)?;
            output.put(name, bytes);
        }
        Ok(placed)
    }
}

/// A fact with all that is needed to read it.
struct Reading<'a> {
    file: &'a str,
    fact: &'a Fact,
    rule: &'a IndicatorRule,
    rules: &'a Rules,
    rows: &'a RowRules,
}

impl Reading<'_> {
    fn columns(&self) -> &Columns {
        &self.fact.columns
    }

    fn row(&self, field: Field) -> Option<&str> {
        self.rows.get(self.file, self.fact.line, field)
    }

    fn observation(&self) -> Result<Observation, String> {
        let columns = self.columns();
        let exception = self
            .rules
            .exception(&columns.source_id, &columns.indicator, &columns.iso3);
        let other = |text: Option<&String>| text.filter(|text| !text.is_empty()).cloned();
        let indicator = self.row(Field::Indicator).map(str::to_owned);
        let indicator = indicator
            .or_else(|| other(exception.map(|rule| &rule.indicator)))
            .unwrap_or_else(|| self.rule.indicator.clone());
        let sheet = self.sheet(&indicator)?;
        let bound = self
            .row(Field::Bound)
            .map(str::parse::<Bound>)
            .transpose()
            .map_err(text)?;
        let finding = finding::of(columns, sheet, bound).map_err(text)?;
        let key = ObservationKey {
            indicator: indicator.parse().map_err(text)?,
            area: self.area()?,
            period: self.period()?,
            dimensions: self.dimensions()?,
            reporter: self.reporter()?.parse().map_err(text)?,
            source: columns.source_id.parse().map_err(text)?,
        };
        let note = match self.row(Field::Note) {
            Some(note) => note.to_owned(),
            None => self.rules.notes.apply(&columns.note, &key, &finding)?,
        };
        Ok(Observation {
            key,
            finding,
            locator: Arc::from(columns.locator.as_str()),
            note: Arc::from(note),
            questioned: self.row(Field::Questioned).map(Arc::from),
        })
    }

    fn dimensions(&self) -> Result<Dimensions, String> {
        let stated = self.row(Field::Dimensions).unwrap_or(&self.rule.dimensions);
        stated.parse().map_err(text)
    }

    /// The sheet of the indicator, once the unit of the fact is known to be its unit.
    fn sheet(&self, indicator: &str) -> Result<&IndicatorSheet, String> {
        let sheet = self
            .rules
            .sheet(indicator)
            .ok_or_else(|| format!("no indicator `{indicator}` in data/indicators"))?;
        if !self.rules.unit_fits(&self.columns().unit, sheet) {
            let unit = &self.columns().unit;
            return Err(format!(
                "`{unit}` is not the unit of {indicator} ({})",
                sheet.unit
            ));
        }
        Ok(sheet)
    }

    fn area(&self) -> Result<AreaId, String> {
        let area = self
            .row(Field::Area)
            .unwrap_or(match self.columns().iso3.as_str() {
                "WLD" => &self.rule.world,
                "EUU" => "GLOBAL/EU",
                place => place,
            });
        area.parse().map_err(text)
    }

    fn reporter(&self) -> Result<String, String> {
        let columns = self.columns();
        let source = self.rules.source(&columns.source_id);
        let source = source.ok_or_else(|| format!("no rule for the source `{}`", columns.source_id))?;
        let exception = self
            .rules
            .exception(&columns.source_id, &columns.indicator, &columns.iso3)
            .map_or("", |rule| &rule.reporter);
        let default = if exception.is_empty() {
            &source.reporter
        } else {
            exception
        };
        let reporter = self.row(Field::Reporter).unwrap_or(default);
        if self.rules.has_reporter(reporter) {
            Ok(reporter.to_owned())
        } else {
            Err(format!("no reporter `{reporter}` in data/reporters.toml"))
        }
    }

    /// The reference of a row rule stands for the source's dating; a round of a row rule likewise.
    fn period(&self) -> Result<Period, String> {
        let columns = self.columns();
        let source = self.rules.source(&columns.source_id);
        let source = source.ok_or_else(|| format!("no rule for the source `{}`", columns.source_id))?;
        let exception = self
            .rules
            .exception(&columns.source_id, &columns.indicator, &columns.iso3);
        let pick = |special: Option<&String>, default: &String| {
            special.filter(|text| !text.is_empty()).unwrap_or(default).clone()
        };
        let dating =
            Dating::parse(&pick(exception.map(|rule| &rule.dating), &source.dating)).map_err(text)?;
        if dating == Dating::None {
            return Err(format!(
                "the source `{}` is said to have no observations",
                columns.source_id
            ));
        }
        let pattern = pick(exception.map(|rule| &rule.round), &source.round);
        let pattern = self.row(Field::Round).unwrap_or(&pattern);
        let period = match self.row(Field::Reference) {
            None => dating.period(columns.year, pattern),
            Some("") => Dating::Round.period(columns.year, pattern),
            Some(reference) => Period::new(
                Some(reference.parse().map_err(text)?),
                parse_round(pattern, columns.year).map_err(text)?,
            ),
        }
        .map_err(text)?;
        match period.round() {
            Some(round) if !self.rules.has_round(round.reporter.as_str(), round.code.as_str()) => {
                Err(format!("no round {round} in data/reporters.toml"))
            }
            _ => Ok(period),
        }
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A line of `observations/*.csv`.
#[derive(Debug, Serialize)]
struct Line {
    indicator: String,
    area: String,
    reference: String,
    round: String,
    dimensions: String,
    reporter: String,
    source: String,
    status: &'static str,
    value: String,
    bound: &'static str,
    low: String,
    high: String,
    locator: String,
    note: String,
    questioned: String,
}

impl Line {
    fn of(observation: &Observation) -> Self {
        let Observation { key, finding, .. } = observation;
        let show = |text: Option<String>| text.unwrap_or_default();
        let quantity = finding.quantity();
        let range = quantity.and_then(tidemark_evidence::finding::Quantity::range);
        Self {
            indicator: key.indicator.to_string(),
            area: key.area.to_string(),
            reference: show(key.period.reference().map(ToString::to_string)),
            round: show(key.period.round().map(ToString::to_string)),
            dimensions: key.dimensions.to_string(),
            reporter: key.reporter.to_string(),
            source: key.source.to_string(),
            status: finding.status().as_str(),
            value: match finding {
                Finding::Quantity(quantity) => show(quantity.value().map(|value| value.to_string())),
                Finding::Level(level) => level.to_string(),
                Finding::Codes(codes) => {
                    let codes: Vec<&str> = codes.iter().map(AsRef::as_ref).collect();
                    codes.join(";")
                }
                Finding::Text(words) => words.to_string(),
                _ => String::new(),
            },
            bound: quantity.map_or("", |quantity| quantity.bound().as_str()),
            low: show(range.map(|(low, _)| low.to_string())),
            high: show(range.map(|(_, high)| high.to_string())),
            locator: observation.locator.to_string(),
            note: observation.note.to_string(),
            questioned: show(observation.questioned.as_deref().map(str::to_owned)),
        }
    }
}
