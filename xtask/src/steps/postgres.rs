//! A PostgreSQL cluster of our own, for tests and proofs: made in a temporary directory, reached from this machine alone, gone when the chore is.

use std::env;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::ChoreError;
use crate::steps::debian::{self, Needed};
use crate::steps::{Done, Step};
use crate::workplace::find_program;

/// What the tests of the store read: where the server is.
pub(crate) const VARIABLE: &str = "TEST_POSTGRES_URL";

/// Debian keeps the programs of a server where `PATH` does not lead.
const SERVER: Needed = Needed {
    programs: &["sh"],
    proof: &["-c", "command -v initdb || ls /usr/lib/postgresql/*/bin/initdb"],
    packages: &["postgresql"],
};

const CLIENT: Needed = Needed {
    programs: &["psql"],
    proof: &["--version"],
    packages: &["postgresql-client"],
};

/// Gets the server.
pub(crate) const TOOLS: Step = Step {
    name: "postgres-tools",
    needs: &[],
    run: |_, console| {
        debian::ensure(&[SERVER, CLIENT], console)?;
        programs().map(|_| Done::Passed)
    },
};

/// Ends the cluster when whoever made it ends, however that comes: then nobody holds the other end of its input. `$1` is the folder, `$2` what stops the server.
const GUARD: &str = r#"trap : INT HUP TERM
read -r nothing
sh -c "$2" >/dev/null 2>&1
rm -rf "$1""#;

/// So often another port is tried, where somebody took it before the server did.
const TRIES: u32 = 5;

static MADE: AtomicU32 = AtomicU32::new(0);

/// A cluster that runs until this is dropped, or the process ends.
pub(crate) struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    is_root: bool,
    port: u16,
    guard: Child,
}

impl Cluster {
    /// Makes one and starts it.
    pub(crate) fn start() -> Result<Self, ChoreError> {
        let programs = programs()?;
        let name = format!(
            "tidemark-postgres-{}-{}",
            std::process::id(),
            MADE.fetch_add(1, Ordering::Relaxed)
        );
        let folder = env::temp_dir().join(name);
        fs::create_dir(&folder).map_err(ChoreError::io(format!("making {}", folder.display())))?;
        let is_root = is_root();
        let stop = words(is_root, &programs.join("pg_ctl"))
            .chain(stopping(&folder, "immediate"))
            .map(|word| quoted(&word))
            .collect::<Vec<_>>()
            .join(" ");
        let guard = Command::new("sh")
            .args(["-c", GUARD, "sh"])
            .arg(&folder)
            .arg(stop)
            .current_dir("/")
            .stdin(Stdio::piped())
            .spawn()
            .map_err(ChoreError::io("starting what guards PostgreSQL"))?;
        // From here on whatever goes wrong leaves nothing behind.
        let mut cluster = Self {
            folder,
            programs,
            is_root,
            port: 0,
            guard,
        };
        cluster.make()?;
        cluster.begin()?;
        Ok(cluster)
    }

    /// `postgres://postgres@127.0.0.1:41234/postgres`
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops the server as a crash would, and starts it again on the same data and port.
    pub(crate) fn crash(&self) -> Result<(), ChoreError> {
        ran(self.command("pg_ctl").args(stopping(&self.folder, "immediate")))?;
        self.serve()
    }

    fn make(&self) -> Result<(), ChoreError> {
        if self.is_root {
            ran(Command::new("chown").arg("postgres").arg(&self.folder))?;
        }
        let data = data(&self.folder);
        let mut initdb = self.command("initdb");
        initdb.arg("-D").arg(data);
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        ran(initdb.args(["--locale=C", "--no-sync"]))
    }

    /// Starts it on a port that is free.
    fn begin(&mut self) -> Result<(), ChoreError> {
        let mut tried = 0;
        loop {
            self.port = free_port().map_err(ChoreError::io("looking for a free port"))?;
            let settings = settings(&self.folder, self.port);
            let path = data(&self.folder).join("postgresql.conf");
            fs::write(&path, settings).map_err(ChoreError::io(format!("writing {}", path.display())))?;
            tried += 1;
            match self.serve() {
                Err(_) if tried < TRIES => {}
                outcome => return outcome,
            }
        }
    }

