//! What finding costs: `cargo bench`.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use tidemark_evidence::Catalogue;
use tidemark_evidence::search::Index;

fn main() {
    divan::main();
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| tidemark_testkit::bundled().catalogue);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(&CATALOGUE));

/// What people write: a letter, a beginning, a name, two slips, two things, and what nobody means.
const WRITTEN: [&str; 6] = [
    "b",
    "nalo",
    "needle exchange",
    "opiod agonist theropy",
    "needle exchange georgia",
    "one two three four five six seven eight",
];

#[divan::bench]
fn index() -> Index {
    Index::of(&CATALOGUE)
}

#[divan::bench(args = WRITTEN)]
fn find(bencher: Bencher<'_, '_>, words: &str) {
    let index = &*INDEX;
    bencher.bench(|| index.find(black_box(words), "en", 10));
}

#[divan::bench(args = WRITTEN)]
fn findings(bencher: Bencher<'_, '_>, words: &str) {
    let index = &*INDEX;
    bencher.bench(|| index.findings(black_box(words), "en", 3));
}
