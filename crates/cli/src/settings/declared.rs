//! How a setting is declared.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tidemark_vocab::Message;

use super::Settings;

/// For which commands a setting has a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// For every command that reads the evidence.
    Evidence,
    /// For every command that draws maps.
    Pictures,
    /// For every command that opens the store.
    Store,
    /// For `tidemark serve`.
    Serve,
}

/// A value as it was given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The value.
    pub(crate) text: &'a str,
    /// The directory of the file it stands in; relative paths begin there.
    pub(crate) beside: Option<&'a Path>,
}

/// A setting.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Its key in the file: `server.listen`.
    pub(crate) key: &'static str,
    /// Its variable: `TIDEMARK_LISTEN`.
    pub(crate) variable: &'static str,
    /// Its flag, without dashes: `listen`.
    pub(crate) flag: &'static str,
    /// The message that stands for its value in the help.
    pub(crate) value: &'static str,
    /// The message that says what it does.
    pub(crate) about: &'static str,
    /// Where it has a flag.
    pub(crate) scope: Scope,
    /// Sets it, or says why the value does not fit.
    pub(crate) set: fn(&mut Settings, Given<'_>) -> Result<(), Message>,
    /// Its value as it would be written; empty where it is not set.
    pub(crate) show: fn(&Settings) -> String,
}

/// Reads a value into its place, or says what would fit.
pub(crate) fn put<T: FromStr>(target: &mut T, given: Given<'_>, rule: &'static str) -> Result<(), Message> {
    *target = given.text.parse().map_err(|_| misfit(given, rule))?;
    Ok(())
}

/// Reads an optional value into its place.
pub(crate) fn put_some<T: FromStr>(
    target: &mut Option<T>,
    given: Given<'_>,
    rule: &'static str,
) -> Result<(), Message> {
    *target = Some(given.text.parse().map_err(|_| misfit(given, rule))?);
    Ok(())
}

/// That a value does not fit.
pub(crate) fn misfit(given: Given<'_>, rule: &'static str) -> Message {
    Message::new(rule).with("value", given.text)
}

/// An optional value as it would be written.
pub(crate) fn show_some<T: Display>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A path as it is given: one in a file of settings starts from that file.
pub(crate) fn path(given: Given<'_>) -> PathBuf {
    let path = Path::new(given.text);
    given
        .beside
        .map_or_else(|| path.to_path_buf(), |beside| beside.join(path))
}

/// A path as it would be written; empty where there is none.
pub(crate) fn shown(path: Option<&Path>) -> String {
    path.map(|path| path.display().to_string()).unwrap_or_default()
}
