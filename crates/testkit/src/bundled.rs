//! The bundled evidence, read from `data/` when a test runs, so that no test holds a copy of it.

use std::fs;
use std::path::{Path, PathBuf};

use tidemark_evidence::Dataset;
use tidemark_evidence::text::{self, TextFile};

/// The files of `data/`: path within it and bytes, in order of path.
///
/// # Panics
///
/// When a file cannot be read.
#[must_use]
pub fn bundled_files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let mut files: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| (name(&root, path), sound(path, fs::read(path))))
        .collect();
    files.sort();
    files
}

/// The bundled evidence.
///
/// # Panics
///
/// When something is wrong with it, with the first problems.
#[must_use]
#[expect(
    clippy::panic,
    reason = "broken evidence must stop every test that stands on it"
)]
pub fn bundled() -> Dataset {
    let files = bundled_files();
    let texts: Vec<TextFile<'_>> = files
        .iter()
        .map(|(path, bytes)| TextFile { path, bytes })
        .collect();
    text::read(&texts).into_result().unwrap_or_else(|problems| {
        let first: Vec<_> = problems.iter().take(20).collect();
        panic!("{} problems in data/, among them {first:#?}", problems.len())
    })
}

fn name(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in sound(directory, fs::read_dir(directory)) {
        let path = sound(directory, entry).path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[expect(clippy::panic, reason = "a test cannot go on without its files")]
fn sound<T>(path: &Path, result: std::io::Result<T>) -> T {
    result.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
