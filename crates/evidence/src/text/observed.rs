//! All observations, and where each stands.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::Rows;
use super::problem::At;
use crate::observation::Observation;

/// All observations in the order of files and rows.
#[derive(Default)]
pub(super) struct Observed {
    pub(super) observations: Vec<Observation>,
    lines: Vec<usize>,
    /// The files, and where the observations of each end.
    files: Vec<(Arc<str>, usize)>,
}

impl Observed {
    /// Adds those of another file.
    pub(super) fn add(&mut self, file: &Arc<str>, rows: Rows<Observation>) {
        if self.observations.is_empty() {
            (self.observations, self.lines) = (rows.values, rows.lines);
        } else {
            self.observations.extend(rows.values);
            self.lines.extend(rows.lines);
        }
        self.files.push((Arc::clone(file), self.observations.len()));
    }

    /// Where an observation stands.
    pub(super) fn at(&self, row: usize) -> At {
        let of = self.files.partition_point(|(_, end)| *end <= row);
        let file = self.files.get(of).map(|(file, _)| Arc::clone(file));
        At {
            file: file.unwrap_or_default(),
            line: self.lines.get(row).copied().unwrap_or(1),
        }
    }

    /// The observations of each file.
    pub(super) fn files(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.files.iter().map(|(_, end)| *end);
        let starts = [0].into_iter().chain(ends.clone());
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// Neighbours of the same indicator.
    pub(super) fn runs(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let same = |a: &Observation, b: &Observation| a.key.indicator == b.key.indicator;
        self.observations.chunk_by(same).scan(0, |start, run| {
            let rows = *start..*start + run.len();
            *start = rows.end;
            Some(rows)
        })
    }
}
