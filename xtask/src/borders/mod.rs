//! `cargo xtask borders`: makes `borders/world.json` from Natural Earth, as the npm package `world-atlas` 2 has it.
//!
//! How the file is derived is said in `docs/pictures.md`, which lines are dashed and to which place land belongs in `docs/decisions/0004-borders.md`.

mod convention;
mod dissolve;
mod draw;
mod simplify;
mod topology;
mod western_sahara;

use std::fs;
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use crate::ChoreError;
use crate::console::Console;
use crate::workplace::Workplace;

/// `countries-50m.json` of `world-atlas` 2.0.2, by its content.
const ATLAS: &str = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394";

/// Where the result is kept, seen from the workspace.
const RESULT: &str = "borders/world.json";

/// Derives the borders.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let (from, check) = parse(arguments).map_err(ChoreError::Usage)?;
    let bytes = fs::read(&from).map_err(ChoreError::io(from.display().to_string()))?;
    let digest = hexadecimal(&Sha256::digest(&bytes));
    if digest != ATLAS {
        return Err(ChoreError::Failed(format!(
            "{} is not the countries-50m.json of world-atlas 2.0.2",
            from.display()
        )));
    }
    let root = Workplace::here()?.root().to_path_buf();
    let places = root.join("data/areas/places.csv");
    let places = fs::read_to_string(&places).map_err(ChoreError::io(places.display().to_string()))?;
    let made = make(&bytes, &places).map_err(ChoreError::Failed)?;
    let path = root.join(RESULT);
    if check {
        let kept = fs::read_to_string(&path).map_err(ChoreError::io(RESULT))?;
        return if kept == made {
            console.line(&format!("{RESULT} is what it is made of"));
            Ok(())
        } else {
            Err(ChoreError::Failed(format!(
                "{RESULT} is another one than is made"
            )))
        };
    }
    fs::write(&path, &made).map_err(ChoreError::io(RESULT))?;
    console.line(&format!("{RESULT}: {} bytes", made.len()));
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn parse(arguments: &[String]) -> Result<(PathBuf, bool), String> {
    let (mut from, mut check) = (None, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--from" => from = rest.next().map(PathBuf::from),
            "--check" => check = true,
            other => return Err(format!("borders has no argument '{other}'")),
        }
    }
    let from =
        from.ok_or("borders needs --from FILE: the countries-50m.json of the npm package world-atlas 2.0.2")?;
    Ok((from, check))
}

/// The file of borders, from the atlas and the list of places.
fn make(atlas: &[u8], places: &str) -> Result<String, String> {
    let mut atlas = topology::Topology::read(atlas)?;
    western_sahara::restore(&mut atlas)?;
    let codes = convention::codes(places)?;
    let lands = convention::lands(&atlas, &codes)?;
    let contested = convention::contested(&atlas);
    Ok(draw::file(&atlas, &lands, &contested, &codes))
}
