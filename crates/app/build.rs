//! Lists the files of the bundled editions, so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let missing = |name: &str| io::Error::new(io::ErrorKind::NotFound, format!("cargo did not set {name}"));
    let manifest =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| missing("CARGO_MANIFEST_DIR"))?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| missing("OUT_DIR"))?);
    let editions = manifest.join("../../editions").canonicalize()?;
    println!("cargo::rerun-if-changed={}", editions.display());
    let mut code = String::from("const EDITIONS: &[&[(&str, &[u8])]] = &[\n");
    for edition in sorted(&editions)?.into_iter().filter(|path| path.is_dir()) {
        let mut files = Vec::new();
        collect(&edition, &mut files)?;
        code.push_str("    &[\n");
        for file in files {
            let name = file.strip_prefix(&edition).map_err(io::Error::other)?;
            let name = name.to_string_lossy().replace('\\', "/");
            let path = file.display().to_string();
            writeln!(code, "        ({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
        }
        code.push_str("    ],\n");
    }
    code.push_str("];\n");
    fs::write(out.join("bundled_files.rs"), code)
}

fn sorted(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", directory.display());
    for path in sorted(directory)? {
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
