//! What is printed with.

use std::path::{Path, PathBuf};

use super::declared::{Declared, Scope, path, shown};

/// What is printed with.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Print {
    /// The directory with fonts besides those that come along.
    pub(crate) fonts_dir: Option<PathBuf>,
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[Declared {
    key: "print.fonts_dir",
    variable: "TIDEMARK_FONTS_DIR",
    flag: "fonts-dir",
    value: "cli-value-directory",
    about: "cli-setting-print-fonts-dir",
    scope: Scope::Evidence,
    set: |settings, given| {
        settings.print.fonts_dir = Some(path(given));
        Ok(())
    },
    show: |settings| shown(settings.print.fonts_dir.as_deref()),
}];

impl Print {
    /// The fonts of the directory, in order of name; none where none is set.
    pub(crate) fn fonts(&self) -> Result<Vec<Vec<u8>>, (PathBuf, std::io::Error)> {
        let Some(directory) = &self.fonts_dir else {
            return Ok(Vec::new());
        };
        let failed = |cause| (directory.clone(), cause);
        let files = std::fs::read_dir(directory).map_err(failed)?;
        let paths = files.map(|file| file.map(|file| file.path()));
        let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(failed)?;
        paths.retain(|path| is_font(path));
        paths.sort_unstable();
        let read = |path: PathBuf| std::fs::read(&path).map_err(|cause| (path, cause));
        paths.into_iter().map(read).collect()
    }
}

fn is_font(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["ttf", "otf", "ttc"].iter().any(|known| end == *known)
}
