//! Small evidence that differs from edition to edition, made of the small world of the tests.

use std::path::Path;

use tidemark_evidence::text::{self, TextFile};
use tidemark_evidence::{Bound, Dataset, Finding, Quantity};
use tidemark_vocab::Decimal;

use super::chance::Chance;
use super::room;
use crate::ChoreError;
use crate::workplace::Workplace;

/// The small world.
pub(crate) fn small_world(place: &Workplace) -> Result<Dataset, ChoreError> {
    let root = place.root().join("crates").join("testkit").join("world");
    let mut files = Vec::new();
    for path in room::files(&root)? {
        let bytes = room::read(&root.join(&path))?;
        files.push((path, bytes));
    }
    parse(
        files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
    )
}

fn parse<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Dataset, ChoreError> {
    let texts: Vec<TextFile<'_>> = files.map(|(path, bytes)| TextFile { path, bytes }).collect();
    text::read(&texts).into_result().map_err(|problems| {
        ChoreError::Failed(format!("the evidence of a proof is not in order: {problems:?}"))
    })
}

/// What may have any number: no other figure is a part of it, or a whole for it.
const FREE: [&str; 3] = ["nsp_sites", "pwid_population_size", "syringes_distributed"];

/// The same as of another day, under another title, with most plain numbers of [`FREE`] drawn anew.
pub(crate) fn variant(of: &Dataset, year: usize, chance: &mut Chance) -> Result<Dataset, ChoreError> {
    let mut dataset = of.clone();
    let info = &mut dataset.catalogue.edition;
    info.title = format!("A small world, {year}");
    info.date = format!("{year}-06-30")
        .parse()
        .map_err(|error| ChoreError::Failed(format!("{year} is no year of an edition: {error}")))?;
    for observation in &mut dataset.observations {
        let is_free = FREE.contains(&observation.key.indicator.as_str());
        let is_plain = matches!(&observation.finding, Finding::Quantity(quantity)
            if quantity.bound() == Bound::Exact && quantity.range().is_none());
        if is_free && is_plain && !chance.one_in(4) {
            let number = u32::try_from(1 + chance.below(90_000)).unwrap_or(1);
            observation.finding = Finding::Quantity(Quantity::exact(Decimal::from(number)));
        }
    }
    Ok(dataset)
}

/// Writes evidence in its text form; it is read again first, since a proof must stand on evidence that is in order.
pub(crate) fn write(dataset: &Dataset, into: &Path) -> Result<(), ChoreError> {
    let files = text::write(dataset);
    parse(
        files
            .iter()
            .map(|file| (file.path.as_str(), file.bytes.as_slice())),
    )?;
    for file in &files {
        room::write(&into.join(&file.path), &file.bytes)?;
    }
    Ok(())
}
