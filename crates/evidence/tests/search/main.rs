//! What is found over the bundled evidence and the small world.

mod names;
mod words;

use std::sync::LazyLock;

use tidemark_evidence::Catalogue;
use tidemark_evidence::search::{Hit, Index};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| tidemark_testkit::bundled().catalogue);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(&CATALOGUE));

/// What is found, in English.
fn find(words: &str) -> Vec<Hit> {
    INDEX.find(words, "en", 10)
}

/// The codes of what is found.
fn codes(words: &str) -> Vec<String> {
    find(words).iter().map(|hit| hit.found.code()).collect()
}

/// The first code of what is found.
fn first(words: &str) -> String {
    codes(words).into_iter().next().unwrap_or_default()
}
