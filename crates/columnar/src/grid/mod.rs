//! Tables straight from the columns: the same cells as the table in `tidemark_evidence` has, found without making an observation.
//!
//! Rows stand best first within their group, so that a cell is mostly the first row of its group. What is asked in another way
//! than this knows (reporters by name, groups, totals, regions without figures of their own) is left to the table.

mod latest;
mod rows;
mod series;

use tidemark_evidence::Status;
use tidemark_evidence::query::{Layout, TableQuery};
use tidemark_evidence::table::TableError;
use tidemark_evidence::table::grid::{GridSink, GridWitness};

pub(crate) use rows::KnownRows;

use crate::edition::Edition;
use crate::held::Held;
use crate::rows::Row;

/// Why a grid was not made from columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoGrid {
    /// Only the table can answer this query.
    LeftToTable,
    /// It would be too large.
    Refused(TableError),
}

impl Edition {
    /// Hands over the cells of the table that answers a query, of at most so many, as [`tidemark_evidence::table::grid::write`] does.
    ///
    /// # Errors
    ///
    /// The query is one that only the table can answer, or its answer would be too large; nothing has been handed over then.
    pub fn grid(&self, query: &TableQuery, limit: usize, sink: &mut impl GridSink) -> Result<(), NoGrid> {
        let rows = self.rows(query).ok_or(NoGrid::LeftToTable)?;
        match query.layout {
            Layout::AreasIndicators => latest::write(self, query, &rows, limit, sink),
            Layout::AreasPeriods => series::write(self, query, &rows, limit, sink),
            Layout::IndicatorsPeriods | Layout::Long => Err(NoGrid::LeftToTable),
        }
    }
}

fn admit(cells: usize, limit: usize) -> Result<(), NoGrid> {
    if cells > limit {
        return Err(NoGrid::Refused(TableError::TooLarge { cells, limit }));
    }
    Ok(())
}

/// Hands over the figure of a row, and of its place.
#[inline]
fn put(held: &Held, (at, row): (usize, Row), sink: &mut impl GridSink) {
    let segment = &held.segment;
    let terse = sink.is_terse();
    if terse && let Some((bound, digits, is_questioned)) = segment.columns.figures.number(row) {
        return sink.number(bound, digits, is_questioned);
    }
    let Some((status, mut figure)) = segment.columns.figures.grid_value(row, at, terse) else {
        return sink.cell(Status::NoRecord, None);
    };
    if !terse {
        let (period, witness) = (
            segment.periods.get(row.period()),
            segment.witnesses.get(row.witness()),
        );
        figure.witness = period.zip(witness).map(|(period, witness)| GridWitness {
            period,
            reporter: &witness.reporter,
            source: &witness.source,
        });
    }
    sink.cell(status, Some(&figure));
}
