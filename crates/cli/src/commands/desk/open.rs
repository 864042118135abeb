//! Opening the store, with its keys.

use std::fs::{self, File, OpenOptions};
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

/// The master keys; where there are none and a new store is made, a new one in its file. A store that is there has its keys somewhere: another one would not open it.
pub(crate) async fn keys_or_new(settings: &Settings) -> Result<MasterKeys, CliError> {
    match keys(settings) {
        Err(CliError::KeysFile { path, cause }) if cause.kind() == io::ErrorKind::NotFound => {
            if store_settings(settings).standing_or_none().await?.at > 0 {
                return Err(CliError::KeysGone { path });
            }
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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = path.with_added_extension("unfinished");
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside).map_err(failed)?;
    file.write_all(keys.write().as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path))
        // Before anything is wrapped in a new key, its name must outlive a loss of power.
        .and_then(|()| File::open(folder.unwrap_or(Path::new(".")))?.sync_all())
        .map_err(failed)
}

/// Where files are kept: `None` where no setting names a place.
pub(crate) async fn blobs(settings: &Settings) -> Result<Option<Blobs>, CliError> {
    match &settings.store.blobs {
        None => Ok(None),
        Some(url) => Ok(Some(Blobs::open(url).await?)),
    }
}

/// Opens the store for those who write to it, and refuses keys that are not its own.
pub(crate) async fn open_with(settings: &Settings, keys: MasterKeys) -> Result<Store, CliError> {
    let store = Store::open(&store_settings(settings), keys).await?;
    match store.tried().await {
        Ok(()) => Ok(store),
        Err(error) => {
            store.close().await;
            Err(error.into())
        }
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
