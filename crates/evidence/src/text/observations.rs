//! `observations/*.csv`: one finding a row.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use tidemark_vocab::{
    AreaId, IndicatorCode, Period, PeriodError, Reference, ReporterCode, RoundId, SourceId,
};

use super::declared::Declared;
use super::findings;
use super::input::Input;
use super::memo::Memo;
use super::observed::Observed;
use super::problem::Rule;
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

/// Reads rows one after another. What they say again and again is kept once; what is wrong is never kept, so that it is noted in
/// every row.
struct Reader<'a> {
    declared: &'a Declared,
    kinds: &'a BTreeMap<IndicatorCode, Kind>,
    indicators: Memo<(IndicatorCode, Option<&'a Kind>)>,
    areas: Memo<AreaId>,
    references: Memo<Reference>,
    rounds: Memo<RoundId>,
    splits: Memo<Dimensions>,
    reporters: Memo<ReporterCode>,
    sources: Memo<SourceId>,
    texts: Memo<Arc<str>>,
    locator: Arc<str>,
}

/// Every observation that could be read, file by file in the order of the rows.
pub(super) fn read(
    input: &Input<'_>,
    declared: &Declared,
    kinds: &BTreeMap<IndicatorCode, Kind>,
) -> Observed {
    let mut observed = Observed::default();
    for sheet in input.sheets("observations/", &COLUMNS) {
        let rows = sheet.read_blocks(|| Reader::new(declared, kinds), Reader::observation);
        observed.add(sheet.file, rows);
    }
    observed
}

impl<'a> Reader<'a> {
    fn new(declared: &'a Declared, kinds: &'a BTreeMap<IndicatorCode, Kind>) -> Self {
        Self {
            declared,
            kinds,
            indicators: Memo::default(),
            areas: Memo::default(),
            references: Memo::default(),
            rounds: Memo::default(),
            splits: Memo::default(),
            reporters: Memo::default(),
            sources: Memo::default(),
            texts: Memo::default(),
            locator: Arc::default(),
        }
    }

    fn observation(&mut self, row: &Fields<'_>) -> Option<Observation> {
        let indicator = row.text(INDICATOR).and_then(|code| self.indicator(row, code));
        let area = row.text(AREA).and_then(|text| self.area(row, text));
        let period = self.period(row);
        let dimensions = self.dimensions(row);
        let declared = self.declared;
        let reporter = row.text(REPORTER).and_then(|code| {
            let read = || own(&declared.reporters.find_or_note(code, &row.at(), row.problems())?);
            self.reporters.get(code, read)
        });
        let source = row.text(SOURCE).and_then(|id| {
            let read = || own(&declared.sources.find_or_note(id, &row.at(), row.problems())?);
            self.sources.get(id, read)
        });
        let kind = indicator.as_ref().and_then(|(_, kind)| *kind);
        let finding = kind.and_then(|kind| findings::read(row, kind, declared));
        let questioned = row.raw(QUESTIONED);
        let questioned = if questioned.is_empty() {
            None
        } else {
            Some(self.text(questioned)?)
        };
        Some(Observation {
            key: ObservationKey {
                indicator: indicator?.0,
                area: area?,
                period: period?,
                dimensions: dimensions?,
                reporter: reporter?,
                source: source?,
            },
            finding: finding?,
            locator: self.locator(row.raw(LOCATOR)),
            note: self.text(row.raw(NOTE))?,
            questioned,
        })
    }

    fn indicator(&mut self, row: &Fields<'_>, code: &str) -> Option<(IndicatorCode, Option<&'a Kind>)> {
        let (declared, kinds) = (self.declared, self.kinds);
        self.indicators.get(code, || {
            let code = declared
                .indicators
                .find_or_note(code, &row.at(), row.problems())?;
            Some((own(&code)?, kinds.get(&code)))
        })
    }

    fn text(&mut self, text: &str) -> Option<Arc<str>> {
        self.texts.get(text, || Some(Arc::from(text)))
    }

    /// Most rows have a locator of their own: only that of the row before is kept.
    fn locator(&mut self, text: &str) -> Arc<str> {
        if *self.locator != *text {
            self.locator = Arc::from(text);
        }
        Arc::clone(&self.locator)
    }

    fn area(&mut self, row: &Fields<'_>, text: &str) -> Option<AreaId> {
        let declared = self.declared;
        self.areas.get(text, || {
            let (at, problems) = (row.at(), row.problems());
            let area = if text.contains('/') {
                AreaId::Region(declared.regions.find_or_note(text, &at, problems)?)
            } else {
                AreaId::Place(declared.places.find_or_note(text, &at, problems)?)
            };
            own(&area)
        })
    }

    fn period(&mut self, row: &Fields<'_>) -> Option<Period> {
        let (reference_text, round_text) = (row.raw(REFERENCE), row.raw(ROUND));
        if reference_text.is_empty() && round_text.is_empty() {
            row.note(Rule::NoPeriod, &[]);
            return None;
        }
        let round = match round_text {
            "" => Some(None),
            text => {
                let declared = self.declared;
                let read = || own(&declared.rounds.find_or_note(text, &row.at(), row.problems())?);
                self.rounds.get(text, read).map(Some)
            }
        };
        let reference = match reference_text {
            "" => Some(None),
            text => self.references.get(text, || reference(row, text)).map(Some),
        };
        Period::new(reference?, round?).ok()
    }

    fn dimensions(&mut self, row: &Fields<'_>) -> Option<Dimensions> {
        let text = row.raw(DIMENSIONS);
        if text.is_empty() {
            return Some(Dimensions::default());
        }
        let (declared, mut noted) = (self.declared, None);
        let known = self.splits.get(text, || {
            let dimensions = row.parsed_if(DIMENSIONS, "dimensions")?;
            if are_declared(&dimensions, row, declared) {
                return Some(dimensions);
            }
            noted = Some(dimensions);
            None
        });
        known.or(noted)
    }
}

/// The same with bytes of its own. Those of what is declared are shared by all blocks, and threads that count who holds them would
/// wait for one another.
fn own<T: FromStr + ToString>(declared: &T) -> Option<T> {
    declared.to_string().parse().ok()
}

/// A reference period that is written as it is printed; another is noted.
fn reference(row: &Fields<'_>, text: &str) -> Option<Reference> {
    match text.parse::<Reference>() {
        Ok(reference) => row.canonical(REFERENCE, &reference).then_some(reference),
        Err(PeriodError::Reversed(text)) => {
            row.note(Rule::ReversedPeriod, &[("text", &text)]);
            None
        }
        Err(_) => {
            row.malformed(REFERENCE, "reference");
            None
        }
    }
}

/// Whether dimensions are declared and written as they are printed; what is not is noted.
fn are_declared(dimensions: &Dimensions, row: &Fields<'_>, declared: &Declared) -> bool {
    let (at, problems) = (row.at(), row.problems());
    let mut sound = row.canonical(DIMENSIONS, dimensions);
    for (dimension, value) in dimensions.iter() {
        let found = declared
            .dimensions
            .find_or_note(dimension.as_str(), &at, problems);
        sound &= found.is_some();
        if let Some(values) = found.and_then(|dimension| declared.values.get(&dimension)) {
            sound &= values.find_or_note(value.as_str(), &at, problems).is_some();
        }
    }
    sound
}
