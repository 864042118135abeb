//! Which evidence is published.

use std::path::{Path, PathBuf};

use tidemark_app::{EvidenceOptions, UnreadTerms};

use super::declared::{Declared, Scope, misfit};

/// Which evidence is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Evidence {
    /// The directory it is read from; the bundled evidence where there is none.
    pub(crate) data_dir: Option<PathBuf>,
    /// What becomes of figures whose terms nobody has read.
    pub(crate) unread_terms: Unread,
}

/// What becomes of figures whose terms nobody has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Unread {
    /// They are kept, and marked.
    #[default]
    Keep,
    /// They are left out.
    LeaveOut,
}

impl Evidence {
    /// The same as the application wants it.
    pub(crate) fn options(&self) -> EvidenceOptions {
        EvidenceOptions {
            data_dir: self.data_dir.clone(),
            unread_terms: match self.unread_terms {
                Unread::Keep => UnreadTerms::Keep,
                Unread::LeaveOut => UnreadTerms::LeaveOut,
            },
        }
    }
}

/// The setting that is needed before the file is looked for.
pub(crate) const DATA_DIR: &str = "evidence.data_dir";

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: DATA_DIR,
        variable: "TIDEMARK_DATA_DIR",
        flag: "data-dir",
        value: "cli-value-directory",
        about: "cli-setting-evidence-data-dir",
        scope: Scope::Evidence,
        set: |settings, given| {
            let path = Path::new(given.text);
            let path = given
                .beside
                .map_or_else(|| path.to_path_buf(), |beside| beside.join(path));
            settings.evidence.data_dir = Some(path);
            Ok(())
        },
        show: |settings| {
            let path = settings.evidence.data_dir.as_ref();
            path.map(|p| p.display().to_string()).unwrap_or_default()
        },
    },
    Declared {
        key: "evidence.unread_terms",
        variable: "TIDEMARK_UNREAD_TERMS",
        flag: "unread-terms",
        value: "cli-value-unread-terms",
        about: "cli-setting-evidence-unread-terms",
        scope: Scope::Evidence,
        set: |settings, given| {
            settings.evidence.unread_terms = match given.text {
                "keep" => Unread::Keep,
                "leave_out" => Unread::LeaveOut,
                _ => return Err(misfit(given, "cli-misfit-unread-terms")),
            };
            Ok(())
        },
        show: |settings| {
            match settings.evidence.unread_terms {
                Unread::Keep => "keep",
                Unread::LeaveOut => "leave_out",
            }
            .to_owned()
        },
    },
];
