//! How old figures are in an edition: what depends on its date and not on the observations.

use tidemark_evidence::Catalogue;
use tidemark_evidence::rules::{is_exempt, oldest_current_year, year_of};

use crate::rows::Row;
use crate::segment::Segment;

/// The ages of a segment's figures, by the numbers of periods and witnesses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ages {
    /// Figures of this indicator never grow old.
    is_exempt: bool,
    /// The year in which a period is reckoned.
    years: Vec<Option<i16>>,
    /// The earliest year whose figures of a witness may stand for today.
    oldest: Vec<i16>,
}

impl Ages {
    pub(crate) fn of(segment: &Segment, catalogue: &Catalogue) -> Self {
        let years = segment.periods.iter().map(|period| year_of(period, catalogue));
        let oldest = segment.witnesses.iter();
        Self {
            is_exempt: is_exempt(&segment.indicator, catalogue),
            years: years.collect(),
            oldest: oldest
                .map(|witness| oldest_current_year(&witness.reporter, catalogue))
                .collect(),
        }
    }

    /// Whether a figure may stand for today.
    pub(crate) fn is_current(&self, row: Row) -> bool {
        self.is_exempt
            || match (self.years.get(row.period()), self.oldest.get(row.witness())) {
                (Some(Some(year)), Some(oldest)) => year >= oldest,
                _ => false,
            }
    }
}
