//! One chore a file.

pub(crate) mod layers;
