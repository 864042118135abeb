//! Reading an edition's observations.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use bytes::Bytes;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use thiserror::Error;
use tidemark_evidence::{Catalogue, Observation, ObservationKey};
use tidemark_vocab::{Period, Reference, RoundId};

use super::fields::ReadFields;
use super::schema::COLUMNS;

/// Why a Parquet file holds no observations of an edition.
#[derive(Debug, Error)]
pub enum FileError {
    /// It cannot be read as Parquet.
    #[error("cannot be read as Parquet: {0}")]
    Parquet(#[from] ParquetError),
    /// Its columns are not those of observations.
    #[error("has no column `{0}` where an edition's observations have one")]
    Columns(&'static str),
    /// A row says nothing that an observation can say.
    #[error("row {row} of row group {group} is no observation")]
    Row {
        /// Which row group, from 0.
        group: usize,
        /// Which row in it, from 0.
        row: usize,
    },
}

/// A Parquet file of observations, open.
pub(crate) struct Observations(SerializedFileReader<Bytes>);

impl Observations {
    /// Opens a file whose columns are those of observations.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, FileError> {
        let reader = SerializedFileReader::new(bytes)?;
        let columns = reader.metadata().file_metadata().schema_descr_ptr();
        for (at, column) in COLUMNS.iter().enumerate() {
            if columns
                .columns()
                .get(at)
                .is_none_or(|found| found.name() != column.name)
            {
                return Err(FileError::Columns(column.name));
            }
        }
        Ok(Self(reader))
    }

    /// How many row groups it has.
    pub(crate) fn groups(&self) -> usize {
        self.0.num_row_groups()
    }

    /// The observations of a row group, as they stand in it.
    pub(crate) fn read(&self, group: usize, catalogue: &Catalogue) -> Result<Vec<Observation>, FileError> {
        let rows = self.0.get_row_group(group)?;
        observations(group, rows.as_ref(), catalogue)
    }
}

/// A column of texts; nothing in rows that have none.
struct Texts {
    values: Vec<ByteArray>,
    /// For each row the place of its text.
    places: Vec<Option<usize>>,
}

impl Texts {
    fn read(group: &dyn RowGroupReader, name: &'static str) -> Result<Self, FileError> {
        let at = COLUMNS
            .iter()
            .position(|column| column.name == name)
            .ok_or(FileError::Columns(name))?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
        let mut reader = get_typed_column_reader::<ByteArrayType>(group.get_column_reader(at)?);
        let (mut values, mut levels) = (Vec::with_capacity(rows), Vec::new());
        reader.read_records(rows, Some(&mut levels), None, &mut values)?;
        let mut next = 0..values.len();
        let places = if levels.is_empty() {
            next.map(Some).collect()
        } else {
            let place = |level: &i16| if *level > 0 { next.next() } else { None };
            levels.iter().map(place).collect()
        };
        Ok(Self { values, places })
    }

    fn get(&self, row: usize) -> Option<&str> {
        let at = (*self.places.get(row)?)?;
        self.values.get(at)?.as_utf8().ok()
    }
}

/// There is a text, and it cannot be read.
struct Unread;

/// What was read before, by its text.
struct Parsed<T>(HashMap<String, T>);

impl<T> Default for Parsed<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> Parsed<T> {
    fn get(&mut self, text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if let Some(known) = self.0.get(text) {
            return Some(known.clone());
        }
        let value = parse(text)?;
        self.0.insert(text.to_owned(), value.clone());
        Some(value)
    }

    fn of(&mut self, text: &str) -> Option<T>
    where
        T: FromStr,
    {
        self.get(text, |text| text.parse().ok())
    }
}

fn observations(
    group: usize,
    rows: &dyn RowGroupReader,
    catalogue: &Catalogue,
) -> Result<Vec<Observation>, FileError> {
    let column = |name| Texts::read(rows, name);
    let [indicators, areas, references, rounds] = [
        column("indicator")?,
        column("area")?,
        column("reference")?,
        column("round")?,
    ];
    let [splits, reporters, sources] = [column("dimensions")?, column("reporter")?, column("source")?];
    let [statuses, values, bounds] = [column("status")?, column("value")?, column("bound")?];
    let [lows, highs] = [column("low")?, column("high")?];
    let [locators, notes, doubts] = [column("locator")?, column("note")?, column("questioned")?];
    let (mut indicator, mut area, mut split) = (Parsed::default(), Parsed::default(), Parsed::default());
    let (mut reporter, mut source) = (Parsed::default(), Parsed::default());
    let (mut reference, mut round) = (Parsed::<Reference>::default(), Parsed::<RoundId>::default());
    let mut words: Parsed<Arc<str>> = Parsed::default();
    let mut observation = |row: usize| -> Option<Observation> {
        let indicator = indicator.of(indicators.get(row)?)?;
        let fields = ReadFields {
            status: statuses.get(row)?,
            value: values.get(row),
            bound: bounds.get(row),
            low: lows.get(row),
            high: highs.get(row),
        };
        let finding = fields.finding(&catalogue.indicators.get(&indicator)?.kind)?;
        let mut text = |text: &str| words.get(text, |text| Some(Arc::from(text)));
        let about = references.get(row).map(|text| reference.of(text).ok_or(Unread));
        let published = rounds.get(row).map(|text| round.of(text).ok_or(Unread));
        let doubt = doubts.get(row).map(|words| text(words).ok_or(Unread));
        let period = Period::new(about.transpose().ok()?, published.transpose().ok()?).ok()?;
        Some(Observation {
            finding,
            locator: text(locators.get(row)?)?,
            note: text(notes.get(row)?)?,
            questioned: doubt.transpose().ok()?,
            key: ObservationKey {
                indicator,
                area: area.of(areas.get(row)?)?,
                period,
                dimensions: split.of(splits.get(row)?)?,
                reporter: reporter.of(reporters.get(row)?)?,
                source: source.of(sources.get(row)?)?,
            },
        })
    };
    (0..statuses.places.len())
        .map(|row| observation(row).ok_or(FileError::Row { group, row }))
        .collect()
}
