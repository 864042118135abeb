//! Which evidence an observatory serves.

use std::path::PathBuf;

/// What is done with figures whose source has terms that nobody has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnreadTerms {
    /// They are served, and marked.
    #[default]
    Keep,
    /// They are left out of every edition.
    LeaveOut,
}

/// Which evidence an observatory serves.
#[derive(Debug, Clone)]
pub struct EvidenceOptions {
    /// A directory with the text form of the evidence or with one published edition, which is then the current one.
    pub data_dir: Option<PathBuf>,
    /// A directory of published editions. Where neither it nor `data_dir` holds anything, the bundled editions are served.
    pub editions_dir: Option<PathBuf>,
    /// A file with what was decided about published figures since.
    pub overlay: Option<PathBuf>,
    /// What is done with figures whose terms nobody has read.
    pub unread_terms: UnreadTerms,
    /// How many bytes the columns of editions other than the current one may take while nobody asks for them.
    pub memory: usize,
}

impl Default for EvidenceOptions {
    fn default() -> Self {
        Self {
            data_dir: None,
            editions_dir: None,
            overlay: None,
            unread_terms: UnreadTerms::default(),
            memory: 256 << 20,
        }
    }
}
