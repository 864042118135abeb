//! Every row of a segment in order of key, without making observations.

use tidemark_evidence::rows::{RowSink, Shared, SharedRow};

use crate::codes::index;
use crate::edition::Edition;
use crate::rows::Row;
use crate::segment::Segment;
use tidemark_vocab::IndicatorCode;

impl Edition {
    /// Hands over the observations of an indicator; nothing where it has none.
    pub fn rows_of(&self, indicator: &IndicatorCode, sink: &mut impl RowSink) {
        if let Some(segment) = self.segment(indicator) {
            segment.hand_over(sink);
        }
    }
}

impl Segment {
    fn hand_over(&self, sink: &mut impl RowSink) {
        let witnesses = self.witnesses.iter();
        let patterns = self.columns.locators.patterns.iter();
        let shared = Shared {
            indicator: &self.indicator,
            areas: &self.areas,
            dimensions: &self.splits,
            periods: &self.periods,
            witnesses: witnesses
                .map(|witness| (&witness.reporter, &witness.source))
                .collect(),
            texts: &self.texts,
            locators: patterns
                .map(|pattern| (pattern.before.as_ref(), pattern.after.as_ref()))
                .collect(),
        };
        sink.shared(&shared, self.len());
        // Lists are in order, so that places are in the order of what they name.
        let mut order: Vec<(usize, u32, usize, usize)> = Vec::new();
        for area in 0..self.areas.len() {
            order.clear();
            for group in self.groups_of(area) {
                let split = self.groups.split.get(group).unwrap_or_default();
                let key = |(at, row): (usize, Row)| (row.period(), split, row.witness(), at);
                order.extend(self.placed(group).map(key));
            }
            order.sort_unstable();
            for (_, split, _, at) in &order {
                if let Some(row) = self.shared_row(area, index(*split), *at) {
                    sink.row(&row);
                }
            }
        }
    }

    fn shared_row(&self, area: usize, dimensions: usize, at: usize) -> Option<SharedRow<'_>> {
        let row = self.row(at)?;
        let columns = &self.columns;
        let (status, figure) = columns.figures.grid_value(row, at, false)?;
        let text = |code: Option<u32>| code.map(index);
        Some(SharedRow {
            area,
            dimensions,
            period: row.period(),
            witness: row.witness(),
            status,
            value: figure.value,
            locator: columns.locators.parts(at)?,
            note: text(columns.notes.get(at)),
            questioned: if figure.is_questioned {
                text(columns.doubts.get(at))
            } else {
                None
            },
        })
    }
}
