//! What every domain of Tidemark speaks: codes, areas, periods, exact decimals, localized text, sources.
//!
//! Pure: no clock, no randomness, no input or output.

pub mod area;
mod closed;
pub mod code;
pub mod decimal;
pub mod message;
pub mod moment;
pub mod period;
pub mod source;
pub mod text;

pub use area::{AreaId, PlaceCode, RegionId};
pub use code::{
    CodeError, DimensionCode, IndicatorCode, Lang, LevelCode, RegionCode, ReporterCode, RoundCode, ScaleCode,
    SchemeCode, SourceId, ThemeCode, UnitCode,
};
pub use decimal::{Decimal, DecimalError, Exactness, Rounding};
pub use message::Message;
pub use moment::{Moment, MomentError};
pub use period::{Basis, PartialDate, Period, PeriodError, Reference, RoundId};
pub use source::{Citation, Reporter, ReporterKind, Round, RoundKind, Source, Terms};
pub use text::LocalizedText;
