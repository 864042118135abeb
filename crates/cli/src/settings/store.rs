//! Where what is written is kept, and with which keys.

use std::fmt;
use std::path::{Path, PathBuf};

use tidemark_app::{BlobUrl, StoreUrl};

use super::declared::{Declared, Scope, misfit, path, put_some, show_some, shown};

/// The database, where nobody says otherwise.
const DEFAULT: &str = "tidemark-desk/store.db";

/// Where what is written is kept, and with which keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Store {
    /// The database.
    pub(crate) url: Option<StoreUrl>,
    /// The file of master keys.
    pub(crate) keys_file: Option<PathBuf>,
    /// The master keys themselves, in place of a file.
    pub(crate) keys: Secret,
    /// Where files are.
    pub(crate) blobs: Option<BlobUrl>,
}

/// A setting that is shown nowhere.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Secret(pub(crate) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "hidden" })
    }
}

impl Store {
    /// Where the store is.
    pub(crate) fn url(&self) -> StoreUrl {
        self.url
            .clone()
            .unwrap_or_else(|| StoreUrl::Sqlite(PathBuf::from(DEFAULT)))
    }

    /// Whether there is one, or the operator wants one: a site that only publishes has none, and makes none.
    pub(crate) fn is_wanted(&self) -> bool {
        self.url.is_some() || Path::new(DEFAULT).exists()
    }

    /// The folder of what belongs to the store: that of the database, or the default one.
    pub(crate) fn folder(&self) -> PathBuf {
        let of = match self.url() {
            StoreUrl::Sqlite(path) => path,
            StoreUrl::Postgres(_) => PathBuf::from(DEFAULT),
        };
        of.parent().map(Path::to_path_buf).unwrap_or_default()
    }

    /// The file of keys.
    pub(crate) fn keys_file(&self) -> PathBuf {
        self.keys_file
            .clone()
            .unwrap_or_else(|| self.folder().join("keys"))
    }
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "store.url",
        variable: "TIDEMARK_DATABASE_URL",
        flag: "database-url",
        value: "cli-value-url",
        about: "cli-setting-store-url",
        scope: Scope::Store,
        set: |settings, given| {
            let url: StoreUrl = given
                .text
                .parse()
                .map_err(|_| misfit(given, "cli-misfit-store-url"))?;
            settings.store.url = Some(match (url, given.beside) {
                (StoreUrl::Sqlite(path), Some(beside)) => StoreUrl::Sqlite(beside.join(path)),
                (url, _) => url,
            });
            Ok(())
        },
        show: |settings| {
            settings
                .store
                .url
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        },
    },
    Declared {
        key: "store.keys_file",
        variable: "TIDEMARK_KEYS_FILE",
        flag: "keys-file",
        value: "cli-value-file",
        about: "cli-setting-store-keys-file",
        scope: Scope::Store,
        set: |settings, given| {
            settings.store.keys_file = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.store.keys_file.as_deref()),
    },
    Declared {
        key: "store.keys",
        variable: "TIDEMARK_KEYS",
        flag: "keys",
        value: "cli-value-keys",
        about: "cli-setting-store-keys",
        scope: Scope::Store,
        set: |settings, given| {
            settings.store.keys = Secret(given.text.split([',', ' ']).collect::<Vec<_>>().join("\n"));
            Ok(())
        },
        show: |_| String::new(),
    },
    Declared {
        key: "store.blobs",
        variable: "TIDEMARK_BLOBS",
        flag: "blobs",
        value: "cli-value-url",
        about: "cli-setting-store-blobs",
        scope: Scope::Store,
        set: |settings, given| put_some(&mut settings.store.blobs, given, "cli-misfit-blobs"),
        show: |settings| show_some(settings.store.blobs.as_ref()),
    },
];
