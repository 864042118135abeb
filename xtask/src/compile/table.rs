//! Reading and writing CSV the way `data/` has it.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::CompileError;

/// The rows of a CSV file with the line each starts on.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<(u64, T)>, CompileError> {
    let mut reader = csv::Reader::from_path(path).map_err(CompileError::csv(path))?;
    let headers = reader.headers().map_err(CompileError::csv(path))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(CompileError::csv(path))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = record
            .deserialize(Some(&headers))
            .map_err(CompileError::csv(path))?;
        rows.push((line, row));
    }
    Ok(rows)
}

/// A table of a TOML file.
pub(super) fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T, CompileError> {
    let text = fs::read_to_string(path).map_err(CompileError::io(path))?;
    toml::from_str(&text).map_err(|source| CompileError::Toml {
        path: path.to_path_buf(),
        source: Box::new(source),
    })
}

/// Rows as CSV: a header, LF, quotes only where needed.
pub(super) fn to_csv<T: Serialize>(name: &str, rows: &[T]) -> Result<Vec<u8>, CompileError> {
    let path = Path::new(name);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(CompileError::csv(path))?;
    }
    writer
        .into_inner()
        .map_err(|error| CompileError::io(path)(error.into_error()))
}
