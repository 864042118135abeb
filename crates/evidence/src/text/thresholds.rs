//! The levels that documents set for figures of an indicator.

use tidemark_vocab::{Decimal, SourceId};

use super::indicators::References;
use super::keyed::Keys;
use super::problem::Rule;
use crate::indicator::{Band, Thresholds};

/// The levels of an indicator, where it has any. Their document is noted among the references.
pub(super) fn read(table: &Keys<'_>, references: &mut References) -> Option<Thresholds> {
    let thresholds = table.table_if("thresholds")?;
    let source: Option<SourceId> = thresholds.parsed("source", "source");
    references.sources.extend(
        source
            .iter()
            .map(|source| (thresholds.at_key("source"), source.clone())),
    );
    let locator = thresholds.text("locator").map(str::to_owned);
    let bands = all(thresholds.tables("bands").into_iter().map(band).collect());
    if bands.as_ref().is_some_and(|bands| !follow(bands)) {
        thresholds.note("bands", Rule::UnfitBands, &[]);
    }
    thresholds.finish();
    Some(Thresholds {
        source: source?,
        locator: locator?,
        bands: bands?,
    })
}

fn band(table: Keys<'_>) -> Option<Band> {
    let from: Option<Decimal> = table.canonical_if("from", "decimal");
    let is_unread = from.is_none() && table.has("from");
    let name = table.words("name");
    table.finish();
    (!is_unread).then_some(Band { from, name: name? })
}

/// All of them, or nothing where one could not be read: what is wrong with it is told already.
fn all(bands: Vec<Option<Band>>) -> Option<Vec<Band>> {
    bands.into_iter().collect()
}

/// Whether they leave no number out: the first has no beginning, every other begins above the one before it.
fn follow(bands: &[Band]) -> bool {
    let begins_open = bands.first().is_some_and(|first| first.from.is_none());
    let rises = bands.windows(2).all(|pair| match pair {
        [before, after] => after.from.is_some() && before.from < after.from,
        _ => true,
    });
    bands.len() >= 2 && begins_open && rises
}
