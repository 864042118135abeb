//! From when on figures of an indicator are told under another definition.

use std::collections::BTreeMap;

use tidemark_vocab::{ReporterCode, SourceId};

use super::indicators::References;
use super::keyed::Keys;
use super::problem::{At, Problems, Rule};
use crate::redefinition::{Ground, Redefinition};

/// The changes of an indicator's definition, in order of year. Reporters and documents are noted among the references.
pub(super) fn read(table: &Keys<'_>, references: &mut References, problems: &Problems) -> Vec<Redefinition> {
    let mut seen: BTreeMap<(i16, Option<ReporterCode>), At> = BTreeMap::new();
    let mut all = Vec::new();
    for entry in table.tables("redefinitions") {
        let at = entry.at();
        let Some(change) = redefinition(entry, references) else {
            continue;
        };
        let key = (change.from, change.reporter.clone());
        if let Some(first) = seen.get(&key) {
            let first = format!("{}:{}", first.file, first.line);
            let name = name(&change);
            problems.note(
                &at,
                Rule::Duplicate,
                &[("what", &"redefinition"), ("name", &name), ("first", &first)],
            );
            continue;
        }
        seen.insert(key, at);
        all.push(change);
    }
    all.sort_by(|a, b| (a.from, &a.reporter).cmp(&(b.from, &b.reporter)));
    all
}

fn redefinition(entry: Keys<'_>, references: &mut References) -> Option<Redefinition> {
    let from = year(&entry);
    let reporter: Option<ReporterCode> = entry.parsed_if("reporter", "upper");
    // One that cannot be read is not one of all reporters.
    let is_unread = reporter.is_none() && entry.has("reporter");
    let names = reporter.iter().cloned();
    let names = names.map(|reporter| (entry.at_key("reporter"), reporter));
    references.reporters.extend(names);
    let note = entry.words("note");
    let ground = ground(&entry, references);
    entry.finish();
    (!is_unread).then_some(Redefinition {
        reporter,
        from: from?,
        note: note?,
        ground,
    })
}

fn year(entry: &Keys<'_>) -> Option<i16> {
    let year: i64 = entry.number("from")?;
    let (first, last) = Redefinition::YEARS;
    let known = i16::try_from(year).ok();
    let within = known.filter(|year| (first..=last).contains(year));
    if within.is_none() {
        entry.note(
            "from",
            Rule::Malformed,
            &[("text", &year), ("field", &"from"), ("form", &"year_of_change")],
        );
    }
    within
}

/// A document and where in it: neither stands without the other.
fn ground(entry: &Keys<'_>, references: &mut References) -> Option<Ground> {
    let is_given = entry.has("source") || entry.has("locator");
    if !is_given {
        return None;
    }
    let source: Option<SourceId> = entry.parsed("source", "source");
    let names = source.iter().cloned();
    let names = names.map(|source| (entry.at_key("source"), source));
    references.sources.extend(names);
    let locator = entry.text("locator").map(str::to_owned);
    Some(Ground {
        source: source?,
        locator: locator?,
    })
}

/// "AGENCY 2014", or "2014" where it is of all.
fn name(change: &Redefinition) -> String {
    match &change.reporter {
        Some(reporter) => format!("{reporter} {}", change.from),
        None => change.from.to_string(),
    }
}
