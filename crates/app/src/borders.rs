//! The borders of maps: those that the program carries, or a file of the operator's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tidemark_publishing::picture::map::{Borders, BordersError};

/// Natural Earth, as `cargo xtask borders` derives it.
const BUNDLED: &[u8] = include_bytes!("../../../borders/world.json");

/// Why a file of borders cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BordersFault {
    /// It cannot be read.
    #[error("{}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// It holds no borders.
    #[error("{}: {cause}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: BordersError,
    },
}

/// Reads the borders of a file; where there is none, those that the program carries.
pub fn open(file: Option<&Path>) -> Result<Borders, BordersFault> {
    let malformed = |path: &Path| {
        let path = path.to_path_buf();
        |cause| BordersFault::Malformed { path, cause }
    };
    let Some(path) = file else {
        return Borders::read(BUNDLED).map_err(malformed(Path::new("borders/world.json")));
    };
    let bytes = fs::read(path).map_err(|cause| BordersFault::Unreadable {
        path: path.to_path_buf(),
        cause,
    })?;
    Borders::read(&bytes).map_err(malformed(path))
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn the_program_carries_borders() {
        assert!(open(None).unwrap().places().count() > 200);
    }

    #[test]
    fn a_file_is_named_where_it_cannot_be_used() {
        let missing = open(Some("/no/such/file.json".as_ref())).unwrap_err();
        assert!(
            missing.to_string().starts_with("/no/such/file.json: "),
            "{missing}"
        );
        let other = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let malformed = open(Some(other.as_ref())).unwrap_err();
        assert!(
            malformed.to_string().contains("Cargo.toml: not TopoJSON"),
            "{malformed}"
        );
    }
}
