//! The commands of the store, and the desk of a site that is served.

mod backups;
mod doctor;
mod keys;
mod making;
mod secrets;
mod serving;
mod somebody;
mod waiting;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::site::Site;
use crate::support::{Directory, Ended, program};

/// A directory with evidence, in which there may be a store or the address of one.
pub(crate) struct Desk {
    directory: Directory,
    /// On PostgreSQL, the server and the name of a schema that is ours.
    schema: Option<(String, String)>,
}

/// Evidence beside what will be the store: a directory of evidence holds nothing else.
fn world() -> Directory {
    let directory = Directory::empty();
    for (name, text) in tidemark_testkit::FILES {
        directory.write(&format!("data/{name}"), text);
    }
    directory
}

static SCHEMAS: AtomicUsize = AtomicUsize::new(0);

impl Desk {
    fn on_sqlite() -> Self {
        Self {
            directory: world(),
            schema: None,
        }
    }

    /// On the server that tests may use, where one is named.
    #[expect(clippy::print_stderr, reason = "what is not tried must be seen")]
    fn on_postgres() -> Option<Self> {
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            eprintln!(
                "SKIPPED on PostgreSQL: TEST_POSTGRES_URL does not name a server; `cargo xtask test` starts one"
            );
            return None;
        };
        let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
        let schema = format!("program_{}_{number}", std::process::id());
        sql(&server, &format!("create schema {schema}"));
        Some(Self {
            directory: world(),
            schema: Some((server, schema)),
        })
    }

    /// One on each engine.
    fn on_both() -> Vec<Self> {
        let mut both = vec![Self::on_sqlite()];
        both.extend(Self::on_postgres());
        both
    }

    /// Another place over the same store on PostgreSQL, with the same keys: another machine.
    fn elsewhere(&self) -> Self {
        let other = Self {
            directory: world(),
            schema: self.schema.clone(),
        };
        other.take_keys_of(self);
        other
    }

    /// Takes the keys of another one over, as readable as they were.
    fn take_keys_of(&self, other: &Self) {
        fs::create_dir_all(self.path("tidemark-desk")).unwrap();
        let name = "tidemark-desk/keys";
        fs::copy(other.path(name), self.path(name)).unwrap();
    }

    fn url(&self) -> Option<String> {
        let (server, schema) = self.schema.as_ref()?;
        let sign = if server.contains('?') { '&' } else { '?' };
        Some(format!("{server}{sign}options[search_path]={schema}"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(&self.directory);
        command.args(arguments);
        if let Some(url) = self.url() {
            command.env("TIDEMARK_DATABASE_URL", url);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs what must end well, and returns what it answers.
    fn done(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {ended:?}");
        ended.answer
    }

    fn serve(&self, arguments: &[&str]) -> Site {
        Site::started(self.command(&[&["serve", "--data-dir", "data"], arguments].concat()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// What a backup of the store as it is now holds, table by table.
    fn tables(&self) -> BTreeMap<String, String> {
        let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
        let name = format!("backup-{number}");
        self.done(&["backup", &name]);
        tables(&self.path(&name))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some((server, schema)) = &self.schema
            && !std::thread::panicking()
        {
            sql(server, &format!("drop schema if exists {schema} cascade"));
        }
    }
}

/// The tables of a backup.
fn tables(backup: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(backup.join("tables")).unwrap();
    let read = files.map(|file| {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        (name, fs::read_to_string(file.path()).unwrap())
    });
    read.collect()
}

fn sql(server: &str, statement: &str) {
    let status = Command::new("psql")
        .args([server, "-q", "-v", "ON_ERROR_STOP=1", "-c", statement])
        .env("PGOPTIONS", "--client-min-messages=warning")
        .status()
        .expect("psql comes with PostgreSQL's packages");
    assert!(status.success(), "{statement}");
}
