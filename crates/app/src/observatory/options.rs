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

/// When the edition that is current at the start is held against the digests that it was published with. Its files are checked before
/// anything is said in any case; this is about what their columns say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Proof {
    /// Before anything is said.
    #[default]
    AtOnce,
    /// By [`Observatory::prove`](crate::Observatory::prove), so that a site need not wait for it.
    Later,
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
    /// When the edition that is current at the start is proved.
    pub proof: Proof,
}

impl Default for EvidenceOptions {
    fn default() -> Self {
        Self {
            data_dir: None,
            editions_dir: None,
            overlay: None,
            unread_terms: UnreadTerms::default(),
            memory: 256 << 20,
            proof: Proof::default(),
        }
    }
}