    fn serve(&self) -> Result<(), ChoreError> {
        let log = self.folder.join("log").to_string_lossy().into_owned();
        let data = data(&self.folder).to_string_lossy().into_owned();
        let mut start = ["start", "-w", "-s", "-D", &data, "-l", &log]
            .into_iter()
            .map(str::to_owned);
        ran(self.command("pg_ctl").args(&mut start)).map_err(|error| {
            let said = fs::read_to_string(&log).unwrap_or_default();
            let said: Vec<&str> = said.lines().collect();
            let last = said[said.len().saturating_sub(5)..].join("\n");
            ChoreError::Failed(format!("{error}; its log ends with:\n{last}"))
        })
    }

    fn command(&self, program: &str) -> Command {
        let mut words = words(self.is_root, &self.programs.join(program));
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).current_dir("/").stdin(Stdio::null());
        // Else it would speak to a server that somebody set up for themselves.
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        drop(self.guard.wait());
    }
}

/// The words that begin a command of the server's user: PostgreSQL refuses to run as root.
fn words(is_root: bool, program: &Path) -> impl Iterator<Item = String> + use<> {
    let user = is_root.then_some(["runuser", "-u", "postgres", "--"]);
    let program = program.to_string_lossy().into_owned();
    let user = user.into_iter().flatten().map(str::to_owned);
    user.chain(std::iter::once(program))
}

fn stopping(folder: &Path, how: &str) -> impl Iterator<Item = String> + use<> {
    let data = data(folder).to_string_lossy().into_owned();
    ["stop", "-w", "-s", "-m", how, "-D", &data]
        .map(str::to_owned)
        .into_iter()
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// What the server is set to: as by default, but for where it listens.
fn settings(folder: &Path, port: u16) -> String {
    let sockets = folder.to_string_lossy().replace('\'', "''");
    format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{sockets}'\nfsync = on\nmax_connections = 200\n"
    )
}

/// A word as the shell reads it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn is_root() -> bool {
    let said = Command::new("id").arg("-u").output();
    said.is_ok_and(|said| said.stdout.trim_ascii() == b"0")
}

/// Where the programs of the server are: beside `initdb` in `PATH`, or Debian's newest.
fn programs() -> Result<PathBuf, ChoreError> {
    let in_path = find_program("initdb").and_then(|path| path.canonicalize().ok());
    let in_path = in_path.and_then(|path| path.parent().map(Path::to_owned));
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    in_path
        .or_else(|| newest(versions.map(|version| version.path().join("bin"))))
        .ok_or_else(|| {
            ChoreError::Failed(
                "no PostgreSQL server is here: install Debian's `postgresql`, or put `initdb` in PATH"
                    .to_owned(),
            )
        })
}

fn newest(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let version = |folder: &PathBuf| {
        let name = folder.parent()?.file_name()?.to_str()?;
        name.parse::<u32>().ok()
    };
    folders
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(version)
}

/// Runs a command whose words count only where it fails.
fn ran(command: &mut Command) -> Result<(), ChoreError> {
    let ended = command.output().map_err(ChoreError::io(format!(
        "PostgreSQL cannot be started here: {command:?}"
    )))?;
    if ended.status.success() {
        return Ok(());
    }
    Err(ChoreError::Failed(format!(
        "PostgreSQL cannot be started here: {command:?} ended with {}: {}",
        ended.status,
        String::from_utf8_lossy(&ended.stderr).trim_end()
    )))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{newest, quoted, settings, words};

    #[test]
    fn only_this_machine_reaches_it() {
        let settings = settings(Path::new("/tmp/it's"), 41_234);
        assert!(
            settings.contains("listen_addresses = '127.0.0.1'\n"),
            "{settings}"
        );
        assert!(
            settings.contains("unix_socket_directories = '/tmp/it''s'\n"),
            "{settings}"
        );
        assert!(settings.contains("fsync = on\n"), "{settings}");
    }

    #[test]
    fn root_has_the_user_of_the_server_run_it() {
        let program = Path::new("/usr/bin/initdb");
        let root: Vec<String> = words(true, program).collect();
        assert_eq!(root, ["runuser", "-u", "postgres", "--", "/usr/bin/initdb"]);
        assert_eq!(words(false, program).collect::<Vec<_>>(), ["/usr/bin/initdb"]);
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn versions_are_numbers_not_words() {
        let folder = std::env::temp_dir().join(format!("xtask-versions-{}", std::process::id()));
        let bins = ["9", "15", "other"].map(|version| folder.join(version).join("bin"));
        for bin in &bins {
            std::fs::create_dir_all(bin).unwrap();
            std::fs::write(bin.join("initdb"), "").unwrap();
        }
        assert_eq!(newest(bins.into_iter()), Some(folder.join("15/bin")));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(newest(std::iter::empty()), None);
    }
}
