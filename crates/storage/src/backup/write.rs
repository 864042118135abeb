//! Making a backup.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use sea_orm::{QueryResult, Statement, Value};
use serde_json::json;
use sha2::{Digest, Sha256};
use tidemark_vocab::Moment;

use super::{BackupError, ColumnOf, FORMAT, Manifest, TableFile, on};
use crate::blobs::Blobs;
use crate::engine::Store;
use crate::error::StoreError;
use crate::look::Look;
use crate::schema::{Kind, TABLES, Table};

/// So many rows are read at once.
const AT_ONCE: i64 = 2_000;

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

impl Cell {
    fn read(row: &QueryResult, name: &str, kind: Kind) -> Result<Self, StoreError> {
        let unread = |error: sea_orm::DbErr| StoreError::Unread(error.to_string());
        Ok(match kind {
            Kind::Text => row
                .try_get::<Option<String>>("", name)
                .map_err(unread)?
                .map_or(Self::Nothing, Self::Text),
            Kind::Number => row
                .try_get::<Option<i64>>("", name)
                .map_err(unread)?
                .map_or(Self::Nothing, Self::Number),
            Kind::Bytes => row
                .try_get::<Option<Vec<u8>>>("", name)
                .map_err(unread)?
                .map_or(Self::Nothing, Self::Bytes),
        })
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Nothing => serde_json::Value::Null,
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
            Self::Bytes(bytes) => json!(BASE64.encode(bytes)),
        }
    }

    pub(crate) fn value(self, kind: Kind) -> Value {
        match (self, kind) {
            (Self::Text(text), _) => text.into(),
            (Self::Number(number), _) => number.into(),
            (Self::Bytes(bytes), _) => bytes.into(),
            (Self::Nothing, Kind::Text) => None::<String>.into(),
            (Self::Nothing, Kind::Number) => None::<i64>.into(),
            (Self::Nothing, Kind::Bytes) => None::<Vec<u8>>.into(),
        }
    }
}

/// Some rows of a table in the order of its key, after one of them.
pub(crate) async fn cells(
    look: &Look<'_>,
    table: &Table,
    after: Option<&[Cell]>,
) -> Result<Vec<Vec<Cell>>, StoreError> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let key = table.key.join(", ");
    let kinds = table.columns.iter().map(|column| (column.name, column.kind));
    let mut values: Vec<Value> = vec![AT_ONCE.into()];
    let mut after_key = String::new();
    if let Some(after) = after {
        let signs: Vec<String> = (2..2 + table.key.len())
            .map(|number| format!("${number}"))
            .collect();
        after_key = format!("where ({key}) > ({})", signs.join(", "));
        for name in table.key {
            let at = kinds.clone().position(|(column, _)| column == *name);
            if let Some((cell, (_, kind))) = at.and_then(|at| Some((after.get(at)?, kinds.clone().nth(at)?)))
            {
                values.push(cell.clone().value(kind));
            }
        }
    }
    let sql = format!(
        "select {} from {} {after_key} order by {key} limit $1",
        names.join(", "),
        table.name
    );
    let rows = look
        .raw(Statement::from_sql_and_values(look.engine.backend(), sql, values))
        .await?;
    rows.iter()
        .map(|row| {
            kinds
                .clone()
                .map(|(name, kind)| Cell::read(row, name, kind))
                .collect()
        })
        .collect()
}

/// Writes a backup of a store, and of its blobs where it has some, to a directory that is not there yet, while both are in use. It holds one moment of the store, and
/// every blob that was there then and was not removed before it was copied.
pub async fn back_up(
    store: &Store,
    blobs: Option<&Blobs>,
    into: &Path,
    now: Moment,
    told: &(dyn Fn(&str, u64) + Send + Sync),
) -> Result<Manifest, BackupError> {
    if into.exists() {
        return Err(BackupError::Exists(into.to_owned()));
    }
    let beside = into.with_added_extension("unfinished");
    // Of an earlier try that was interrupted.
    if beside.exists() {
        fs::remove_dir_all(&beside).map_err(on(&beside))?;
    }
    let folder = beside.join("tables");
    made(&beside).map_err(on(&beside))?;
    fs::create_dir(&folder).map_err(on(&folder))?;
    let step = store.standing().await?.at;
    let snapshot = store.snapshot().await?;
    let look = snapshot.look();
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        made_at: now.to_string(),
        step,
        keys: look
            .masters_in_use()
            .await?
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        tables: Vec::new(),
        blobs: Vec::new(),
    };
    for table in TABLES {
        let written = write_table(&look, table, &folder.join(format!("{}.jsonl", table.name))).await?;
        told(table.name, written.rows);
        manifest.tables.push(written);
    }
    drop(look);
    snapshot.end().await?;
    // After the moment of the store: a blob is put in before anything refers to it.
    if let Some(blobs) = blobs {
        manifest.blobs = super::blobs::copy(blobs, &beside).await?;
        told("blobs", manifest.blobs.len() as u64);
    }
    name(&manifest, &beside, into)?;
    Ok(manifest)
}

/// Makes a folder that nobody else on the machine may look into: who works where, and when, is no secret of the keys.
fn made(folder: &Path) -> io::Result<()> {
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes the manifest last, and gives the whole its place when all of it is on the disk.
fn name(manifest: &Manifest, beside: &Path, into: &Path) -> Result<(), BackupError> {
    let path = beside.join("manifest.json");
    let text = serde_json::to_vec_pretty(manifest).map_err(|error| on(&path)(error.into()))?;
    let mut file = File::create(&path).map_err(on(&path))?;
    file.write_all(&text)
        .and_then(|()| file.sync_all())
        .map_err(on(&path))?;
    for folder in [beside.join("tables"), beside.to_owned()] {
        File::open(&folder)
            .and_then(|folder| folder.sync_all())
            .map_err(on(folder))?;
    }
    fs::rename(beside, into).map_err(on(into))?;
    if let Some(parent) = into.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        File::open(parent)
            .and_then(|parent| parent.sync_all())
            .map_err(on(parent))?;
    }
    Ok(())
}

async fn write_table(look: &Look<'_>, table: &Table, path: &Path) -> Result<TableFile, BackupError> {
    let file = File::create(path).map_err(on(path))?;
    let mut writer = BufWriter::new(file);
    let (mut digest, mut rows) = (Sha256::new(), 0);
    let mut after: Option<Vec<Cell>> = None;
    loop {
        let some = cells(look, table, after.as_deref()).await?;
        for row in &some {
            let values: Vec<serde_json::Value> = row.iter().map(Cell::json).collect();
            let mut line = serde_json::to_vec(&values).map_err(|error| on(path)(error.into()))?;
            line.push(b'\n');
            digest.update(&line);
            writer.write_all(&line).map_err(on(path))?;
            rows += 1;
        }
        match some.into_iter().next_back() {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    let file = writer
        .into_inner()
        .map_err(|error| on(path)(error.into_error()))?;
    file.sync_all().map_err(on(path))?;
    Ok(TableFile {
        name: table.name.to_owned(),
        columns: table
            .columns
            .iter()
            .map(|column| ColumnOf {
                name: column.name.to_owned(),
                kind: column.kind.into(),
            })
            .collect(),
        rows,
        sha256: HEXLOWER.encode(&digest.finalize()),
    })
}
