//! The overlay as a file.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tidemark_evidence::overlay::Overlay;

use super::error::{OverlayFault, OverlayReason};

/// What was decided about published figures since, and which version of it this is.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    overlay: Arc<Overlay>,
    version: String,
}

impl Decided {
    /// Reads the file; nothing was decided where none is named, or where there is none yet.
    pub(super) fn read(path: Option<&Path>) -> Result<Self, OverlayFault> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let fault = |reason: OverlayReason| OverlayFault {
            path: path.to_owned(),
            reason,
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(fault(error.into())),
        };
        let overlay = Overlay::parse(&text).map_err(|reason| fault(reason.into()))?;
        let digest = Sha256::digest(text.as_bytes());
        let version = digest
            .iter()
            .take(8)
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        Ok(Self {
            overlay: Arc::new(overlay),
            version,
        })
    }

    /// Reads the file again. Where there was one, there must be one: a file that is lost, or replaced just now, takes back no withdrawal.
    pub(super) fn again(&self, path: Option<&Path>) -> Result<Self, OverlayFault> {
        let read = Self::read(path)?;
        match path {
            Some(path) if read.version.is_empty() && !self.version.is_empty() => Err(OverlayFault {
                path: path.to_owned(),
                reason: OverlayReason::Gone,
            }),
            _ => Ok(read),
        }
    }

    /// What was decided.
    #[must_use]
    pub fn overlay(&self) -> Arc<Overlay> {
        Arc::clone(&self.overlay)
    }

    /// Which version this is: another one after every change of the file; empty where there is no file.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}
