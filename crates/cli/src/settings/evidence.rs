//! Which evidence is published.

use std::path::PathBuf;

use tidemark_app::{EvidenceOptions, UnreadTerms};

use super::declared::{Declared, Scope, misfit, path, shown};

/// Which evidence is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Evidence {
    /// The directory it is read from; the bundled evidence where there is none.
    pub(crate) data_dir: Option<PathBuf>,
    /// The directory of published editions.
    pub(crate) editions_dir: Option<PathBuf>,
    /// The file with what was decided about published figures since.
    pub(crate) overlay: Option<PathBuf>,
    /// What becomes of figures whose terms nobody has read.
    pub(crate) unread_terms: Unread,
    /// How many megabytes editions besides the current one may take while nobody asks for them.
    pub(crate) memory: Megabytes,
}

/// An amount of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Megabytes(pub(crate) u32);

impl Default for Megabytes {
    fn default() -> Self {
        Self(256)
    }
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
            editions_dir: self.editions_dir.clone(),
            overlay: self.overlay.clone(),
            memory: usize::try_from(self.memory.0)
                .map_or(usize::MAX, |megabytes| megabytes.saturating_mul(1 << 20)),
            unread_terms: match self.unread_terms {
                Unread::Keep => UnreadTerms::Keep,
                Unread::LeaveOut => UnreadTerms::LeaveOut,
            },
            ..EvidenceOptions::default()
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
            settings.evidence.data_dir = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.evidence.data_dir.as_deref()),
    },
    Declared {
        key: "evidence.editions_dir",
        variable: "TIDEMARK_EDITIONS_DIR",
        flag: "editions-dir",
        value: "cli-value-directory",
        about: "cli-setting-evidence-editions-dir",
        scope: Scope::Evidence,
        set: |settings, given| {
            settings.evidence.editions_dir = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.evidence.editions_dir.as_deref()),
    },
    Declared {
        key: "evidence.overlay",
        variable: "TIDEMARK_OVERLAY",
        flag: "overlay",
        value: "cli-value-file",
        about: "cli-setting-evidence-overlay",
        scope: Scope::Evidence,
        set: |settings, given| {
            settings.evidence.overlay = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.evidence.overlay.as_deref()),
    },
    Declared {
        key: "evidence.memory_megabytes",
        variable: "TIDEMARK_MEMORY_MEGABYTES",
        flag: "memory-megabytes",
        value: "cli-value-number",
        about: "cli-setting-evidence-memory",
        scope: Scope::Evidence,
        set: |settings, given| {
            let number = given.text.parse();
            settings.evidence.memory = Megabytes(number.map_err(|_| misfit(given, "cli-misfit-megabytes"))?);
            Ok(())
        },
        show: |settings| settings.evidence.memory.0.to_string(),
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
