//! What lies in the directories of editions, told by names and times, so that nothing is read again without need.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tidemark_columnar::MANIFEST;

use super::options::EvidenceOptions;
use crate::published;

/// A file, when it was last written, and how long it is.
type Trace = (PathBuf, Option<SystemTime>, u64);

/// What lay there at one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The manifests of published editions; `None` where their directory cannot be read.
    manifests: Option<Vec<Trace>>,
    overlay: Option<Trace>,
}

impl Seen {
    pub(super) fn of(options: &EvidenceOptions) -> Self {
        let directories = options.editions_dir.as_deref().map(published::directories);
        let manifests = directories.and_then(Result::ok).map(|directories| {
            let manifests = directories.iter().map(|path| path.join(MANIFEST));
            manifests.filter_map(|path| trace(&path)).collect()
        });
        Self {
            manifests,
            overlay: options.overlay.as_deref().and_then(trace),
        }
    }
}

fn trace(path: &Path) -> Option<Trace> {
    let metadata = fs::metadata(path).ok()?;
    Some((path.to_owned(), metadata.modified().ok(), metadata.len()))
}
