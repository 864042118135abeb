//! Every observation of an indicator in the columns of [`super::long`](fn@super::long), written row by row from what rows share.

use tidemark_evidence::rows::{RowSink, Shared, SharedRow};
use tidemark_evidence::table::grid::{Digits, GridValue};
use tidemark_evidence::{Bound, Status};
use tidemark_vocab::LevelCode;

use super::long::CELL;
use super::{harmless, written};
use crate::digits::decimal;
use crate::display::Words;
use crate::record::{period, unit};

/// Writes the rows of an indicator as [`super::observations`] does.
pub struct Rows<'w> {
    words: &'w Words<'w>,
    edition: String,
    text: Vec<u8>,
    fields: Fields,
}

/// Fields as they stand in every row that names them, each with its comma behind it.
#[derive(Default)]
struct Fields {
    /// Indicator and area; their names.
    areas: Vec<[Vec<u8>; 2]>,
    /// The period; round, reference, and what is the same in all rows.
    periods: Vec<[Vec<u8>; 2]>,
    /// Reporter and source; name, title, edition and the end of the line.
    witnesses: Vec<[Vec<u8>; 2]>,
    /// Unit and split.
    dimensions: Vec<Vec<u8>>,
    texts: Vec<Vec<u8>>,
    locators: Vec<Locator>,
    statuses: Vec<Vec<u8>>,
    bounds: Vec<Vec<u8>>,
}

/// Where a figure stands in its document.
enum Locator {
    /// What comes before and after the number, commas and quotation marks included.
    Around([Vec<u8>; 2]),
    /// Whether it looks like a formula depends on its number.
    Formula([String; 2]),
}

impl<'w> Rows<'w> {
    /// Nothing yet, of an edition.
    #[must_use]
    pub fn new(edition: &str, words: &'w Words<'w>) -> Self {
        Self {
            words,
            edition: edition.to_owned(),
            text: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// The lines.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.text
    }
}

impl Fields {
    fn finding(&self, row: &SharedRow<'_>, text: &mut Vec<u8>) {
        put(text, self.statuses.get(row.status as usize));
        match row.value {
            GridValue::Status => text.extend_from_slice(b",,,,"),
            GridValue::Level(level) => words(text, level.as_str()),
            GridValue::Codes(codes) => {
                let codes: Vec<&str> = codes.iter().map(LevelCode::as_str).collect();
                words(text, &codes.join(";"));
            }
            GridValue::Text(content) => words(text, content),
            GridValue::Quantity { bound, value, range } => {
                if let Some(value) = value {
                    decimal(text, value);
                }
                text.push(b',');
                put(text, self.bounds.get(bound as usize));
                if let Some((low, high)) = range {
                    decimal(text, low);
                    text.push(b',');
                    decimal(text, high);
                    text.push(b',');
                } else {
                    text.extend_from_slice(b",,");
                }
            }
        }
    }

    fn words(&self, place: Option<usize>, text: &mut Vec<u8>) {
        match place.and_then(|place| self.texts.get(place)) {
            Some(field) => text.extend_from_slice(field),
            None => text.push(b','),
        }
    }

