//! The bundled evidence of `data/`, read as the product reads it.

use std::fs;
use std::path::{Path, PathBuf};

use tidemark_evidence::text::{TextFile, read};

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn nothing_is_wrong_with_the_bundled_evidence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let held: Vec<(String, Vec<u8>)> = files(&root)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect();
    let texts: Vec<TextFile<'_>> = held
        .iter()
        .map(|(path, bytes)| TextFile { path, bytes })
        .collect();
    let reading = read(&texts);
    let problems: Vec<String> = reading
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {} {:?}",
                problem.file, problem.line, problem.what.id, problem.what.args
            )
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let dataset = reading.dataset.unwrap();
    assert!(dataset.observations.len() > 20_000);
}
