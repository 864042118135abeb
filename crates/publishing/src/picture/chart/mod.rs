//! Charts: what fits a selection, why the rest would mislead, and the drawing.

mod axis;
mod cells;
mod draw;
mod kind;
pub mod plan;
mod point;
mod propose;
mod series;
mod trend;

pub use axis::{Axis, Scale, Start, Tick, years};
pub(in crate::picture) use draw::canvas;
pub use draw::{Framing, Looks, described, direction_of, draw};
pub use kind::{Kind, Refusal};
pub use plan::Plan;
pub use point::{Answered, Drawn, Extent, Lack, Point, Subject, When};
pub use propose::{Verdict, instead, name, proposed, question, verdicts};
pub use series::{Head, Measure, Reading, Series, Shape};
pub use trend::{Trend, trends};
