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
use tidemark_evidence::table::grid::{GridFigure, GridSink, GridWitness};

pub(crate) use rows::KnownRows;

use crate::codes::index;
use crate::edition::{Edition, Held};

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

/// Hands over the figure of a row.
fn put(held: &Held, row: usize, sink: &mut impl GridSink) {
    let segment = &held.segment;
    let columns = &segment.columns;
    let terse = sink.is_terse();
    let witness = || {
        let witness = segment.witnesses.get(index(columns.witness.get(row)?))?;
        Some(GridWitness {
            period: segment.periods.get(index(columns.period.get(row)?))?,
            reporter: &witness.reporter,
            source: &witness.source,
        })
    };
    let found = || {
        let (status, value) = columns.figures.grid_value(row, terse)?;
        let figure = GridFigure {
            value,
            is_questioned: columns.doubtful.has(row),
            // Each lies somewhere else in memory: what is not told is not looked for.
            witness: if terse { None } else { Some(witness()?) },
        };
        Some((status, figure))
    };
    match found() {
        Some((status, figure)) => sink.cell(status, Some(&figure)),
        None => sink.cell(Status::NoRecord, None),
    }
}
