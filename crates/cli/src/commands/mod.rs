//! The commands: a file a command.

pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod desk;
pub(crate) mod edition;
pub(crate) mod map;
pub(crate) mod picture;
pub(crate) mod profile;
pub(crate) mod report;
pub(crate) mod serve;
pub(crate) mod table;
