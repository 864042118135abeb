//! The one question Tidemark answers: which indicators, for which areas, of which periods, laid out how.
//!
//! The same [`TableQuery`] stands behind pages, files, the API and the command line. Its grammar is described in `docs/queries.md`.

mod error;
mod model;
mod parse;
mod print;
mod rules;
mod suggest;
mod text;
mod values;

pub use error::{QueryError, QueryErrors};
pub use model::{
    AreaSelector, DimensionSelector, EmptyRows, Format, Layout, PeriodSelector, Sort, SortKey, SortOrder,
    TableQuery, Totals,
};
pub use parse::{FormState, KEYS, Parsed};
pub(crate) use suggest::customary;
pub use text::{MAX_BYTES, MAX_ITEMS};
pub use values::edition_prefix;
