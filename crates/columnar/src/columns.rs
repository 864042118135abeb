//! Observations as columns.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use tidemark_evidence::finding::{Finding, Quantity};
use tidemark_evidence::{Dimensions, Observation, ObservationKey};
use tidemark_vocab::{AreaId, IndicatorCode, LevelCode, Period, ReporterCode, SourceId};

use crate::dictionary::{Dictionary, Full};

/// A value without a number, or more numbers than fit.
const UNNUMBERED: Full = Full {
    what: "findings",
    limit: 1 << 32,
};

/// What a finding is, with the number of its content where it has any.
#[derive(Debug, Clone, Copy)]
enum FindingCell {
    Yes,
    No,
    NotKnown,
    NotApplicable,
    Confidential,
    Quantity(u32),
    Level(u32),
    Codes(u32),
    Text(u32),
}

/// Observations as columns, in order of key, so that those of an indicator and an area stand together.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(crate) indicators: Dictionary<IndicatorCode>,
    pub(crate) areas: Dictionary<AreaId>,
    periods: Dictionary<Period>,
    dimensions: Dictionary<Dimensions>,
    reporters: Dictionary<ReporterCode>,
    sources: Dictionary<SourceId>,
    texts: Dictionary<Arc<str>>,
    levels: Dictionary<Vec<LevelCode>>,
    quantities: Vec<Quantity>,
    pub(crate) indicator: Vec<u16>,
    pub(crate) area: Vec<u16>,
    period: Vec<u32>,
    dimension: Vec<u16>,
    reporter: Vec<u16>,
    source: Vec<u16>,
    finding: Vec<FindingCell>,
    locator: Vec<u32>,
    note: Vec<u32>,
    questioned: Vec<Option<u32>>,
}

/// The numbers of values; an error rather than a column that is shorter than the others.
fn numbers<'a, T: Ord + Clone + 'a, N: TryFrom<usize>>(
    dictionary: &Dictionary<T>,
    values: impl Iterator<Item = &'a T>,
) -> Result<Vec<N>, Full> {
    let numbers: Option<Vec<N>> = values.map(|value| dictionary.number(value)).collect();
    numbers.ok_or(UNNUMBERED)
}

impl Columns {
    /// The columns of observations that are in order of key.
    pub(crate) fn of(observations: &[Observation]) -> Result<Self, Full> {
        const SMALL: u64 = 1 << 16;
        const LARGE: u64 = 1 << 32;
        let each = || observations.iter();
        let keys = || each().map(|o| &o.key);
        let indicators = Dictionary::of(keys().map(|k| &k.indicator)).fitting::<u16>("indicators", SMALL)?;
        let areas = Dictionary::of(keys().map(|k| &k.area)).fitting::<u16>("areas", SMALL)?;
        let periods = Dictionary::of(keys().map(|k| &k.period)).fitting::<u32>("periods", LARGE)?;
        let dimensions = Dictionary::of(keys().map(|k| &k.dimensions)).fitting::<u16>("dimensions", SMALL)?;
        let reporters = Dictionary::of(keys().map(|k| &k.reporter)).fitting::<u16>("reporters", SMALL)?;
        let sources = Dictionary::of(keys().map(|k| &k.source)).fitting::<u16>("sources", SMALL)?;
        let texts = Dictionary::of(each().flat_map(texts_of)).fitting::<u32>("texts", LARGE)?;
        let sets_of_levels: Vec<Vec<LevelCode>> = each().filter_map(levels_of).collect();
        let levels = Dictionary::of(sets_of_levels.iter()).fitting::<u32>("levels", LARGE)?;
        let mut quantities = Vec::new();
        let finding: Option<Vec<FindingCell>> = each()
            .map(|o| cell(&o.finding, &levels, &texts, &mut quantities))
            .collect();
        Ok(Self {
            indicator: numbers(&indicators, keys().map(|k| &k.indicator))?,
            area: numbers(&areas, keys().map(|k| &k.area))?,
            period: numbers(&periods, keys().map(|k| &k.period))?,
            dimension: numbers(&dimensions, keys().map(|k| &k.dimensions))?,
            reporter: numbers(&reporters, keys().map(|k| &k.reporter))?,
            source: numbers(&sources, keys().map(|k| &k.source))?,
            locator: numbers(&texts, each().map(|o| &o.locator))?,
            note: numbers(&texts, each().map(|o| &o.note))?,
            questioned: each()
                .map(|o| o.questioned.as_ref().and_then(|text| texts.number(text)))
                .collect(),
            finding: finding.ok_or(UNNUMBERED)?,
            indicators,
            areas,
            periods,
            dimensions,
            reporters,
            sources,
            texts,
            levels,
            quantities,
        })
    }

