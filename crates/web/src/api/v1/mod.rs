//! The first version of the API.

pub(crate) mod areas;
pub(crate) mod differences;
pub(crate) mod editions;
pub(crate) mod indicators;
pub(crate) mod observations;
pub(crate) mod openapi;
pub(crate) mod search;
pub(crate) mod sources;
pub(crate) mod table;
