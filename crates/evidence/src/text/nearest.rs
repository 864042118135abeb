//! The known name that was probably meant.

/// The known name nearest to what is written; empty where none is known.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> &'a str {
    known
        .into_iter()
        .min_by_key(|name| (strsim::damerau_levenshtein(written, name), *name))
        .unwrap_or("")
}
