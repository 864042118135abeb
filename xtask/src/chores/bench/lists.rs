//! What the lists of the desk cost where there are a million of each thing: people, entries of the audit, jobs, invitations.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::server::Server;
use crate::ChoreError;
use crate::console::Console;
use crate::proofs::http::Connection;

/// So many of each.
const ROWS: u32 = 1_000_000;

/// So often each list is asked for.
const TIMES: u32 = 40;

/// The lists.
const LISTS: [&str; 4] = ["people", "audit", "jobs", "invitations"];

/// Fills a store whose first person is an administrator, and lets their sessions count as shown by two factors.
const FILL: &str = "
begin;
update sessions set factor = 'passkey';
create temporary table n (i bigint, id text);
insert into n with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows})
    select i, '000000000000000000' || substr('' || (10000000 + i), 2) || '0' from n;
insert into people (id, lang, state, made_at) select id, 'en', 'active', {now} + i from n;
insert into grants (person, role, scope, given_at) select id, 'librarian', 'everywhere', {now} from n where i % 10 = 0;
insert into audit (id, at, actor, verb, object, detail, sealed, number, digest)
    select 'fill' || i, {now}, (select min(person) from sessions), 'signed_in', id, '', cast('' as {bytes}), 1000000 + i, '00' from n;
insert into jobs (id, kind, payload, state, due_at, attempts, most_attempts, is_to_stop, done, whole, made_at, ended_at)
    select id, 'send', id, case when i % 2 = 0 then 'waiting' else 'done' end, {now} + 9000000000, 0, 3, 0, 0, 0, {now}, case when i % 2 = 0 then null else {now} - i end from n;
insert into invitations (id, token, invited_by, grants, made_at, until)
    select id, id, (select min(person) from sessions), 'librarian', {now} + i, {now} + 9000000000 from n;
commit;
";

/// Reads SQL from its input and does it on the file of a store; then its log, which holds all of it, is taken up, as it would be long before there is so much.
const SQLITE: &str = "import sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.executescript(sys.stdin.read())
store.execute('pragma wal_checkpoint(truncate)').fetchall()";

/// Fills the store behind a server, and measures as the person whose cookie this is.
pub(super) fn measure(
    server: &Server,
    name: &str,
    url: &str,
    cookie: &str,
    console: &mut Console,
) -> Result<(), ChoreError> {
    fill(url)?;
    server.settle()?;
    let failed = || ChoreError::io("asking for a list");
    let mut connection = Connection::to(&server.address()).map_err(failed())?;
    for list in LISTS {
        let path = format!("/en/desk/{list}");
        let mut ask = || {
            let answer = connection.get_as(&path, cookie).map_err(failed())?;
            if answer.status == 200 {
                Ok(answer.body.len())
            } else {
                Err(ChoreError::Failed(format!("{path}: {}", answer.shown())))
            }
        };
        let bytes = ask()?;
        let (before, begun) = (server.cpu()?, Instant::now());
        for _ in 0..TIMES {
            ask()?;
        }
        let each = |spent: Duration| spent.as_secs_f64() * 1000.0 / f64::from(TIMES);
        console.line(&format!(
            "{name:<10} {list:<12} of {ROWS}: {:.1} ms of processor, answered after {:.1} ms, {bytes} bytes",
            each(server.cpu()?.saturating_sub(before)),
            each(begun.elapsed()),
        ));
    }
    Ok(())
}

fn fill(url: &str) -> Result<(), ChoreError> {
    let file = url.strip_prefix("sqlite:");
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis();
    let sql = FILL
        .replace("{rows}", &ROWS.to_string())
        .replace("{now}", &now.to_string())
        .replace("{bytes}", if file.is_some() { "blob" } else { "bytea" });
    let mut command = if let Some(path) = file {
        let mut python = Command::new("python3");
        python.args(["-c", SQLITE, path]);
        python
    } else {
        let mut psql = Command::new("psql");
        // As its autovacuum would, within minutes.
        psql.args([
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            url,
            "-f",
            "-",
            "-c",
            "analyze",
        ]);
        psql
    };
    let failed = || ChoreError::io("filling a store");
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(failed())?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(sql.as_bytes()).map_err(failed())?;
    }
    let ended = child.wait().map_err(failed())?;
    if ended.success() {
        Ok(())
    } else {
        Err(ChoreError::Failed("a store could not be filled".to_owned()))
    }
}
