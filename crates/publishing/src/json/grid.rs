//! The cells of a table as small JSON: statuses and figures, with periods, reporters and sources or without them.
//!
//! The shapes are described in `docs/downloads.md`. Both are written as the cells come: no table is made in between.

mod listed;
mod piece;
mod text;

use tidemark_evidence::table::grid::{Digits, GridColumn, GridFigure, GridSink, GridValue};
use tidemark_evidence::{Bound, Dimensions, Status};
use tidemark_vocab::{AreaId, IndicatorCode};

use listed::{Listed, Remembered, address};
use piece::Piece;
use text::{compact_value, full_value, maybe, period, put, string};

use crate::digits::decimal;

/// How much is told of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Status and figure: `["value","≥91"]`; a doubtful one has a third part, `"?"`.
    Compact,
    /// Status, value, bound, low, high, period, reporter, source, doubt; period, reporter and source by their places in lists.
    Full,
}

/// Writes a grid as JSON.
#[derive(Debug)]
pub struct Grid {
    text: Vec<u8>,
    detail: Detail,
    columns: usize,
    rows: usize,
    periods: Listed,
    reporters: Listed,
    sources: Listed,
    /// The places of periods.
    known_periods: Remembered,
    /// The places of reporters with their sources.
    known_witnesses: Remembered,
    /// The beginning of a cell, by status: `["yes"`.
    heads: [Piece<32>; Status::ALL.len()],
    /// The beginning of a compact number, by bound: `["value","≥`.
    numbers: [Piece<32>; Bound::ALL.len()],
    /// The middle of a full number, by bound: `,"at_least",`.
    bounds: [Piece<32>; Bound::ALL.len()],
}

impl Grid {
    /// The beginning of a grid of an edition.
    #[must_use]
    pub fn new(edition: &str, detail: Detail) -> Self {
        let mut text = Vec::new();
        put(&mut text, "{\"edition\":");
        string(&mut text, edition);
        put(&mut text, ",\"columns\":[");
        // Names of statuses and bounds are far shorter than a piece may be.
        let piece = |text: String| Piece::of(text.as_bytes()).unwrap_or(Piece::EMPTY);
        Self {
            text,
            detail,
            columns: 0,
            rows: 0,
            periods: Listed::default(),
            reporters: Listed::default(),
            sources: Listed::default(),
            known_periods: Remembered::default(),
            known_witnesses: Remembered::default(),
            heads: Status::ALL.map(|status| piece(format!("[\"{status}\""))),
            numbers: Bound::ALL.map(|bound| piece(format!("[\"{}\",\"{}", Status::Value, bound.sign()))),
            bounds: Bound::ALL.map(|bound| piece(format!(",\"{bound}\","))),
        }
    }

    /// The whole document, with a line feed at its end.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.end_row();
        let text = &mut self.text;
        put(text, if self.rows == 0 { "],\"rows\":[]" } else { "]}]" });
        if self.detail == Detail::Full {
            for (name, listed) in [
                ("periods", &self.periods),
                ("reporters", &self.reporters),
                ("sources", &self.sources),
            ] {
                put(text, ",\"");
                put(text, name);
                put(text, "\":[");
                text.extend(listed.texts().join(&b','));
                text.push(b']');
            }
        }
        put(text, "}\n");
        self.text
    }

    /// Takes back the comma behind the last cell of a row.
    fn end_row(&mut self) {
        if self.text.ends_with(b"],") {
            self.text.pop();
        }
    }

    fn compact(&mut self, figure: &GridFigure<'_>) {
        if figure.value != GridValue::Status {
            self.text.push(b',');
            compact_value(&mut self.text, &figure.value);
        } else if figure.is_questioned {
            put(&mut self.text, ",null");
        }
        if figure.is_questioned {
            put(&mut self.text, ",\"?\"");
        }
    }

    fn full(&mut self, figure: &GridFigure<'_>) {
        let text = &mut self.text;
        text.push(b',');
        match figure.value {
            GridValue::Quantity { bound, value, range } => {
                maybe(text, value);
                if let Some(bound) = self.bounds.get(bound as usize) {
                    bound.put(text);
                }
                match range {
                    None => text.extend_from_slice(b"null,null"),
                    Some((low, high)) => {
                        maybe(text, Some(low));
                        text.push(b',');
                        maybe(text, Some(high));
                    }
                }
            }
            other => full_value(text, &other),
        }
        match &figure.witness {
            None => text.extend_from_slice(b",null,null,null"),
            Some(witness) => {
                let (periods, reporters, sources) =
                    (&mut self.periods, &mut self.reporters, &mut self.sources);
                let about = [address(witness.period), 0];
                let find = || [periods.place(period(witness.period))];
                self.known_periods.get(about, find).put(text);
                let (reporter, source) = (witness.reporter.as_str(), witness.source.as_str());
                let find = || [reporters.place(quoted(reporter)), sources.place(quoted(source))];
                let of_both = [address(source), address(reporter)];
                self.known_witnesses.get(of_both, find).put(text);
            }
        }
        if figure.is_questioned {
            text.extend_from_slice(b",true");
        } else {
            text.extend_from_slice(b",false");
        }
    }
}

