//! The shape of the document. Field names are those of the long CSV wherever they mean the same.

use std::collections::BTreeMap;

use serde::Serialize;

use super::observation::Observation;

#[derive(Debug, Serialize)]
pub(super) struct Document<'t> {
    pub(super) title: String,
    /// The canonical query string that gives this table.
    pub(super) query: String,
    pub(super) language: String,
    pub(super) layout: &'static str,
    pub(super) edition: Edition,
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group<'t>>,
    pub(super) totals: Vec<Total<'t>>,
    /// The long layout's rows; empty in the others.
    pub(super) findings: Vec<FindingRow<'t>>,
    pub(super) notes: Vec<Note>,
    pub(super) sources: Vec<Source>,
    pub(super) legend: Vec<Sign>,
    pub(super) codebook: Vec<Entry>,
    pub(super) remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Edition {
    pub(super) identity: String,
    pub(super) title: String,
    pub(super) date: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Column {
    /// `indicator` or `period`.
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) indicator: Option<String>,
    pub(super) dimensions: BTreeMap<String, String>,
    pub(super) reference: Option<String>,
    pub(super) round: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) reporters: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Group<'t> {
    pub(super) region: Option<String>,
    pub(super) name: Option<String>,
    pub(super) rows: Vec<Row<'t>>,
    pub(super) totals: Vec<Total<'t>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Row<'t> {
    pub(super) area: Option<String>,
    pub(super) indicator: Option<String>,
    pub(super) dimensions: BTreeMap<String, String>,
    pub(super) name: String,
    pub(super) cells: Vec<Cell<'t>>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingRow<'t> {
    pub(super) indicator: String,
    pub(super) indicator_name: String,
    pub(super) area: String,
    pub(super) area_name: String,
    pub(super) dimensions: BTreeMap<String, String>,
    /// The period asked for; `null` for the latest.
    pub(super) asked: Option<String>,
    pub(super) cell: Cell<'t>,
}

#[derive(Debug, Serialize)]
pub(super) struct Cell<'t> {
    pub(super) status: String,
    /// `current`, `old`, or `null` without a figure.
    pub(super) age: Option<&'static str>,
    /// As it stands on the page, in one line.
    pub(super) text: String,
    /// The figure; `null` where there is none that may stand for today.
    pub(super) finding: Option<Observation<'t>>,
    /// What was last known, where that is too old.
    pub(super) last: Option<Observation<'t>>,
    pub(super) companions: Vec<Companion<'t>>,
    pub(super) notes: Vec<usize>,
    pub(super) sources: Vec<usize>,
    pub(super) others: Vec<Other<'t>>,
    /// For a region without a published figure: what its places come to.
    pub(super) total: Option<Total<'t>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub(super) value: Option<String>,
    pub(super) bound: Option<String>,
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Companion<'t> {
    pub(super) role: String,
    pub(super) text: String,
    pub(super) finding: Observation<'t>,
}

#[derive(Debug, Serialize)]
pub(super) struct Other<'t> {
    pub(super) text: String,
    pub(super) source_number: usize,
    pub(super) finding: Observation<'t>,
}

#[derive(Debug, Serialize)]
pub(super) struct Total<'t> {
    pub(super) status: String,
    /// As it stands on the page, in one line.
    pub(super) text: String,
    #[serde(flatten)]
    pub(super) figure: Figure,
    /// By what it is weighted, where it is a weighted mean.
    pub(super) mean: Option<Mean>,
    /// Places by their answer, where they were counted.
    pub(super) count: Option<Vec<AnswerPlaces>>,
    /// Why there is no total.
    pub(super) reason: Option<String>,
    pub(super) coverage: Coverage,
    /// Places among the rows by the status of their cell.
    pub(super) statuses: BTreeMap<String, usize>,
    /// Places by their answer among those with a recent record; not a count.
    pub(super) tally: Option<Vec<AnswerPlaces>>,
    pub(super) years: Option<(i16, i16)>,
    pub(super) rounds: Vec<String>,
    pub(super) working: Vec<WorkingRow>,
    pub(super) published: Vec<Observation<'t>>,
    pub(super) notes: Vec<usize>,
    pub(super) sources: Vec<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Mean {
    pub(super) weight: String,
    pub(super) weight_name: String,
    /// The least that the counted places hold of the known weight, in percent; `null` where every place is counted.
    pub(super) least_share: Option<String>,
    pub(super) years: Option<(i16, i16)>,
    pub(super) rounds: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct AnswerPlaces {
    /// `yes`, `no`, or a level.
    pub(super) answer: String,
    pub(super) places: usize,
    /// In percent of the places to cover; `null` in a tally, which is no count.
    pub(super) share: Option<String>,
    pub(super) share_bound: Option<String>,
}

/// A place in the working of a total.
#[derive(Debug, Serialize)]
pub(super) struct WorkingRow {
    pub(super) area: String,
    pub(super) contribution: &'static str,
    pub(super) finding: Option<Summand>,
    pub(super) weight: Option<Summand>,
}

/// A figure in the working of a total.
#[derive(Debug, Serialize)]
pub(super) struct Summand {
    pub(super) status: String,
    #[serde(flatten)]
    pub(super) figure: Figure,
    pub(super) period: String,
    pub(super) reporter: String,
    pub(super) source: String,
    pub(super) questioned: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Coverage {
    pub(super) places: usize,
    pub(super) not_applicable: usize,
    pub(super) with_record: usize,
    pub(super) counted: usize,
    pub(super) old: usize,
    pub(super) not_known: usize,
    pub(super) confidential: usize,
    pub(super) withdrawn: usize,
    pub(super) no_weight: usize,
    pub(super) not_among_rows: usize,
    pub(super) questioned: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Note {
    pub(super) number: usize,
    /// `remark` or `questioned`.
    pub(super) kind: &'static str,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Source {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) reporter: Option<String>,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) year: Option<i16>,
    pub(super) address: String,
    pub(super) licence: String,
    pub(super) terms: Option<String>,
    pub(super) locators: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Sign {
    pub(super) sign: String,
    pub(super) meaning: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) section: &'static str,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) explanation: String,
    pub(super) unit: Option<String>,
}
