//! One finding with all that makes it checkable: what, where, when, who says so, in which document.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use tidemark_vocab::{
    AreaId, Citation, CodeError, DimensionCode, IndicatorCode, LevelCode, Period, ReporterCode, SourceId,
};

use crate::finding::Finding;

/// By what a figure is split: `sex:men;age:under_25`; empty for the total.
///
/// Few different ones stand in very many rows, so that copies share one list; the total has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Dimensions(Option<Arc<BTreeMap<DimensionCode, LevelCode>>>);

impl Dimensions {
    /// Dimensions from pairs; a repeated dimension keeps its last value.
    pub fn new(pairs: impl IntoIterator<Item = (DimensionCode, LevelCode)>) -> Self {
        let pairs: BTreeMap<_, _> = pairs.into_iter().collect();
        Self((!pairs.is_empty()).then(|| Arc::new(pairs)))
    }

    /// Whether this is the total.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.0.is_none()
    }

    /// The value of a dimension.
    #[must_use]
    pub fn get(&self, dimension: &DimensionCode) -> Option<&LevelCode> {
        self.0.as_ref()?.get(dimension)
    }

    /// All dimensions and their values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&DimensionCode, &LevelCode)> {
        self.0.iter().flat_map(|pairs| pairs.iter())
    }
}

impl FromStr for Dimensions {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let pair = |part: &str| -> Result<(DimensionCode, LevelCode), CodeError> {
            let (dimension, value) = part.split_once(':').ok_or_else(|| CodeError {
                text: part.to_owned(),
                what: "a dimension with its value",
                rule: "DIMENSION:VALUE, such as `sex:men`",
            })?;
            Ok((dimension.parse()?, value.parse()?))
        };
        let parts = text.split(';').filter(|part| !part.is_empty());
        Ok(Self::new(parts.map(pair).collect::<Result<Vec<_>, _>>()?))
    }
}

impl fmt::Display for Dimensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (dimension, value)) in self.iter().enumerate() {
            let separator = if at == 0 { "" } else { ";" };
            write!(f, "{separator}{dimension}:{value}")?;
        }
        Ok(())
    }
}

/// What makes an observation the one it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservationKey {
    /// What is observed.
    pub indicator: IndicatorCode,
    /// Where.
    pub area: AreaId,
    /// When.
    pub period: Period,
    /// By what it is split.
    pub dimensions: Dimensions,
    /// Who says so.
    pub reporter: ReporterCode,
    /// In which document.
    pub source: SourceId,
}

/// One finding, cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What makes it the one it is.
    pub key: ObservationKey,
    /// What was found.
    pub finding: Finding,
    /// Where in the source: page, table, line; empty where the source has none.
    pub locator: Arc<str>,
    /// What a reader must know beside the figure; empty where nothing.
    pub note: Arc<str>,
    /// Why the figure is doubtful; `None` where it is not.
    pub questioned: Option<Arc<str>>,
}

impl Observation {
    /// The source with the spot in it.
    #[must_use]
    pub fn citation(&self) -> Citation {
        Citation {
            source: self.key.source.clone(),
            locator: Arc::clone(&self.locator),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_print_in_one_order() {
        let dims: Dimensions = "sex:men;age:under_25".parse().unwrap();
        assert_eq!(dims.to_string(), "age:under_25;sex:men");
        assert!("".parse::<Dimensions>().unwrap().is_total());
        assert!("sex".parse::<Dimensions>().is_err());
    }
}
