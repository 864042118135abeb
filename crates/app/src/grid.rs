//! The cells of a table and the rows of a file, by the shortest way that gives them.

use tidemark_columnar::NoGrid;
use tidemark_evidence::TableQuery;
use tidemark_evidence::rows::RowSink;
use tidemark_evidence::table::grid::{self, GridSink};
use tidemark_evidence::table::{self, Depth, TableError};

use tidemark_vocab::IndicatorCode;

use crate::observatory::Reading;

/// Hands over the cells of the table that answers a query, of at most so many: straight from the columns where they can say them,
/// from the table where not. Both say the same.
///
/// # Errors
///
/// The table would be too large; nothing has been handed over then.
pub fn grid(
    reading: &Reading,
    query: &TableQuery,
    limit: usize,
    sink: &mut impl GridSink,
) -> Result<(), TableError> {
    // What was decided about figures since is not in the columns.
    let is_touched = query
        .indicators
        .iter()
        .any(|indicator| reading.overlay().touches(indicator));
    let straight = if is_touched {
        Err(NoGrid::LeftToTable)
    } else {
        reading.beneath().grid(query, limit, sink)
    };
    match straight {
        Ok(()) => Ok(()),
        Err(NoGrid::Refused(error)) => Err(error),
        Err(NoGrid::LeftToTable) => {
            grid::write(&table::build_within(limit, Depth::Face, query, reading)?, sink);
            Ok(())
        }
    }
}

/// Hands over the observations of an indicator, in order of key; returns whether it did. Where something was decided about figures of it
/// since, it does not: that is not in the columns.
pub fn rows(reading: &Reading, indicator: &IndicatorCode, sink: &mut impl RowSink) -> bool {
    let is_untouched = !reading.overlay().touches(indicator);
    if is_untouched {
        reading.beneath().rows_of(indicator, sink);
    }
    is_untouched
}
