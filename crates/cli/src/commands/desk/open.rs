//! Opening the store, with its keys.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use tidemark_app::desk::{Desk, DeskSettings};
use tidemark_app::vault::{MasterKey, MasterKeys};
use tidemark_app::{Blobs, Store, StoreSettings};

use crate::clock;
use crate::error::CliError;
use crate::settings::Settings;

/// How the store is opened.
pub(crate) fn store_settings(settings: &Settings) -> StoreSettings {
    StoreSettings::new(settings.store.url())
}

/// The master keys, from the environment or the file.
pub(crate) fn keys(settings: &Settings) -> Result<MasterKeys, CliError> {
    let given = &settings.store.keys.0;
    if !given.is_empty() {
        return Ok(MasterKeys::read(given)?);
    }
    let path = settings.store.keys_file();
    let text = fs::read_to_string(&path).map_err(|cause| CliError::KeysFile { path, cause })?;
    Ok(MasterKeys::read(&text)?)
}

/// The master keys; where there are none and a new store is made, a new one in its file.
pub(crate) fn keys_or_new(settings: &Settings) -> Result<MasterKeys, CliError> {
    match keys(settings) {
        Err(CliError::KeysFile { path, cause }) if cause.kind() == io::ErrorKind::NotFound => {
            let keys = MasterKeys::new(MasterKey::generate()?, []);
            write_keys(&path, &keys)?;
            Ok(keys)
        }
        other => other,
    }
}

/// Writes keys to a file that nobody else can read: beside it, then in its place.
pub(crate) fn write_keys(path: &Path, keys: &MasterKeys) -> Result<(), CliError> {
    let failed = |cause| CliError::KeysFile {
        path: path.to_owned(),
        cause,
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = path.with_extension("new");
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside).map_err(failed)?;
    file.write_all(keys.write().as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path))
        .map_err(failed)
}

/// Where files are kept: `None` where no setting names a place.
pub(crate) async fn blobs(settings: &Settings) -> Result<Option<Blobs>, CliError> {
    match &settings.store.blobs {
        None => Ok(None),
        Some(url) => Ok(Some(Blobs::open(url).await?)),
    }
}

/// Opens the store as it is.
pub(crate) async fn open(settings: &Settings) -> Result<Store, CliError> {
    Ok(Store::open(&store_settings(settings), keys(settings)?).await?)
}

/// The desk over a store.
pub(crate) fn desk(store: Store, settings: &Settings) -> Desk {
    let base = settings.server.base_address.as_ref();
    let base = base.map_or_else(
        || format!("http://{}", settings.server.listen),
        |base| base.join(""),
    );
    let site = DeskSettings {
        site: settings.mail.site.clone(),
        base,
    };
    Desk::new(store, Arc::new(clock::now), site)
}
