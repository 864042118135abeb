//! What may have been meant by a name that nothing has.

use tidemark_evidence::spelling;

/// The largest number of names offered.
const MOST: usize = 3;

/// The largest number of letters that may differ.
const FARTHEST: usize = 3;

/// The nearest names, nearest first.
pub(crate) fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let last = |name: &str| name.rsplit('.').next().map(str::to_lowercase).unwrap_or_default();
    let limit = written.chars().count().div_ceil(3).min(FARTHEST);
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let typos = spelling::typos(written, name);
            // The right setting in the wrong section, or in none.
            let typos = if last(written) == last(name) { 0 } else { typos };
            (typos <= limit).then_some((typos, name))
        })
        .collect();
    near.sort_unstable();
    near.into_iter()
        .take(MOST)
        .map(|(_, name)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn misspellings_and_wrong_sections_are_near() {
        let names = ["server.listen", "log.level", "log.format"];
        assert_eq!(nearest("server.lisen", names.into_iter()), ["server.listen"]);
        assert_eq!(nearest("listen", names.into_iter()), ["server.listen"]);
        assert_eq!(nearest("web.listen", names.into_iter()), ["server.listen"]);
        assert!(nearest("colour", names.into_iter()).is_empty());
    }
}
