//! What the signs of a table mean.

use tidemark_evidence::table::{Age, Cell, Total, TotalFigure};
use tidemark_evidence::{Bound, Finding, Observation, Status, Table};

use super::Words;

/// A sign with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// The sign as it stands in cells.
    pub sign: String,
    /// What it tells the reader.
    pub meaning: String,
}

#[derive(Debug, Default)]
struct Signs {
    statuses: Occurring<{ Status::ALL.len() }>,
    bounds: Occurring<{ Bound::ALL.len() }>,
    ranges: usize,
    questioned: usize,
    old: usize,
}

/// Which members of a closed list occur, by their place in it.
#[derive(Debug)]
struct Occurring<const MEMBERS: usize>([bool; MEMBERS]);

impl<const MEMBERS: usize> Default for Occurring<MEMBERS> {
    fn default() -> Self {
        Self([false; MEMBERS])
    }
}

impl<const MEMBERS: usize> Occurring<MEMBERS> {
    fn insert(&mut self, place: usize) {
        if let Some(occurs) = self.0.get_mut(place) {
            *occurs = true;
        }
    }

    /// Those of the list that occur, in its order.
    fn of<T>(&self, all: [T; MEMBERS]) -> impl Iterator<Item = T> {
        let occurs = all.into_iter().zip(self.0);
        occurs.filter(|(_, occurs)| *occurs).map(|(member, _)| member)
    }
}

impl Signs {
    fn finding(&mut self, finding: &Finding) {
        self.statuses.insert(finding.status() as usize);
        if let Some(quantity) = finding.quantity() {
            self.bounds.insert(quantity.bound() as usize);
            self.ranges += usize::from(quantity.range().is_some());
        }
    }

    fn observation(&mut self, observation: &Observation) {
        self.finding(&observation.finding);
        self.questioned += usize::from(observation.questioned.is_some());
    }

    fn total(&mut self, total: &Total) {
        self.statuses.insert(total.status() as usize);
        let quantity = match &total.figure {
            TotalFigure::Sum(quantity) => Some(*quantity),
            TotalFigure::Mean(mean) => Some(mean.quantity),
            TotalFigure::Count(_) | TotalFigure::Refused(_) => None,
        };
        if let Some(quantity) = quantity {
            self.finding(&Finding::Quantity(quantity));
        }
        for observation in &total.published {
            self.finding(&observation.finding);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        match (&cell.shown, &cell.total) {
            (Some(shown), _) if shown.age == Age::Old => {
                self.old += 1;
                self.questioned += usize::from(shown.observation.questioned.is_some());
            }
            (Some(shown), _) => {
                self.statuses.insert(cell.status as usize);
                self.observation(&shown.observation);
                for companion in &shown.companions {
                    self.finding(&companion.observation.finding);
                }
            }
            (None, Some(total)) => self.total(total),
            (None, None) => {
                self.statuses.insert(cell.status as usize);
            }
        }
        for other in cell.others.iter() {
            self.observation(&other.observation);
        }
    }
}

/// The signs that occur in a table, in the order of the closed lists.
pub(super) fn legend(table: &Table, words: &Words<'_>) -> Vec<LegendEntry> {
    let mut signs = Signs::default();
    table.cells().for_each(|cell| signs.cell(cell));
    let totals = table.groups.iter().flat_map(|group| &group.totals);
    totals.chain(&table.totals).for_each(|total| signs.total(total));
    entries(&signs, words)
}

fn entries(signs: &Signs, words: &Words<'_>) -> Vec<LegendEntry> {
    let messages = words.messages;
    let statuses = signs
        .statuses
        .of(Status::ALL)
        .filter(|status| *status != Status::Value)
        .map(|status| LegendEntry {
            sign: messages.symbol(status),
            meaning: messages.meaning(status),
        });
    let bounds = signs
        .bounds
        .of(Bound::ALL)
        .filter(|bound| *bound != Bound::Exact)
        .map(|bound| LegendEntry {
            sign: bound.sign().to_owned(),
            meaning: messages.bound(bound),
        });
    let marks = [
        ("legend-range-sign", "legend-range", signs.ranges),
        ("legend-questioned-sign", "legend-questioned", signs.questioned),
        ("legend-old-sign", "legend-old", signs.old),
    ];
    let marks = marks
        .into_iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(sign, meaning, _)| LegendEntry {
            sign: messages.get(sign),
            meaning: messages.get(meaning),
        });
    statuses.chain(bounds).chain(marks).collect()
}
