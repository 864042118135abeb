//! The evidence: what is observed, what was found, who says so, and the rules that keep the figures true.
//!
//! Pure: no clock, no randomness, no input or output. Compiles for `wasm32-unknown-unknown`.

pub mod catalogue;
pub mod corpus;
pub mod dataset;
pub mod diff;
pub mod finding;
pub mod indicator;
pub mod notation;
pub mod observation;
pub mod overlay;
pub mod parallel;
pub mod query;
pub mod questions;
pub mod reconstruction;
pub mod redefinition;
pub mod rows;
pub mod rules;
pub mod search;
pub mod spelling;
pub mod table;
pub mod text;

pub use catalogue::Catalogue;
pub use corpus::{Corpus, MapCorpus};
pub use dataset::Dataset;
pub use finding::{Bound, Finding, Quantity, Status};
pub use indicator::Indicator;
pub use observation::{Dimensions, Observation, ObservationKey};
pub use query::TableQuery;
pub use redefinition::{Redefinition, is_redefined_between};
pub use table::Table;
