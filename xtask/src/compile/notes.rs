//! What becomes of the notes of the facts.
//!
//! A note is a list of parts separated by `; `. Each part is kept, reworded, or left out because the structure now
//! says it; a part may only be left out where the structure really does.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use tidemark_evidence::finding::{Bound, Finding};
use tidemark_evidence::observation::ObservationKey;

use super::problem::{CompileError, Problems};
use super::table;

/// Where the rules stand.
const FILE: &str = "data/compile/notes.csv";

/// What the observation must say for a part to be left out or reworded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Needs {
    /// Nothing: the wording is all that changes, or the part says nothing of the figure.
    Nothing,
    /// That it is dated by its round alone.
    RoundOnly,
    /// A round.
    Round,
    /// A range without a value.
    RangeOnly,
    /// The bound `at_least`.
    AtLeast,
    /// The bound `more_than`.
    MoreThan,
    /// The bound `at_most` or `less_than`.
    UpperBound,
    /// The bound `approximately`.
    Approximately,
    /// That it is not known.
    NotKnown,
    /// A reference period other than a whole calendar year.
    Interval,
    /// The region of low- and middle-income countries.
    Lmic,
    /// A part of a place.
    Part,
    /// The reporter Amnesty International.
    Amnesty,
    /// The reporter Harm Reduction International.
    Hri,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    part: String,
    to: String,
    needs: Needs,
    reason: String,
}

/// The rules, and which of them were used.
#[derive(Debug)]
pub(super) struct NoteRules {
    rules: BTreeMap<String, (u64, Row)>,
    used: RefCell<BTreeSet<String>>,
}

impl NoteRules {
    pub(super) fn read(data: &Path) -> Result<Self, CompileError> {
        let rows = table::read::<Row>(&data.join("compile").join("notes.csv"))?;
        Ok(Self {
            rules: rows
                .into_iter()
                .map(|(line, row)| (row.part.clone(), (line, row)))
                .collect(),
            used: RefCell::default(),
        })
    }

    /// The note in our words; the error names a part that the observation does not bear out.
    pub(super) fn apply(
        &self,
        note: &str,
        key: &ObservationKey,
        finding: &Finding,
    ) -> Result<String, String> {
        let mut kept = Vec::new();
        for part in note.split("; ").filter(|part| !part.is_empty()) {
            let Some((_, rule)) = self.rules.get(part) else {
                kept.push(part);
                continue;
            };
            self.used.borrow_mut().insert(part.to_owned());
            if !rule.needs.holds(key, finding) {
                return Err(format!(
                    "the note says `{part}`, but the observation does not ({:?})",
                    rule.needs
                ));
            }
            if !rule.to.is_empty() {
                kept.push(&rule.to);
            }
        }
        Ok(kept.join("; "))
    }

    /// Reports rules that no fact needs: leftovers that a reviewer would read for nothing.
    pub(super) fn report_unused(&self, problems: &mut Problems) {
        for (part, (line, row)) in &self.rules {
            if !self.used.borrow().contains(part) {
                problems.add(FILE, *line, format!("no note has the part `{part}`"));
            }
            if row.reason.is_empty() {
                problems.add(FILE, *line, "a rule needs its reason");
            }
        }
    }
}

impl Needs {
    fn holds(self, key: &ObservationKey, finding: &Finding) -> bool {
        let bound = finding
            .quantity()
            .map(tidemark_evidence::finding::Quantity::bound);
        let reference = key.period.reference();
        match self {
            Self::Nothing => true,
            Self::RoundOnly => key.period.is_round_dated(),
            Self::Round => key.period.round().is_some(),
            Self::RangeOnly => finding
                .quantity()
                .is_some_and(|q| q.value().is_none() && q.range().is_some()),
            Self::AtLeast => bound == Some(Bound::AtLeast),
            Self::MoreThan => bound == Some(Bound::MoreThan),
            Self::UpperBound => matches!(bound, Some(Bound::AtMost | Bound::LessThan)),
            Self::Approximately => bound == Some(Bound::Approximately),
            Self::NotKnown => *finding == Finding::NotKnown,
            Self::Interval => reference.is_some_and(|r| r.whole_year().is_none()),
            Self::Lmic => key.area.to_string() == "GLOBAL/LMIC",
            Self::Part => key.area.to_string().contains('-'),
            Self::Amnesty => key.reporter.as_str() == "AMNESTY",
            Self::Hri => key.reporter.as_str() == "HRI",
        }
    }
}
