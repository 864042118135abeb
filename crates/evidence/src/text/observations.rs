//! `observations/*.csv`: one finding a row.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tidemark_vocab::{AreaId, IndicatorCode, Period, PeriodError, Reference};

use super::declared::Declared;
use super::findings;
use super::input::Input;
use super::problem::{Located, Problems, Rule};
use super::rows::Fields;
use crate::indicator::Kind;
use crate::observation::{Dimensions, Observation, ObservationKey};

pub(super) const COLUMNS: [&str; 15] = [
    "indicator",
    "area",
    "reference",
    "round",
    "dimensions",
    "reporter",
    "source",
    "status",
    "value",
    "bound",
    "low",
    "high",
    "locator",
    "note",
    "questioned",
];
const INDICATOR: usize = 0;
const AREA: usize = 1;
const REFERENCE: usize = 2;
const ROUND: usize = 3;
const DIMENSIONS: usize = 4;
const REPORTER: usize = 5;
const SOURCE: usize = 6;
const LOCATOR: usize = 12;
const NOTE: usize = 13;
const QUESTIONED: usize = 14;

/// What is read again and again, kept once.
struct Reader<'a> {
    declared: &'a Declared,
    kinds: BTreeMap<IndicatorCode, Kind>,
    problems: &'a Problems,
    texts: HashMap<String, Arc<str>>,
    areas: HashMap<String, AreaId>,
}

/// Every observation that could be read, file by file in the order of the rows.
pub(super) fn read(
    input: &Input<'_>,
    declared: &Declared,
    kinds: BTreeMap<IndicatorCode, Kind>,
    problems: &Problems,
) -> Vec<Located<Observation>> {
    let mut reader = Reader {
        declared,
        kinds,
        problems,
        texts: HashMap::new(),
        areas: HashMap::new(),
    };
    let mut observations = Vec::new();
    for sheet in input.sheets("observations/", &COLUMNS) {
        observations.extend(sheet.read(|row| reader.observation(row)).unwrap_or_default());
    }
    observations
}

impl Reader<'_> {
    fn observation(&mut self, row: &Fields<'_>) -> Option<Located<Observation>> {
        let at = row.at();
        let indicator = row
            .text(INDICATOR)
            .and_then(|code| self.declared.indicators.find_or_note(code, &at, self.problems));
        let area = self.area(row);
        let period = self.period(row);
        let dimensions = self.dimensions(row);
        let reporter = row
            .text(REPORTER)
            .and_then(|code| self.declared.reporters.find_or_note(code, &at, self.problems));
        let source = row
            .text(SOURCE)
            .and_then(|id| self.declared.sources.find_or_note(id, &at, self.problems));
        let kind = indicator.as_ref().and_then(|code| self.kinds.get(code));
        let finding = kind.and_then(|kind| findings::read(row, kind, self.declared));
        let (locator, note) = (self.text(row.raw(LOCATOR)), self.text(row.raw(NOTE)));
        let questioned = row.raw(QUESTIONED);
        let questioned = (!questioned.is_empty()).then(|| self.text(questioned));
        let key = ObservationKey {
            indicator: indicator?,
            area: area?,
            period: period?,
            dimensions: dimensions?,
            reporter: reporter?,
            source: source?,
        };
        let value = Observation {
            key,
            finding: finding?,
            locator,
            note,
            questioned,
        };
        Some(Located { at, value })
    }

    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.texts.get(text) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = Arc::from(text);
        self.texts.insert(text.to_owned(), Arc::clone(&kept));
        kept
    }

    fn area(&mut self, row: &Fields<'_>) -> Option<AreaId> {
        let text = row.text(AREA)?;
        if let Some(area) = self.areas.get(text) {
            return Some(area.clone());
        }
        let (declared, at) = (self.declared, row.at());
        let area = if text.contains('/') {
            declared
                .regions
                .find_or_note(text, &at, self.problems)
                .map(AreaId::Region)
        } else {
            declared
                .places
                .find_or_note(text, &at, self.problems)
                .map(AreaId::Place)
        }?;
        self.areas.insert(text.to_owned(), area.clone());
        Some(area)
    }

    fn period(&self, row: &Fields<'_>) -> Option<Period> {
        let (reference_text, round_text) = (row.raw(REFERENCE), row.raw(ROUND));
        if reference_text.is_empty() && round_text.is_empty() {
            row.note(Rule::NoPeriod, &[]);
            return None;
        }
        let reference = match reference_text {
            "" => Ok(None),
            text => text.parse::<Reference>().map(Some),
        };
        let round = match round_text {
            "" => Some(None),
            text => self
                .declared
                .rounds
                .find_or_note(text, &row.at(), self.problems)
                .map(Some),
        };
        match &reference {
            Err(PeriodError::Reversed(text)) => row.note(Rule::ReversedPeriod, &[("text", text)]),
            Err(_) => row.malformed(REFERENCE, "reference"),
            Ok(Some(reference)) => row.canonical(REFERENCE, reference),
            Ok(None) => {}
        }
        Period::new(reference.ok()?, round?).ok()
    }

    fn dimensions(&self, row: &Fields<'_>) -> Option<Dimensions> {
        let text = row.raw(DIMENSIONS);
        if text.is_empty() {
            return Some(Dimensions::default());
        }
        let dimensions: Dimensions = row.parsed_if(DIMENSIONS, "dimensions")?;
        row.canonical(DIMENSIONS, &dimensions);
        for (dimension, value) in dimensions.iter() {
            let found = self
                .declared
                .dimensions
                .find_or_note(dimension.as_str(), &row.at(), self.problems);
            if let Some(values) = found.and_then(|dimension| self.declared.values.get(&dimension)) {
                values.find_or_note(value.as_str(), &row.at(), self.problems);
            }
        }
        Some(dimensions)
    }
}
