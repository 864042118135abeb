//! Names this build by its sources, so that answers of one build are never taken for those of another; and compresses what it
//! serves as it is, once and as well as can be, since nobody waits for it here.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

/// What the answers depend on, seen from this crate.
const SOURCES: [&str; 10] = [
    "src",
    "templates",
    "assets",
    "../vocab/src",
    "../evidence/src",
    "../columnar/src",
    "../publishing/src",
    "../app/src",
    "../../locales",
    "../../borders",
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

/// The name of this build: a digest of all that its answers depend on.
fn name_of(files: &[PathBuf]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for file in files {
        digest.update(file.to_string_lossy().as_bytes());
        digest.update(fs::read(file)?);
    }
    let digest = digest.finalize();
    let [first, second, ..] = *digest.as_chunks::<8>().0 else {
        return Err(io::Error::other("a digest has 32 bytes"));
    };
    Ok(format!(
        "{:016x}{:016x}",
        u64::from_be_bytes(first),
        u64::from_be_bytes(second)
    ))
}

/// Writes each asset as Brotli, at its best quality, where `src/assets.rs` includes it from: `site.css.br`.
fn compress_assets(into: &Path) -> io::Result<()> {
    let best = BrotliEncoderParams {
        quality: 11,
        ..BrotliEncoderParams::default()
    };
    for entry in fs::read_dir("assets")? {
        let path = entry?.path();
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".br");
        let mut compressed = Vec::new();
        BrotliCompress(&mut fs::read(&path)?.as_slice(), &mut compressed, &best)?;
        fs::write(into.join(name), compressed)?;
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
    println!("cargo::rustc-env=TIDEMARK_WEB_BUILD={}", name_of(&files)?);
    let into = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    compress_assets(Path::new(&into))
}
