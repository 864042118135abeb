//! The one question Tidemark answers: which indicators, for which areas, of which periods, laid out how.
//!
//! The same [`TableQuery`] stands behind pages, files, the API and the command line. Its grammar is described in `docs/queries.md`.

mod model;

pub use model::{
    AreaSelector, DimensionSelector, Format, Layout, PeriodSelector, Sort, SortKey, SortOrder, TableQuery,
    Totals,
};
