//! What Tidemark does, over the evidence it was opened with.

pub mod borders;
mod bundled;
pub mod check;
pub mod desk;
mod directory;
mod draft;
mod export;
mod grid;
mod observatory;
pub mod published;
mod sheet;

pub use directory::DirectoryError;
pub use draft::WriteError;
pub use export::{Publication, PublishError, export_directory, publish};
pub use grid::{grid, rows};
pub use sheet::parquet;
/// An edition as the layers above see it.
pub use tidemark_columnar::Edition as Evidence;
/// Why a table could not be written as Parquet.
pub use tidemark_columnar::SheetError;
/// What a published edition consists of.
pub use tidemark_columnar::{ListedFile, Manifest};
/// What the desk keeps, as the layers above see it.
pub use tidemark_storage::blobs::{BlobError, BlobUrl, Blobs};
pub use tidemark_storage::{
    AuditPage, Finding, Invited as InvitedRow, Job, JobState, Person, Purpose, Settings as StoreSettings,
    Store, StoreError, StoreUrl, StoreUrlError, Told, backup, vault,
};

pub use observatory::{
    Decided, EditionError, EvidenceOptions, Listed, Observatory, OpenError, OverlayFault, OverlayReason,
    Pinned, Proof, PublishedFile, Reading, Refreshed, Refused, TableError, UnreadTerms, observations,
    open_edition,
};
