//! Rows of CSV files with known columns.

use std::cell::Cell;
use std::fmt::{self, Display, Write as _};
use std::str::FromStr;
use std::sync::Arc;

use csv::{Position, ReaderBuilder, StringRecord};

use super::encoding::line_of;
use super::nearest::nearest;
use super::problem::{At, Problems, Rule};
use super::quotes;

/// A CSV file: its name, its text, the columns it must have.
pub(super) struct Sheet<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) text: &'a str,
    pub(super) columns: &'static [&'static str],
    pub(super) problems: &'a Problems,
}

/// One row; its fields are asked for by their place among the known columns.
pub(super) struct Fields<'a> {
    sheet: &'a Sheet<'a>,
    record: &'a StringRecord,
    places: &'a [usize],
    line: usize,
    sound: Cell<bool>,
}

impl<'a> Fields<'a> {
    /// Where the row stands.
    pub(super) fn at(&self) -> At {
        At {
            file: Arc::clone(self.sheet.file),
            line: self.line,
        }
    }

    /// A field as it is written.
    pub(super) fn raw(&self, column: usize) -> &'a str {
        let place = self.places.get(column).copied().unwrap_or(column);
        self.record.get(place).unwrap_or("")
    }

    /// A column's name.
    pub(super) fn column(&self, column: usize) -> &'static str {
        self.sheet.columns.get(column).copied().unwrap_or("")
    }

    /// Notes a problem of this row.
    pub(super) fn note(&self, rule: Rule, args: &[(&'static str, &dyn ToString)]) {
        self.sound.set(false);
        self.sheet.problems.note(&self.at(), rule, args);
    }

    /// A field that must not be empty.
    pub(super) fn text(&self, column: usize) -> Option<&'a str> {
        let text = self.raw(column);
        if text.is_empty() {
            self.note(Rule::MissingField, &[("field", &self.column(column))]);
            return None;
        }
        Some(text)
    }

    /// A parsed field; nothing where it is empty or refused.
    pub(super) fn parsed_if<T: FromStr>(&self, column: usize, form: &'static str) -> Option<T> {
        let text = self.raw(column);
        if text.is_empty() {
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.malformed(column, form);
        }
        parsed
    }

    /// Notes that a field cannot be read.
    pub(super) fn malformed(&self, column: usize, form: &'static str) {
        let (text, field) = (self.raw(column), self.column(column));
        self.note(
            Rule::Malformed,
            &[("text", &text), ("field", &field), ("form", &form)],
        );
    }

    /// Notes where a field is not written as what it means is printed.
    pub(super) fn canonical(&self, column: usize, meaning: &impl Display) {
        let text = self.raw(column);
        if !is_printed(text, meaning) {
            self.note(Rule::NotCanonical, &[("text", &text), ("canonical", meaning)]);
        }
    }

    /// A parsed field that must not be empty.
    pub(super) fn parsed<T: FromStr>(&self, column: usize, form: &'static str) -> Option<T> {
        self.text(column)?;
        self.parsed_if(column, form)
    }

    fn check_form(&self) {
        if self.record.len() != self.places.len() {
            let (found, wanted) = (self.record.len(), self.places.len());
            self.note(Rule::FieldCount, &[("found", &found), ("wanted", &wanted)]);
        }
        for (column, field) in self.record.iter().enumerate() {
            if field.starts_with(char::is_whitespace) || field.ends_with(char::is_whitespace) {
                self.note(Rule::SurroundingSpace, &[("field", &self.column(column))]);
            }
        }
    }
}

impl Sheet<'_> {
    /// Reads the rows one by one; `row` makes of each what it can. What comes of a row with a problem is left out.
    /// Answers nothing where the columns are not known, for then no row can be read.
    pub(super) fn read<T>(&self, mut row: impl FnMut(&Fields<'_>) -> Option<T>) -> Option<Vec<T>> {
        let text = self.well_quoted();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let header = reader
            .read_record(&mut record)
            .is_ok_and(|found| found)
            .then_some(&record);
        let places = self.places(header)?;
        self.empty_lines(text);
        let mut rows = Vec::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return Some(rows),
                Ok(true) => {
                    let line = line(record.position());
                    let fields = Fields {
                        sheet: self,
                        record: &record,
                        places: &places,
                        line,
                        sound: Cell::new(true),
                    };
                    fields.check_form();
                    let value = if record.len() == places.len() {
                        row(&fields)
                    } else {
                        None
                    };
                    rows.extend(value.filter(|_| fields.sound.get()));
                }
                Err(error) => {
                    let at = self.at(line(error.position()));
                    self.problems.note(&at, Rule::Csv, &[]);
                }
            }
        }
    }

    fn at(&self, line: usize) -> At {
        At {
            file: Arc::clone(self.file),
            line,
        }
    }

    /// Where each known column stands; nothing where one is missing or stands twice.
    fn places(&self, header: Option<&StringRecord>) -> Option<Vec<usize>> {
        let at = self.at(1);
        let names: Vec<&str> = header.map(|header| header.iter().collect()).unwrap_or_default();
        let mut sound = true;
        for (place, name) in names.iter().enumerate() {
            if !self.columns.contains(name) {
                let nearest = nearest(name, self.columns.iter().copied());
                self.problems.note(
                    &at,
                    Rule::UnknownColumn,
                    &[("column", name), ("nearest", &nearest)],
                );
                sound = false;
            } else if names.get(..place).is_some_and(|earlier| earlier.contains(name)) {
                self.problems
                    .note(&at, Rule::DuplicateColumn, &[("column", name)]);
                sound = false;
            }
        }
        for column in self.columns.iter().filter(|column| !names.contains(column)) {
            self.problems
                .note(&at, Rule::MissingColumn, &[("column", column)]);
            sound = false;
        }
        if sound && names != self.columns {
            self.problems
                .note(&at, Rule::ColumnOrder, &[("columns", &self.columns.join(","))]);
        }
        let place = |column| names.iter().position(|name| *name == column);
        sound.then(|| self.columns.iter().copied().filter_map(place).collect())
    }

    /// The CSV reader passes over empty lines in silence.
    fn empty_lines(&self, text: &str) {
        let mut quoted = false;
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() && !quoted {
                self.problems.note(&self.at(index + 1), Rule::EmptyLine, &[]);
            }
            quoted ^= line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        }
    }

    /// The rows before the first quotation mark that is out of place; behind it nobody can tell where a field ends.
    fn well_quoted(&self) -> &str {
        let Some(broken) = quotes::first_broken(self.text) else {
            return self.text;
        };
        let line = line_of(self.text.as_bytes(), broken.quote);
        self.problems.note(&self.at(line), Rule::Csv, &[]);
        self.text.get(..broken.row).unwrap_or("")
    }
}

/// Whether a value is printed so; without making a text of it, for this is asked of every number.
fn is_printed(text: &str, value: &impl Display) -> bool {
    struct Rest<'a>(&'a str);
    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

fn line(position: Option<&Position>) -> usize {
    position.map_or(1, |position| usize::try_from(position.line()).unwrap_or(1))
}
