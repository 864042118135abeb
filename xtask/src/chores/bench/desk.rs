//! What writing at the desk costs through HTTP: so many people at once, each of whom changes how they are called, again and again, and is told when it is kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::lists;
use super::server::Server;
use crate::ChoreError;
use crate::console::Console;
use crate::proofs::http::{Answer, Connection};
use crate::steps::postgres::Cluster;
use crate::steps::rust;
use crate::workplace::{Workplace, must_succeed};

/// How many write at once.
const PEOPLE: usize = 32;

/// For how long.
const MEASURED: Duration = Duration::from_secs(10);

/// What comes first is not counted.
const WARM: Duration = Duration::from_secs(1);

const USAGE: &str =
    "bench desk takes --binary FILE, a program that is built already, and otherwise builds one";

/// Somebody who is signed in.
struct Writer {
    connection: Connection,
    cookie: String,
    form: String,
}

/// Measures on both engines.
pub(super) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let place = Workplace::here()?;
    let binary = match arguments {
        [] => {
            must_succeed(
                place
                    .cargo()
                    .args(["build", "--release", "--locked", "--package", "tidemark"]),
            )?;
            rust::release_binary(&place)
        }
        [flag, path] if flag == "--binary" => PathBuf::from(path),
        _ => return Err(ChoreError::Usage(USAGE.to_owned())),
    };
    let root = place.cache().join("bench").join("desk");
    drop(fs::remove_dir_all(&root));
    fs::create_dir_all(&root).map_err(ChoreError::io(format!("making {}", root.display())))?;
    let sqlite = format!("sqlite:{}", root.join("store.db").display());
    measure(&binary, &root, "SQLite", &sqlite, console)?;
    let cluster = Cluster::start()?;
    measure(&binary, &root, "PostgreSQL", &cluster.url(), console)
}

fn measure(
    binary: &Path,
    root: &Path,
    name: &str,
    url: &str,
    console: &mut Console,
) -> Result<(), ChoreError> {
    let keys = root.join("keys").display().to_string();
    let mails = root.join("mail").display().to_string();
    let store = ["--database-url", url, "--keys-file", &keys];
    let links: Vec<String> = (0..PEOPLE)
        .map(|_| added(binary, &store))
        .collect::<Result<_, _>>()?;
    let server = Server::start(binary, &[&store[..], &["--mail-folder", &mails]].concat())?;
    server.settle()?;
    let failed = || ChoreError::io("writing at the desk");
    let writers: Vec<Writer> = links
        .iter()
        .map(|link| Writer::sign_in(&server.address(), link))
        .collect::<io::Result<_>>()
        .map_err(failed())?;
    let (before, begun) = (server.cpu()?, Instant::now());
    let writing: Vec<_> = writers
        .into_iter()
        .map(|writer| thread::spawn(move || writer.write(begun)))
        .collect();
    let mut waits = Vec::new();
    for one in writing {
        let done = one
            .join()
            .map_err(|_| ChoreError::Failed("a client ended early".to_owned()))?;
        waits.extend(done.map_err(failed())?);
    }
    let spent = server.cpu()?.saturating_sub(before).as_secs_f64() / begun.elapsed().as_secs_f64();
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();
    let milliseconds = |wait: Duration| wait.as_secs_f64() * 1000.0;
    console.line(&format!(
        "{name:<10} {PEOPLE} clients: {} writes a second, median {:.1} ms, 99th of 100 {:.1} ms; {spent:.2} processors of the site",
        waits.len() as u64 / MEASURED.as_secs(),
        milliseconds(at(50)),
        milliseconds(at(99)),
    ));
    let link = added(binary, &[&store[..], &["--role", "administrator"]].concat())?;
    let cookie = Writer::sign_in(&server.address(), &link)
        .map_err(failed())?
        .cookie;
    lists::measure(&server, name, url, &cookie, console)?;
    // Keys are of one store.
    fs::rename(root.join("keys"), root.join("keys.before")).map_err(failed())?;
    Ok(())
}

/// Adds somebody, and returns the token of their link.
fn added(binary: &Path, store: &[&str]) -> Result<String, ChoreError> {
    let failed = || ChoreError::io(format!("starting {}", binary.display()));
    let mut command = Command::new(binary);
    command.args(["user", "add", "Blue Heron"]).args(store);
    let ended = command.output().map_err(failed())?;
    let answer = String::from_utf8_lossy(&ended.stdout);
    let token = answer
        .trim()
        .rsplit_once("token=")
        .map(|(_, token)| token.to_owned());
    token.ok_or_else(|| {
        ChoreError::Failed(format!(
            "nobody was added: {}",
            String::from_utf8_lossy(&ended.stderr)
        ))
    })
}

impl Writer {
    fn sign_in(address: &str, token: &str) -> io::Result<Self> {
        let mut connection = Connection::to(address)?;
        let answer = connection.post("/en/sign-in/use", "", &format!("token={token}"))?;
        let cookie = answer
            .header("set-cookie")
            .and_then(|line| line.split(';').next());
        let cookie = cookie.ok_or_else(|| unexpected(&answer))?.to_owned();
        let page = connection.get_as("/en/account", &cookie)?;
        let text = String::from_utf8_lossy(&page.body).into_owned();
        let form = text
            .split_once("name=\"form\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let form = form.ok_or_else(|| unexpected(&page))?.0.to_owned();
        Ok(Self {
            connection,
            cookie,
            form,
        })
    }

    /// Writes until the time is over. Returns how long each answer took.
    fn write(mut self, begun: Instant) -> io::Result<Vec<Duration>> {
        let mut waits = Vec::new();
        for number in 0.. {
            let body = format!("form={}&lang=en&name=Heron+{number}", self.form);
            let asked = Instant::now();
            let answer = self.connection.post("/en/account/name", &self.cookie, &body)?;
            if answer.status != 303 {
                return Err(unexpected(&answer));
            }
            if begun.elapsed() > WARM + MEASURED {
                break;
            }
            if begun.elapsed() > WARM {
                waits.push(asked.elapsed());
            }
        }
        Ok(waits)
    }
}

fn unexpected(answer: &Answer) -> io::Error {
    io::Error::other(answer.shown())
}
