//! One chore a file.

pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod font_metrics;
pub(crate) mod fonts;
pub(crate) mod layers;
pub(crate) mod prove;
pub(crate) mod test;
