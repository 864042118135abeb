//! What differs between two editions, for people.

use tidemark_evidence::diff::CellDifference;
use tidemark_evidence::table::Cell;

use super::Words;
use super::figure::finding_words;
use super::period::period_label;

/// A cell that differs: where, how, and what stood and stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceView {
    /// How it differs.
    pub change: String,
    /// What is observed, with the split.
    pub indicator: String,
    /// Where.
    pub area: String,
    /// What the earlier edition shows.
    pub before: String,
    /// What the later edition shows.
    pub after: String,
}

/// A difference in words. The names are those of `words`, whose catalogue should be that of the later edition.
#[must_use]
pub fn difference_view(difference: &CellDifference, words: &Words<'_>) -> DifferenceView {
    DifferenceView {
        change: words.messages.cell_change(difference.change),
        indicator: words.indicator_split(&difference.indicator, &difference.dimensions),
        area: words.area(&difference.area),
        before: side(&difference.before, words),
        after: side(&difference.after, words),
    }
}

/// Figure, period and reporter; the status alone where no figure stands for today.
fn side(cell: &Cell, words: &Words<'_>) -> String {
    let shown = cell.shown.as_ref().map(|shown| &shown.observation);
    match shown.filter(|observation| observation.finding.status() == cell.status) {
        None => words.messages.status(cell.status),
        Some(observation) => {
            let key = &observation.key;
            let figure = finding_words(&observation.finding, &key.indicator, words);
            let (period, reporter) = (period_label(&key.period, words), words.short(&key.reporter));
            let args = [("figure", &*figure), ("period", &period), ("reporter", &reporter)];
            words.messages.with("difference-side", &args)
        }
    }
}
