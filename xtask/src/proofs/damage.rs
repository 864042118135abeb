//! Damage to files, as disks and interrupted copies do it.

use std::fmt;
use std::fs;
use std::path::Path;

use super::chance::Chance;
use super::room;
use crate::ChoreError;

/// What was done to a file.
#[derive(Debug)]
pub(crate) struct Damage {
    /// Its path within the edition.
    pub(crate) file: String,
    what: What,
}

#[derive(Debug)]
enum What {
    Flipped { byte: usize, bit: usize },
    CutTo(usize),
    Grown,
    Lost,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.file)?;
        match &self.what {
            What::Flipped { byte, bit } => write!(f, "has bit {bit} of byte {byte} flipped"),
            What::CutTo(length) => write!(f, "was cut to {length} bytes"),
            What::Grown => write!(f, "has a byte more"),
            What::Lost => write!(f, "was lost"),
        }
    }
}

/// Harms a file, mostly by one flipped bit. A manifest is never lost: a directory without one is no edition at all.
pub(crate) fn harm(edition: &Path, file: &str, chance: &mut Chance) -> Result<Damage, ChoreError> {
    let path = edition.join(file);
    let mut bytes = room::read(&path)?;
    let what = match chance.below(8) {
        _ if bytes.is_empty() => What::Grown,
        0 | 1 => What::CutTo(chance.below(bytes.len())),
        2 => What::Grown,
        3 if file != "manifest.json" => What::Lost,
        _ => What::Flipped {
            byte: chance.below(bytes.len()),
            bit: chance.below(8),
        },
    };
    match what {
        What::Flipped { byte, bit } => bytes[byte] ^= 1 << bit,
        What::CutTo(length) => bytes.truncate(length),
        What::Grown => bytes.push(b'\n'),
        What::Lost => {
            fs::remove_file(&path).map_err(ChoreError::io(format!("removing {}", path.display())))?;
        }
    }
    if !matches!(what, What::Lost) {
        room::write(&path, &bytes)?;
    }
    Ok(Damage {
        file: file.to_owned(),
        what,
    })
}
