//! How pictures are drawn.

use std::path::PathBuf;

use super::declared::{Declared, Scope};
use super::declared::{path, shown};

/// How pictures are drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pictures {
    /// The file with the borders of maps; those that the program carries where there is none.
    pub(crate) borders: Option<PathBuf>,
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[Declared {
    key: "pictures.borders",
    variable: "TIDEMARK_BORDERS",
    flag: "borders",
    value: "cli-value-file",
    about: "cli-setting-pictures-borders",
    scope: Scope::Pictures,
    set: |settings, given| {
        settings.pictures.borders = Some(path(given));
        Ok(())
    },
    show: |settings| shown(settings.pictures.borders.as_deref()),
}];
