//! A small world with every status, for the tests of every crate.
//!
//! Six places that do not exist (user-assigned codes `XAA` to `XAE`, and a part of one), four reporters of which two disagree, six
//! rounds, every bound, every kind of finding. `crates/testkit/world/` holds it in the format of `docs/data-format.md`.

mod builder;
mod bundled;

use tidemark_evidence::text::{self, Problem, TextFile};
use tidemark_evidence::{Dataset, MapCorpus};

pub use builder::{ObservationBuilder, observation};
pub use bundled::{bundled, bundled_files};

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../world/", $path)))),+]
    };
}

/// The files of the world: path and text.
pub const FILES: &[(&str, &str)] = files![
    "areas/members.csv",
    "areas/places.csv",
    "dimensions.toml",
    "edition.toml",
    "indicators/law.toml",
    "indicators/people.toml",
    "indicators/services.toml",
    "observations/law.csv",
    "observations/people.csv",
    "observations/services.csv",
    "ranks.toml",
    "reporters.toml",
    "scales.toml",
    "schemes.toml",
    "sets.csv",
    "sources.csv",
    "themes.toml",
];

/// The borders of its places, as TopoJSON.
pub const BORDERS: &[u8] = include_bytes!("../borders.json");

/// The identity of [`corpus`].
pub const IDENTITY: &str = "the-small-world";

/// The small world.
///
/// # Panics
///
/// When its files are broken, with every problem.
#[must_use]
pub fn world() -> Dataset {
    let files: Vec<TextFile<'_>> = FILES
        .iter()
        .map(|(path, text)| TextFile {
            path,
            bytes: text.as_bytes(),
        })
        .collect();
    sound(text::read(&files).into_result())
}

/// The small world as a corpus.
#[must_use]
pub fn corpus() -> MapCorpus {
    let Dataset {
        catalogue,
        observations,
    } = world();
    MapCorpus::new(catalogue, observations, IDENTITY.to_owned())
}

#[expect(
    clippy::panic,
    reason = "a broken world must stop every test that stands on it"
)]
fn sound(read: Result<Dataset, Vec<Problem>>) -> Dataset {
    read.unwrap_or_else(|problems| panic!("the small world is broken: {problems:#?}"))
}
