//! The compiled files, held in memory until they are written or compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::problem::CompileError;

/// The directories whose files all come from the compiler: a file in them that it did not make is stale.
const OWNED: [&str; 3] = ["areas", "ledger", "observations"];

/// Every compiled file by its path under `data/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Output(BTreeMap<String, Vec<u8>>);

impl Output {
    pub(super) fn put(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(path.into(), bytes);
    }

    /// Writes every file and removes the stale ones.
    pub(super) fn write(&self, data: &Path) -> Result<(), CompileError> {
        for path in self.stale(data)? {
            let path = data.join(path);
            fs::remove_file(&path).map_err(CompileError::io(&path))?;
        }
        for (path, bytes) in &self.0 {
            let path = data.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(CompileError::io(parent))?;
            }
            fs::write(&path, bytes).map_err(CompileError::io(&path))?;
        }
        Ok(())
    }

    /// One line for each file that is not as compiled, naming the first line that differs.
    pub(super) fn differences(&self, data: &Path) -> Result<Vec<String>, CompileError> {
        let mut found: Vec<String> = self
            .stale(data)?
            .into_iter()
            .map(|path| format!("{path}: not made by the compiler"))
            .collect();
        for (name, bytes) in &self.0 {
            let path = data.join(name);
            if !path.exists() {
                found.push(format!("{name}: missing"));
                continue;
            }
            let there = fs::read(&path).map_err(CompileError::io(&path))?;
            if there != *bytes {
                found.push(format!("{name}: {}", first_difference(&there, bytes)));
            }
        }
        Ok(found)
    }

    fn stale(&self, data: &Path) -> Result<BTreeSet<String>, CompileError> {
        let mut stale = BTreeSet::new();
        for folder in OWNED {
            let path = data.join(folder);
            if !path.is_dir() {
                continue;
            }
            for entry in fs::read_dir(&path).map_err(CompileError::io(&path))? {
                let entry = entry.map_err(CompileError::io(&path))?;
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if !self.0.contains_key(&name) {
                    stale.insert(name);
                }
            }
        }
        Ok(stale)
    }
}

fn first_difference(there: &[u8], here: &[u8]) -> String {
    let count = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count();
    let same = there
        .split(|byte| *byte == b'\n')
        .zip(here.split(|byte| *byte == b'\n'))
        .take_while(|(a, b)| a == b)
        .count();
    format!(
        "differs from line {} on ({} lines, compiled {})",
        same + 1,
        count(there),
        count(here)
    )
}
