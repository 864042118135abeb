//! The known name that was probably meant.

use crate::spelling::typos;

/// Stands for the nearest name where none is known; no code is written so.
const NO_NAME: &str = "no-name";

/// The known name nearest to what is written, or `no-name`.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> &'a str {
    known
        .into_iter()
        .min_by_key(|name| (typos(written, name), *name))
        .unwrap_or(NO_NAME)
}
