//! Restoring a backup: to an empty store, on either engine.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, TransactionTrait, Value};
use sha2::{Digest, Sha256};
use tidemark_vocab::Moment;

use super::{BackupError, FORMAT, KindOf, Manifest, TableFile, blobs, on};
use crate::blobs::Blobs;
use crate::engine::{Engine, Settings};
use crate::error::StoreError;

/// So many values are put in at once; SQLite takes 32,766.
const VALUES: usize = 16_000;

/// Reads what a backup says it holds, and holds every file against it.
pub fn verify(from: &Path) -> Result<Manifest, BackupError> {
    let path = from.join("manifest.json");
    let no_backup = |why: String| BackupError::NoBackup {
        path: from.to_owned(),
        why,
    };
    let text = fs::read(&path).map_err(on(&path))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| no_backup(error.to_string()))?;
    if manifest.format != FORMAT {
        return Err(no_backup(format!(
            "its form is {}, and this version reads {FORMAT}",
            manifest.format
        )));
    }
    for table in &manifest.tables {
        checked_name(&table.name, from)?;
        table
            .columns
            .iter()
            .try_for_each(|column| checked_name(&column.name, from))?;
        each_line(from, table, |_, _| Ok(()))?;
    }
    blobs::verify(from, &manifest.blobs)?;
    Ok(manifest)
}

/// Names go into statements.
fn checked_name(name: &str, from: &Path) -> Result<(), BackupError> {
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_name {
        return Ok(());
    }
    Err(BackupError::NoBackup {
        path: from.to_owned(),
        why: format!("`{name}` is no name of a table or column"),
    })
}

/// Reads a table's file line by line and holds it against its digest and its number of rows at the end.
fn each_line(
    from: &Path,
    table: &TableFile,
    mut line: impl FnMut(u64, &[u8]) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let path = from.join("tables").join(format!("{}.jsonl", table.name));
    let mut reader = BufReader::new(File::open(&path).map_err(on(&path))?);
    let (mut digest, mut rows, mut bytes) = (Sha256::new(), 0, Vec::new());
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(on(&path))? == 0 {
            break;
        }
        digest.update(&bytes);
        rows += 1;
        line(rows, &bytes)?;
    }
    let why = if rows != table.rows {
        format!("it has {rows} rows, and had {}", table.rows)
    } else if HEXLOWER.encode(&digest.finalize()) != table.sha256 {
        "its digest is another".to_owned()
    } else {
        return Ok(());
    };
    Err(BackupError::Damaged { path, why })
}

/// Restores a backup to a store that is empty or not there, and its blobs to where they are named. The store has all of it, or nothing; blobs that were put back before
/// something failed stay, and are in nobody's way.
pub async fn restore(
    settings: &Settings,
    into: Option<&Blobs>,
    from: &Path,
    now: Moment,
    told: &(dyn Fn(&str, u64) + Send + Sync),
) -> Result<Manifest, BackupError> {
    let manifest = verify(from)?;
    let known = settings.standing_or_none().await?;
    if manifest.step > known.known {
        return Err(BackupError::Later {
            found: manifest.step,
            known: known.known,
        });
    }
    if known.at > manifest.step {
        return Err(BackupError::NotEmpty(format!("already taken step {}", known.at)));
    }
    match into {
        Some(into) => blobs::put_back(from, &manifest.blobs, into).await?,
        None if manifest.blobs.is_empty() => {}
        None => return Err(BackupError::Homeless(manifest.blobs.len())),
    }
    told("blobs", manifest.blobs.len() as u64);
    settings.migrate(Some(manifest.step), now, &|_, _| ()).await?;
    let on = settings.restoring().await?;
    let begun = on.begin().await.map_err(StoreError::from)?;
    for table in &manifest.tables {
        fill(&begun, settings.engine(), from, table).await?;
        told(&table.name, table.rows);
    }
    begun.commit().await.map_err(StoreError::from)?;
    let _ = on.close_by_ref().await;
    settings.migrate(None, now, &|_, _| ()).await?;
    Ok(manifest)
}

async fn fill(
    on: &DatabaseTransaction,
    engine: Engine,
    from: &Path,
    table: &TableFile,
) -> Result<(), BackupError> {
    let any = Statement::from_string(
        engine.backend(),
        format!("select 1 as n from {} limit 1", table.name),
    );
    if on.query_one_raw(any).await.map_err(StoreError::from)?.is_some() {
        return Err(BackupError::NotEmpty(format!("rows of {}", table.name)));
    }
    let path = from.join("tables").join(format!("{}.jsonl", table.name));
    let at_once = (VALUES / table.columns.len().max(1)).max(1);
    // What was verified may have been changed since: it is read, and held against its digest, once more.
    let mut batches: Vec<Vec<Value>> = Vec::new();
    let mut filled = 0;
    each_line(from, table, |number, line| {
        let values = parsed(line, table).ok_or_else(|| BackupError::Damaged {
            path: path.clone(),
            why: format!("line {number} is no row"),
        })?;
        if filled % at_once == 0 {
            batches.push(Vec::with_capacity(at_once * table.columns.len()));
        }
        filled += 1;
        if let Some(batch) = batches.last_mut() {
            batch.extend(values);
        }
        Ok(())
    })?;
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    for batch in batches {
        let width = names.len();
        let rows: Vec<String> = (0..batch.len() / width)
            .map(|row| {
                let signs: Vec<String> = (1..=width)
                    .map(|column| format!("${}", row * width + column))
                    .collect();
                format!("({})", signs.join(", "))
            })
            .collect();
        let sql = format!(
            "insert into {} ({}) values {}",
            table.name,
            names.join(", "),
            rows.join(", ")
        );
        on.execute_raw(Statement::from_sql_and_values(engine.backend(), sql, batch))
            .await
            .map_err(StoreError::from)?;
    }
    Ok(())
}

fn parsed(line: &[u8], table: &TableFile) -> Option<Vec<Value>> {
    let values: Vec<serde_json::Value> = serde_json::from_slice(line).ok()?;
    if values.len() != table.columns.len() {
        return None;
    }
    values
        .into_iter()
        .zip(&table.columns)
        .map(|(value, column)| match (value, column.kind) {
            (serde_json::Value::Null, KindOf::Text) => Some(None::<String>.into()),
            (serde_json::Value::Null, KindOf::Number) => Some(None::<i64>.into()),
            (serde_json::Value::Null, KindOf::Bytes) => Some(None::<Vec<u8>>.into()),
            (serde_json::Value::String(text), KindOf::Text) => Some(text.into()),
            (serde_json::Value::String(text), KindOf::Bytes) => {
                Some(BASE64.decode(text.as_bytes()).ok()?.into())
            }
            (serde_json::Value::Number(number), KindOf::Number) => Some(number.as_i64()?.into()),
            _ => None,
        })
        .collect()
}
