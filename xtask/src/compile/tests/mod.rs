//! What the committed `data/` must hold, and what the compiler must do with the fact files.

mod death_penalty;
mod ledger;
mod questioned;
mod repeat;
mod row_rules;
mod traps;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::table;

/// The committed text form.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

/// The fact files: `TIDEMARK_FACTS`, or beside a checkout that has them; nowhere else.
fn facts() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/facts");
    let given = std::env::var_os("TIDEMARK_FACTS").map(PathBuf::from);
    given.or_else(|| beside.is_dir().then_some(beside))
}

/// A line of `observations/*.csv`, as text.
#[derive(Debug, Clone, Deserialize)]
struct Row {
    indicator: String,
    area: String,
    reference: String,
    round: String,
    dimensions: String,
    reporter: String,
    source: String,
    status: String,
    value: String,
    bound: String,
    low: String,
    high: String,
    locator: String,
    note: String,
    questioned: String,
}

impl Row {
    /// The period as a reader would say it.
    fn when(&self) -> &str {
        if self.reference.is_empty() {
            &self.round
        } else {
            &self.reference
        }
    }

    /// The value with its bound, or the status where there is none.
    fn figure(&self) -> String {
        match (self.status.as_str(), self.value.as_str()) {
            ("value", "") => format!("{}–{}", self.low, self.high),
            ("value", value) if self.bound.is_empty() => value.to_owned(),
            ("value", value) => format!("{} {value}", self.bound),
            (status, _) => status.to_owned(),
        }
    }
}

/// Every committed observation.
fn observations() -> Vec<Row> {
    let mut files: Vec<PathBuf> = fs::read_dir(data().join("observations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let rows = |path: &PathBuf| table::read::<Row>(path).unwrap().into_iter().map(|(_, row)| row);
    files.iter().flat_map(rows).collect()
}

/// The observations of an indicator in an area.
fn of<'a>(rows: &'a [Row], indicator: &str, area: &str) -> Vec<&'a Row> {
    let of: Vec<&Row> = rows
        .iter()
        .filter(|row| row.indicator == indicator && row.area == area)
        .collect();
    assert!(!of.is_empty(), "nothing of {indicator} in {area}");
    of
}

/// The one observation of an indicator in an area that rests on a source and has a period.
fn one<'a>(rows: &'a [Row], indicator: &str, area: &str, when: &str, source: &str) -> &'a Row {
    let of = of(rows, indicator, area);
    let mut found = of.iter().filter(|row| row.when() == when && row.source == source);
    let first = found.next();
    let row = first.unwrap_or_else(|| panic!("no {indicator} of {area} for {when} in {source}"));
    assert!(
        found.next().is_none(),
        "two of {indicator} of {area} for {when} in {source}"
    );
    row
}

/// Periods and figures, for comparing with what is printed.
fn figures(rows: &[&Row]) -> Vec<String> {
    rows.iter()
        .map(|row| format!("{} {}", row.when(), row.figure()))
        .collect()
}
