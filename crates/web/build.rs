//! Names this build by its sources, so that answers of one build are never taken for those of another.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the answers depend on, seen from this crate.
const SOURCES: [&str; 9] = [
    "src",
    "templates",
    "assets",
    "../vocab/src",
    "../evidence/src",
    "../columnar/src",
    "../publishing/src",
    "../app/src",
    "../../locales",
];

fn files_below(path: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            files_below(&entry?.path(), into)?;
        }
    } else if path.is_file() {
        into.push(path.to_owned());
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        files_below(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(file.to_string_lossy().as_bytes());
        digest.update(fs::read(&file)?);
    }
    let digest = digest.finalize();
    let [first, second, ..] = *digest.as_chunks::<8>().0 else {
        return Err(io::Error::other("a digest has 32 bytes"));
    };
    let name = format!(
        "{:016x}{:016x}",
        u64::from_be_bytes(first),
        u64::from_be_bytes(second)
    );
    println!("cargo::rustc-env=TIDEMARK_WEB_BUILD={name}");
    Ok(())
}