fn quoted(words: &str) -> Vec<u8> {
    let mut text = Vec::with_capacity(words.len() + 2);
    string(&mut text, words);
    text
}

impl GridSink for Grid {
    fn is_terse(&self) -> bool {
        self.detail == Detail::Compact
    }

    fn expect(&mut self, cells: usize) {
        let each = match self.detail {
            Detail::Compact => 20,
            Detail::Full => 52,
        };
        self.text.reserve(4096 + cells.saturating_mul(each));
    }

    fn column(&mut self, column: GridColumn<'_>) {
        let text = &mut self.text;
        if self.columns > 0 {
            text.push(b',');
        }
        self.columns += 1;
        match column {
            GridColumn::Indicator(indicator, dimensions) => {
                put(text, "{\"indicator\":");
                string(text, indicator.as_str());
                split(text, dimensions);
            }
            GridColumn::Period(key) => {
                put(text, "{\"period\":");
                string(text, &text::key(key));
            }
        }
        text.push(b'}');
    }

    fn row(&mut self, area: &AreaId, indicator: Option<&IndicatorCode>, dimensions: &Dimensions) {
        self.end_row();
        let text = &mut self.text;
        put(
            text,
            if self.rows == 0 {
                "],\"rows\":[{\"area\":"
            } else {
                "]},{\"area\":"
            },
        );
        self.rows += 1;
        match area {
            AreaId::Place(place) => string(text, place.as_str()),
            AreaId::Region(_) => string(text, &area.to_string()),
        }
        if let Some(indicator) = indicator {
            put(text, ",\"indicator\":");
            string(text, indicator.as_str());
        }
        split(text, dimensions);
        put(text, ",\"cells\":[");
    }

    #[inline]
    fn cell(&mut self, status: Status, figure: Option<&GridFigure<'_>>) {
        if let Some(head) = self.heads.get(status as usize) {
            head.put(&mut self.text);
        }
        if let Some(figure) = figure {
            match self.detail {
                Detail::Compact => self.compact(figure),
                Detail::Full => self.full(figure),
            }
        }
        self.text.extend_from_slice(b"],");
    }

    #[inline]
    fn number(&mut self, bound: Bound, digits: Digits, is_questioned: bool) {
        if let Some(head) = self.numbers.get(bound as usize) {
            head.put(&mut self.text);
        }
        decimal(&mut self.text, digits);
        if is_questioned {
            self.text.extend_from_slice(b"\",\"?\"],");
        } else {
            self.text.extend_from_slice(b"\"],");
        }
    }
}

fn split(text: &mut Vec<u8>, dimensions: &Dimensions) {
    if !dimensions.is_total() {
        put(text, ",\"dimensions\":");
        string(text, &dimensions.to_string());
    }
}
