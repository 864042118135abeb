//! The commands: a file a command.

pub(crate) mod check;
pub(crate) mod edition;
pub(crate) mod profile;
pub(crate) mod report;
pub(crate) mod serve;
pub(crate) mod table;
