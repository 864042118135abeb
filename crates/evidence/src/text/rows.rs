//! Rows of CSV files with known columns.

use std::borrow::Cow;
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
    texts: &'a [Cow<'a, str>],
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

    /// The line on which the row begins.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Where the problems of this row are noted.
    pub(super) fn problems(&self) -> &'a Problems {
        self.sheet.problems
    }

    /// A field as it is written.
    pub(super) fn raw(&self, column: usize) -> &'a str {
        let place = self.places.get(column).copied().unwrap_or(column);
        self.texts.get(place).map_or("", Cow::as_ref)
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

    /// Whether a field is written as what it means is printed; where not, that is noted.
    pub(super) fn canonical(&self, column: usize, meaning: &impl Display) -> bool {
        let text = self.raw(column);
        let is_canonical = is_printed(text, meaning);
        if !is_canonical {
            self.note(Rule::NotCanonical, &[("text", &text), ("canonical", meaning)]);
        }
        is_canonical
    }

    /// A parsed field that must not be empty.
    pub(super) fn parsed<T: FromStr>(&self, column: usize, form: &'static str) -> Option<T> {
        self.text(column)?;
        self.parsed_if(column, form)
    }

    fn check_form(&self) {
        if self.texts.len() != self.places.len() {
            let (found, wanted) = (self.texts.len(), self.places.len());
            self.note(Rule::FieldCount, &[("found", &found), ("wanted", &wanted)]);
        }
        for (column, field) in self.texts.iter().enumerate() {
            if has_space_around(field) {
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
        let has_header = reader.read_record(&mut record).is_ok_and(|found| found);
        let header: Vec<&str> = record.iter().filter(|_| has_header).collect();
        let places = self.places(&header)?;
        self.empty_lines(text);
        let mut rows = Vec::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return Some(rows),
                Ok(true) => {
                    let line = line(record.position());
                    let fields: Vec<Cow<'_, str>> = record.iter().map(Cow::Borrowed).collect();
                    rows.extend(self.made(&fields, &places, line, &mut row));
                }
                Err(error) => {
                    let at = self.at(line(error.position()));
                    self.problems.note(&at, Rule::Csv, &[]);
                }
            }
        }
    }

    /// What `row` makes of a record, where nothing is wrong with it.
    pub(super) fn made<T>(
        &self,
        texts: &[Cow<'_, str>],
        places: &[usize],
        line: usize,
        row: &mut impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let fields = Fields {
            sheet: self,
            texts,
            places,
            line,
            sound: Cell::new(true),
        };
        fields.check_form();
        if texts.len() != places.len() {
            return None;
        }
        let made = row(&fields);
        if fields.sound.get() { made } else { None }
    }

    fn at(&self, line: usize) -> At {
        At {
            file: Arc::clone(self.file),
            line,
        }
    }

    /// Where each known column stands; nothing where one is missing or stands twice.
    pub(super) fn places(&self, names: &[&str]) -> Option<Vec<usize>> {
        let at = self.at(1);
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

/// Whether a text begins or ends with a space of any kind.
fn has_space_around(text: &str) -> bool {
    let is_plain = |byte: Option<&u8>| byte.is_none_or(|byte| (b'!'..=b'~').contains(byte));
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        return false;
    }
    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace)
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
