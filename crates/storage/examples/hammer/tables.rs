//! Every row of a store, read from a backup of it: as it is, past what the library would refuse to show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use tidemark_storage::Store;
use tidemark_storage::backup::{Manifest, back_up};

use crate::{Fault, now};

/// The rows of a table, by the names of their columns.
type Rows = Vec<BTreeMap<String, Value>>;

/// What the check looks at.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) people: BTreeSet<String>,
    /// By the people whose they are.
    pub(crate) keys: BTreeSet<String>,
    pub(crate) grants: BTreeSet<String>,
    /// How often something was told, by what was done and on what.
    pub(crate) told: BTreeMap<(String, String), usize>,
    /// Their state and the message that they send.
    pub(crate) jobs: BTreeMap<String, (String, String)>,
    pub(crate) outbox: BTreeSet<String>,
}

impl Tables {
    /// Takes a backup into a folder that is not there, and reads it.
    pub(crate) async fn of(store: &Store, space: &Path) -> Result<Self, Fault> {
        let manifest = back_up(store, None, space, now(), &|_, _| ()).await?;
        let column = |table: &str, name: &str| -> Result<BTreeSet<String>, Fault> {
            Ok(rows(space, &manifest, table)?
                .iter()
                .map(|row| text(row, name))
                .collect())
        };
        let mut tables = Self {
            people: column("people", "id")?,
            keys: column("person_keys", "person")?,
            grants: column("grants", "person")?,
            outbox: column("outbox", "id")?,
            ..Self::default()
        };
        for row in rows(space, &manifest, "audit")? {
            let told = (text(&row, "verb"), text(&row, "object"));
            *tables.told.entry(told).or_default() += 1;
        }
        for row in rows(space, &manifest, "jobs")? {
            let job = (text(&row, "state"), text(&row, "payload"));
            tables.jobs.insert(text(&row, "id"), job);
        }
        fs::remove_dir_all(space)?;
        Ok(tables)
    }
}

fn text(row: &BTreeMap<String, Value>, column: &str) -> String {
    let value = row.get(column).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

fn rows(space: &Path, manifest: &Manifest, name: &str) -> Result<Rows, Fault> {
    let table = manifest.tables.iter().find(|table| table.name == name);
    let table = table.ok_or_else(|| format!("the backup has no table {name}"))?;
    let lines = fs::read_to_string(space.join("tables").join(format!("{name}.jsonl")))?;
    let names = || table.columns.iter().map(|column| column.name.clone());
    lines
        .lines()
        .map(|line| Ok(names().zip(serde_json::from_str::<Vec<Value>>(line)?).collect()))
        .collect()
}