    /// The different splits among rows, in order.
    pub(crate) fn splits(&self, rows: Range<usize>) -> Vec<Dimensions> {
        let numbers: BTreeSet<u16> = self
            .dimension
            .get(rows)
            .unwrap_or_default()
            .iter()
            .copied()
            .collect();
        numbers
            .into_iter()
            .filter_map(|number| self.dimensions.value(number).cloned())
            .collect()
    }

    /// The observation in a row; `None` beyond the last.
    pub(crate) fn observation(&self, row: usize) -> Option<Observation> {
        let text = |number: u32| self.texts.value(number).cloned();
        let questioned = match *self.questioned.get(row)? {
            Some(number) => Some(text(number)?),
            None => None,
        };
        Some(Observation {
            key: ObservationKey {
                indicator: self.indicators.value(*self.indicator.get(row)?)?.clone(),
                area: self.areas.value(*self.area.get(row)?)?.clone(),
                period: self.periods.value(*self.period.get(row)?)?.clone(),
                dimensions: self.dimensions.value(*self.dimension.get(row)?)?.clone(),
                reporter: self.reporters.value(*self.reporter.get(row)?)?.clone(),
                source: self.sources.value(*self.source.get(row)?)?.clone(),
            },
            finding: self.content(*self.finding.get(row)?)?,
            locator: text(*self.locator.get(row)?)?,
            note: text(*self.note.get(row)?)?,
            questioned,
        })
    }

    fn content(&self, cell: FindingCell) -> Option<Finding> {
        Some(match cell {
            FindingCell::Yes => Finding::Yes,
            FindingCell::No => Finding::No,
            FindingCell::NotKnown => Finding::NotKnown,
            FindingCell::NotApplicable => Finding::NotApplicable,
            FindingCell::Confidential => Finding::Confidential,
            FindingCell::Quantity(at) => Finding::Quantity(*self.quantities.get(usize::try_from(at).ok()?)?),
            FindingCell::Level(number) => Finding::Level(self.levels.value(number)?.first()?.clone()),
            FindingCell::Codes(number) => Finding::Codes(self.levels.value(number)?.clone()),
            FindingCell::Text(number) => Finding::Text(Arc::clone(self.texts.value(number)?)),
        })
    }
}

fn texts_of(observation: &Observation) -> impl Iterator<Item = &Arc<str>> {
    let finding = match &observation.finding {
        Finding::Text(text) => Some(text),
        _ => None,
    };
    [&observation.locator, &observation.note]
        .into_iter()
        .chain(&observation.questioned)
        .chain(finding)
}

fn levels_of(observation: &Observation) -> Option<Vec<LevelCode>> {
    match &observation.finding {
        Finding::Level(level) => Some(vec![level.clone()]),
        Finding::Codes(codes) => Some(codes.clone()),
        _ => None,
    }
}

fn cell(
    finding: &Finding,
    levels: &Dictionary<Vec<LevelCode>>,
    texts: &Dictionary<Arc<str>>,
    quantities: &mut Vec<Quantity>,
) -> Option<FindingCell> {
    Some(match finding {
        Finding::Yes => FindingCell::Yes,
        Finding::No => FindingCell::No,
        Finding::NotKnown => FindingCell::NotKnown,
        Finding::NotApplicable => FindingCell::NotApplicable,
        Finding::Confidential => FindingCell::Confidential,
        Finding::Quantity(quantity) => {
            quantities.push(*quantity);
            FindingCell::Quantity(u32::try_from(quantities.len() - 1).ok()?)
        }
        Finding::Level(level) => FindingCell::Level(levels.number(&vec![level.clone()])?),
        Finding::Codes(codes) => FindingCell::Codes(levels.number(codes)?),
        Finding::Text(text) => FindingCell::Text(texts.number(text)?),
    })
}
