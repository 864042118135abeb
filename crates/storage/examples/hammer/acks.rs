//! What was acknowledged: a line each, appended with one call after the write had returned, so that a kill cuts no line.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::Fault;

/// The file that acknowledgements go to.
pub(crate) struct Acks(File);

impl Acks {
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Ok(Self(
            file.map_err(|error| format!("{}: {error}", path.display()))?,
        ))
    }

    pub(crate) fn append(&self, kind: &str, id: &str) -> Result<(), Fault> {
        Ok((&self.0).write_all(format!("{kind} {id}\n").as_bytes())?)
    }
}

/// What was acknowledged, by its kind.
#[derive(Debug, Default)]
pub(crate) struct Acknowledged {
    pub(crate) people: BTreeSet<String>,
    pub(crate) told: BTreeSet<String>,
    pub(crate) jobs: BTreeSet<String>,
    pub(crate) done: BTreeSet<String>,
}

impl Acknowledged {
    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        let mut acknowledged = Self::default();
        for line in fs::read_to_string(path)?.lines() {
            let (kind, id) = line.split_once(' ').unwrap_or_default();
            let ids = match kind {
                "person" => &mut acknowledged.people,
                "told" => &mut acknowledged.told,
                "job" => &mut acknowledged.jobs,
                "done" => &mut acknowledged.done,
                _ => return Err(format!("`{line}` is no acknowledgement").into()),
            };
            if !ids.insert(id.to_owned()) {
                return Err(format!("`{line}` was acknowledged twice").into());
            }
        }
        Ok(acknowledged)
    }

    pub(crate) fn len(&self) -> usize {
        self.people.len() + self.told.len() + self.jobs.len() + self.done.len()
    }
}
