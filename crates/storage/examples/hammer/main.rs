//! Writes to a store until it is killed, and says afterwards whether all that was acknowledged is there: for `cargo xtask prove`.
//!
//! - `hammer write STORE ACKS`: 32 tasks write; a line of ACKS was appended after its write had returned. It goes on until it is killed.
//! - `hammer fill STORE ACKS BALLAST`: the same until no room is left; then it removes BALLAST, and ends when writes are kept again.
//! - `hammer check STORE ACKS SPACE`: holds the store against ACKS; `hammer finish STORE ACKS SPACE` does every job first. SPACE is a folder for a backup.

mod acks;
mod check;
mod tables;
mod work;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tidemark_storage::vault::{MasterKey, MasterKeys};
use tidemark_storage::{Settings, Store};
use tidemark_vocab::Moment;

use work::Hammer;

/// Whatever went wrong, in words.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;

pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Says a line; whoever reads it may have gone.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

async fn open(address: &str) -> Result<Store, Fault> {
    let settings = Settings::new(address.parse()?);
    settings.migrate(None, now(), &|_, _| ()).await?;
    // The same in every process: what one seals the next opens.
    let keys = MasterKeys::new(MasterKey::new([7; 32]), []);
    Ok(Store::open(&settings, keys).await?)
}

async fn run(words: &[&str]) -> Result<(), Fault> {
    match words {
        ["write", store, acks] => {
            let hammer = Hammer::new(open(store).await?, Path::new(acks))?;
            say("ready");
            hammer.for_ever().await
        }
        ["fill", store, acks, ballast] => {
            let hammer = Hammer::new(open(store).await?, Path::new(acks))?;
            say("ready");
            hammer.until_full(Path::new(ballast)).await
        }
        ["check", store, acks, space] => {
            check::check(&open(store).await?, Path::new(acks), Path::new(space)).await
        }
        ["finish", store, acks, space] => {
            let store = open(store).await?;
            Hammer::new(store.clone(), Path::new(acks))?.finish().await?;
            check::check(&store, Path::new(acks), Path::new(space)).await?;
            check::all_done(&store).await
        }
        _ => Err("hammer write|fill|check|finish STORE ACKS …".into()),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}
