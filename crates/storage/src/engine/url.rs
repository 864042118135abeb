//! Where a store is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where a store is: a file of SQLite, or a database of PostgreSQL. `Debug` and `Display` show no password.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// `sqlite:PATH`, or a path alone.
    Sqlite(PathBuf),
    /// `postgres://USER@HOST:PORT/DATABASE`.
    Postgres(String),
}

/// Why a text does not say where a store is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreUrlError {
    /// It names another engine.
    #[error("`{0}` stores are not known: write sqlite:PATH or postgres://USER@HOST/DATABASE")]
    Engine(String),
    /// Nothing follows the engine.
    #[error("the address of the store is empty: write sqlite:PATH or postgres://USER@HOST/DATABASE")]
    Empty,
}

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    fn from_str(text: &str) -> Result<Self, StoreUrlError> {
        let text = text.trim();
        let file = |path: &str| match path.trim_start_matches("//") {
            "" => Err(StoreUrlError::Empty),
            _ => Ok(Self::Sqlite(PathBuf::from(
                path.strip_prefix("//").unwrap_or(path),
            ))),
        };
        match text.split_once(':') {
            Some(("sqlite", path)) => file(path),
            Some(("postgres" | "postgresql", rest)) if rest.len() > 2 && rest.starts_with("//") => {
                Ok(Self::Postgres(text.to_owned()))
            }
            Some(("postgres" | "postgresql", _)) => Err(StoreUrlError::Empty),
            Some((engine, rest)) if rest.starts_with("//") => Err(StoreUrlError::Engine(engine.to_owned())),
            _ => file(text),
        }
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            // User and password stand before the last sign of the authority; parameters may hold one too.
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let bare = rest.split('?').next().unwrap_or_default();
                let host = bare.rsplit_once('@').map_or(bare, |(_, host)| host);
                write!(f, "postgres://{host}")
            }
        }
    }
}

impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{StoreUrl, StoreUrlError};

    #[test]
    fn both_engines_are_known() {
        let sqlite = |path: &str| Ok(StoreUrl::Sqlite(PathBuf::from(path)));
        assert_eq!("sqlite:desk/store.db".parse(), sqlite("desk/store.db"));
        assert_eq!("sqlite:///var/lib/store.db".parse(), sqlite("/var/lib/store.db"));
        assert_eq!("/var/lib/store.db".parse(), sqlite("/var/lib/store.db"));
        assert!(matches!("postgres://u@h/d".parse(), Ok(StoreUrl::Postgres(_))));
        assert_eq!(
            "mysql://h/d".parse::<StoreUrl>(),
            Err(StoreUrlError::Engine("mysql".to_owned()))
        );
        for empty in ["", "sqlite:", "postgres:", "postgres://"] {
            assert_eq!(empty.parse::<StoreUrl>(), Err(StoreUrlError::Empty), "{empty}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let url: StoreUrl = "postgres://user:p@ss@db.example.org:5432/tidemark?password=secret"
            .parse()
            .unwrap();
        assert_eq!(url.to_string(), "postgres://db.example.org:5432/tidemark");
        assert_eq!(format!("{url:?}"), url.to_string());
    }
}
