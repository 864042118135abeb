//! A folder that gets one file a message.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tidemark_vocab::Moment;

use crate::error::{MailError, Passing};
use crate::settings::SettingsError;

/// The owner's alone: a folder, and a file.
const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;

/// What anybody but the owner may do.
const OTHERS: u32 = 0o077;

/// Where messages are put.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder at a path, made where it is not there yet.
    ///
    /// One that others can look into is refused, not closed: it may be somebody's for another purpose.
    pub(crate) fn open(path: PathBuf) -> Result<Self, SettingsError> {
        let mode = DirBuilder::new()
            .recursive(true)
            .mode(FOLDER)
            .create(&path)
            .and_then(|()| fs::metadata(&path))
            .map(|found| found.permissions().mode());
        match mode {
            Err(error) => Err(SettingsError::Folder {
                path,
                kind: error.kind(),
            }),
            Ok(mode) if mode & OTHERS != 0 => Err(SettingsError::OpenFolder(path)),
            Ok(_) => Ok(Self(path)),
        }
    }

    /// Puts a message there under its time and id. The same message again takes the place of the first.
    pub(crate) async fn put(&self, at: Moment, id: &str, bytes: Vec<u8>) -> Result<(), MailError> {
        let folder = self.0.clone();
        let name = format!("{}-{id}.eml", stamp(at));
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        // The task ends early only where the program does.
        let kind = match written {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.kind(),
            Err(_) => io::ErrorKind::Interrupted,
        };
        Err(Passing::Folder(kind).into())
    }
}

/// A moment as it stands in names of files: 20261127T093000Z, in order, without marks that some systems refuse.
fn stamp(at: Moment) -> String {
    let seconds: String = at
        .to_string()
        .chars()
        .take_while(|one| !matches!(one, '.' | 'Z'))
        .collect();
    format!("{}Z", seconds.replace(['-', ':'], ""))
}

/// Writes beside the place and renames, so that nobody finds half a message.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!(".{name}.part"));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(FILE)
        .open(&beside)?;
    // One that an earlier try left may have another mode.
    file.set_permissions(Permissions::from_mode(FILE))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, folder.join(name))?;
    // The name must last as well: the message is forgotten elsewhere once it is here.
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use tidemark_vocab::Moment;

    use super::stamp;

    #[test]
    fn names_are_in_order_of_time() {
        let at: Moment = "2026-11-27T09:30:00.250Z".parse().unwrap();
        assert_eq!(stamp(at), "20261127T093000Z");
    }
}
