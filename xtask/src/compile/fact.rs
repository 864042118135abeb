//! The fact files as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::problem::CompileError;
use super::table;

/// The files that describe the facts rather than hold them.
const DESCRIPTIONS: [&str; 2] = ["indicators.csv", "sources.csv"];

/// The columns of a fact, as text.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) indicator: String,
    pub(super) iso3: String,
    pub(super) year: i16,
    pub(super) value: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) unit: String,
    pub(super) source_id: String,
    pub(super) locator: String,
    pub(super) note: String,
}

/// One fact and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// The line in its file, the header being line 1.
    pub(super) line: u64,
    /// What it says.
    pub(super) columns: Columns,
}

/// What the fact files say of a source.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FactSource {
    pub(super) source_id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) year: String,
    pub(super) url_or_repo: String,
    pub(super) accessed_via: String,
}

/// Every fact, by file and in the order of its lines.
#[derive(Debug)]
pub(super) struct Facts {
    /// The facts of each file, by its name.
    pub(super) files: BTreeMap<String, Vec<Fact>>,
    /// The sources by their id.
    pub(super) sources: BTreeMap<String, FactSource>,
}

impl Facts {
    /// Every fact with the name of its file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.files
            .iter()
            .flat_map(|(file, facts)| facts.iter().map(move |fact| (file.as_str(), fact)))
    }
}

/// Reads every fact file of a directory.
pub(super) fn read_all(directory: &Path) -> Result<Facts, CompileError> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).map_err(CompileError::io(directory))? {
        let path = entry.map_err(CompileError::io(directory))?.path();
        let is_csv = path.extension().is_some_and(|extension| extension == "csv");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let Some(name) = name.filter(|name| is_csv && !DESCRIPTIONS.contains(&name.as_str())) else {
            continue;
        };
        let facts = table::read::<Columns>(&path)?
            .into_iter()
            .map(|(line, columns)| Fact { line, columns })
            .collect();
        files.insert(name, facts);
    }
    let sources = table::read::<FactSource>(&directory.join("sources.csv"))?
        .into_iter()
        .map(|(_, source)| (source.source_id.clone(), source))
        .collect();
    Ok(Facts { files, sources })
}
