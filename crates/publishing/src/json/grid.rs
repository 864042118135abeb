//! The cells of a table as small JSON: statuses and figures, with periods, reporters and sources or without them.
//!
//! The shapes are described in `docs/downloads.md`. Both are written as the cells come: no table is made in between.

mod listed;
mod text;

use tidemark_evidence::table::grid::{GridColumn, GridFigure, GridSink, GridValue};
use tidemark_evidence::{Dimensions, Status};
use tidemark_vocab::{AreaId, IndicatorCode};

use listed::{Listed, address};
use text::{compact_value, full_value, period, string, unsigned};

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
    text: String,
    detail: Detail,
    columns: usize,
    rows: usize,
    periods: Listed,
    reporters: Listed,
    sources: Listed,
}

impl Grid {
    /// The beginning of a grid of an edition; `expected` is how many cells it will have, about.
    #[must_use]
    pub fn new(edition: &str, detail: Detail, expected: usize) -> Self {
        let each = match detail {
            Detail::Compact => 16,
            Detail::Full => 48,
        };
        let mut text = String::with_capacity(1024 + expected * each);
        text.push_str("{\"edition\":");
        string(&mut text, edition);
        text.push_str(",\"columns\":[");
        Self {
            text,
            detail,
            columns: 0,
            rows: 0,
            periods: Listed::default(),
            reporters: Listed::default(),
            sources: Listed::default(),
        }
    }

    /// The whole document, with a line feed at its end.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.text
            .push_str(if self.rows == 0 { "],\"rows\":[]" } else { "]}]" });
        if self.detail == Detail::Full {
            for (name, listed) in [
                ("periods", &self.periods),
                ("reporters", &self.reporters),
                ("sources", &self.sources),
            ] {
                self.text.push_str(",\"");
                self.text.push_str(name);
                self.text.push_str("\":[");
                self.text.push_str(&listed.texts().join(","));
                self.text.push(']');
            }
        }
        self.text.push_str("}\n");
        self.text.into_bytes()
    }

    fn compact(&mut self, figure: &GridFigure<'_>) {
        if figure.value != GridValue::Status {
            self.text.push(',');
            compact_value(&mut self.text, &figure.value);
        } else if figure.is_questioned {
            self.text.push_str(",null");
        }
        if figure.is_questioned {
            self.text.push_str(",\"?\"");
        }
    }

    fn full(&mut self, figure: &GridFigure<'_>) {
        self.text.push(',');
        full_value(&mut self.text, &figure.value);
        match &figure.witness {
            None => self.text.push_str(",null,null,null"),
            Some(witness) => {
                let (reporter, source) = (witness.reporter.as_str(), witness.source.as_str());
                let places = [
                    self.periods
                        .place(address(witness.period), || period(witness.period)),
                    self.reporters.place(address(reporter), || quoted(reporter)),
                    self.sources.place(address(source), || quoted(source)),
                ];
                for place in places {
                    self.text.push(',');
                    unsigned(&mut self.text, place);
                }
            }
        }
        self.text
            .push_str(if figure.is_questioned { ",true" } else { ",false" });
    }
}

fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    string(&mut text, words);
    text
}

impl GridSink for Grid {
    fn is_terse(&self) -> bool {
        self.detail == Detail::Compact
    }

    fn column(&mut self, column: GridColumn<'_>) {
        if self.columns > 0 {
            self.text.push(',');
        }
        self.columns += 1;
        match column {
            GridColumn::Indicator(indicator, dimensions) => {
                self.text.push_str("{\"indicator\":");
                string(&mut self.text, indicator.as_str());
                split(&mut self.text, dimensions);
            }
            GridColumn::Period(key) => {
                self.text.push_str("{\"period\":");
                string(&mut self.text, &text::key(key));
            }
        }
        self.text.push('}');
    }

    fn row(&mut self, area: &AreaId, indicator: Option<&IndicatorCode>, dimensions: &Dimensions) {
        self.text.push_str(if self.rows == 0 {
            "],\"rows\":[{\"area\":"
        } else {
            "]},{\"area\":"
        });
        self.rows += 1;
        match area {
            AreaId::Place(place) => string(&mut self.text, place.as_str()),
            AreaId::Region(_) => string(&mut self.text, &area.to_string()),
        }
        if let Some(indicator) = indicator {
            self.text.push_str(",\"indicator\":");
            string(&mut self.text, indicator.as_str());
        }
        split(&mut self.text, dimensions);
        self.text.push_str(",\"cells\":[");
    }

    fn cell(&mut self, status: Status, figure: Option<&GridFigure<'_>>) {
        if !self.text.ends_with('[') {
            self.text.push(',');
        }
        self.text.push_str("[\"");
        self.text.push_str(status.as_str());
        self.text.push('"');
        if let Some(figure) = figure {
            match self.detail {
                Detail::Compact => self.compact(figure),
                Detail::Full => self.full(figure),
            }
        }
        self.text.push(']');
    }
}

fn split(text: &mut String, dimensions: &Dimensions) {
    if !dimensions.is_total() {
        text.push_str(",\"dimensions\":");
        string(text, &dimensions.to_string());
    }
}