    fn locator(&self, (place, number): (usize, Option<u32>), text: &mut Vec<u8>) {
        match self.locators.get(place) {
            Some(Locator::Around([before, after])) => {
                text.extend_from_slice(before);
                if let Some(number) = number {
                    decimal(text, whole(number));
                }
                text.extend_from_slice(after);
            }
            Some(Locator::Formula([before, after])) => {
                let number = number.map(|number| number.to_string()).unwrap_or_default();
                text.extend(field(&harmless(&format!("{before}{number}{after}"))));
            }
            None => text.push(b','),
        }
    }
}

fn whole(number: u32) -> Digits {
    Digits {
        digits: number.into(),
        decimals: 0,
    }
}

/// A field as it was written before.
fn put(text: &mut Vec<u8>, field: Option<&Vec<u8>>) {
    text.extend_from_slice(field.map(Vec::as_slice).unwrap_or_default());
}

/// Fields with a comma behind each.
fn fields<const N: usize>(fields: [&str; N]) -> Vec<u8> {
    let mut line = written([fields
        .iter()
        .map(|field| (*field).to_owned())
        .chain([END.to_owned()])]);
    line.truncate(line.len().saturating_sub(END.len() + 1));
    line
}

/// Stands behind the last comma, and is taken away with the end of the line.
const END: &str = "-";

fn field(text: &str) -> Vec<u8> {
    fields([text])
}

/// A finding in words: it has no bound and no range.
fn words(text: &mut Vec<u8>, content: &str) {
    text.extend(field(&harmless(content)));
    text.extend_from_slice(b",,,");
}

impl Locator {
    fn new(before: &str, after: &str) -> Self {
        if is_formula(before) {
            return Self::Formula([before.to_owned(), after.to_owned()]);
        }
        // Digits never need quotation marks, and what needs them here does so with any number.
        let quoted = field(&format!("{before}{after}")).starts_with(b"\"");
        let (mark, double) = if quoted { ("\"", "\"\"") } else { ("", "\"") };
        Self::Around([
            format!("{mark}{}", before.replace('"', double)).into_bytes(),
            format!("{}{mark},", after.replace('"', double)).into_bytes(),
        ])
    }
}

fn is_formula(before: &str) -> bool {
    before.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

impl RowSink for Rows<'_> {
    fn shared(&mut self, shared: &Shared<'_>, rows: usize) {
        let names = self.words;
        let indicator = shared.indicator;
        let name = names.indicator(indicator);
        let areas = shared.areas.iter().map(|area| {
            let codes = fields([indicator.as_str(), &area.to_string()]);
            [codes, fields([&harmless(&name), &harmless(&names.area(area))])]
        });
        let periods = shared.periods.iter().map(|about| {
            let round = about.round().map(ToString::to_string).unwrap_or_default();
            let reference = about.reference().map(ToString::to_string).unwrap_or_default();
            [
                field(&period(about)),
                fields([&round, &reference, CELL, "current", "", "", "", "0"]),
            ]
        });
        let witnesses = shared.witnesses.iter().map(|(reporter, source)| {
            let known = names.catalogue.sources.get(*source);
            let title = known.map(|source| source.title.as_str()).unwrap_or_default();
            let mut end = fields([
                &harmless(&names.reporter(reporter)),
                &harmless(title),
                &self.edition,
            ]);
            end.pop();
            end.push(b'\n');
            [fields([reporter.as_str(), source.as_str()]), end]
        });
        let known = names.definition_of(indicator);
        let unit = unit(known.map(|known| &known.unit));
        self.fields = Fields {
            areas: areas.collect(),
            periods: periods.collect(),
            witnesses: witnesses.collect(),
            dimensions: shared
                .dimensions
                .iter()
                .map(|split| fields([&unit, &split.to_string()]))
                .collect(),
            texts: shared.texts.iter().map(|text| field(&harmless(text))).collect(),
            locators: shared
                .locators
                .iter()
                .map(|(before, after)| Locator::new(before, after))
                .collect(),
            statuses: Status::ALL.iter().map(|status| field(status.as_str())).collect(),
            bounds: Bound::ALL.iter().map(|bound| field(bound.as_str())).collect(),
        };
        self.text.reserve(rows.saturating_mul(256));
    }

    fn row(&mut self, row: &SharedRow<'_>) {
        let Self { fields, text, .. } = self;
        let area = fields.areas.get(row.area);
        let period = fields.periods.get(row.period);
        let witness = fields.witnesses.get(row.witness);
        put(text, area.map(|[codes, _]| codes));
        put(text, period.map(|[about, _]| about));
        put(text, witness.map(|[codes, _]| codes));
        fields.finding(row, text);
        put(text, fields.dimensions.get(row.dimensions));
        put(text, period.map(|[_, rest]| rest));
        fields.words(row.questioned, text);
        fields.words(row.note, text);
        fields.locator(row.locator, text);
        put(text, area.map(|[_, names]| names));
        put(text, witness.map(|[_, end]| end));
    }
}
