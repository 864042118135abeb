//! The columns of a row group: gathered row by row, and each encoded by itself, so that row groups can be made side by side.

use std::sync::Arc;

use bytes::Bytes;
use parquet::column::writer::{ColumnCloseResult, ColumnWriterImpl};
use parquet::data_type::{DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::SchemaDescPtr;
use tidemark_evidence::rules::year_of;
use tidemark_evidence::{Catalogue, Dimensions, Finding, Observation, Quantity};
use tidemark_vocab::{AreaId, LevelCode, Reference, RoundId};

use super::texts::Texts;
use crate::printed::{Printed, nearest_double};

/// A column of a row group as its bytes in the file, and what the file says of it.
pub(super) struct Chunk {
    pub(super) bytes: Bytes,
    pub(super) close: ColumnCloseResult,
}

/// The columns of observations, as they are gathered.
pub(super) struct Columns {
    known: Known,
    indicator: Texts,
    area: Texts,
    reference: Texts,
    round: Texts,
    year: Optional<i32>,
    dimensions: Texts,
    reporter: Texts,
    source: Texts,
    finding: Findings,
    locator: Texts,
    note: Texts,
    questioned: Texts,
}

/// What many rows say, printed once.
#[derive(Default)]
struct Known {
    areas: Printed<AreaId>,
    references: Printed<Reference>,
    rounds: Printed<RoundId>,
    splits: Printed<Dimensions>,
}

/// The columns of findings.
struct Findings {
    status: Texts,
    value: Texts,
    bound: Texts,
    low: Texts,
    high: Texts,
    /// The value as the nearest double, for programs that have no decimals. Without a value, nothing: an end of a range is no value.
    number: Optional<f64>,
}

/// Values of those rows that have one; for each row whether it has.
struct Optional<T> {
    values: Vec<T>,
    levels: Vec<i16>,
}

impl<T> Default for Optional<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            levels: Vec::new(),
        }
    }
}

impl<T> Optional<T> {
    fn put(&mut self, value: Option<T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn encoded<C: DataType<T = T>>(&self, encoder: &ColumnEncoder<'_>) -> Result<Chunk, ParquetError> {
        encoder.chunk::<C>(|writer| {
            writer
                .write_batch(&self.values, Some(&self.levels), None)
                .map(drop)
        })
    }
}

impl Columns {
    /// Columns in which there is room for so many rows.
    pub(super) fn with_room_for(rows: usize) -> Self {
        let texts = || Texts::with_room_for(rows);
        Self {
            known: Known::default(),
            indicator: texts(),
            area: texts(),
            reference: texts(),
            round: Texts::default(),
            year: Optional::default(),
            dimensions: texts(),
            reporter: texts(),
            source: texts(),
            finding: Findings {
                status: texts(),
                value: texts(),
                bound: texts(),
                low: Texts::default(),
                high: Texts::default(),
                number: Optional::default(),
            },
            locator: texts(),
            note: Texts::default(),
            questioned: Texts::default(),
        }
    }

    /// Adds a row.
    pub(super) fn put(&mut self, observation: &Observation, catalogue: &Catalogue) {
        let (key, known) = (&observation.key, &mut self.known);
        self.indicator.put(key.indicator.as_str());
        self.area.put(known.areas.of(&key.area, print));
        let reference = key.period.reference();
        self.reference
            .put_if(reference.map(|reference| known.references.of(reference, print)));
        let round = key.period.round();
        self.round
            .put_if(round.map(|round| known.rounds.of(round, print)));
        self.year.put(year_of(&key.period, catalogue).map(i32::from));
        self.dimensions.put(known.splits.of(&key.dimensions, print));
        self.reporter.put(key.reporter.as_str());
        self.source.put(key.source.as_str());
        self.finding.put(&observation.finding);
        self.locator.put(observation.locator.as_bytes());
        self.note.put(observation.note.as_bytes());
        self.questioned.put_if(observation.questioned.as_deref());
    }

    /// The columns as they stand in the file, in their order.
    pub(super) fn encoded(self, encoder: &Encoder) -> Result<Vec<Chunk>, ParquetError> {
        let Findings {
            status,
            value,
            bound,
            low,
            high,
            number,
        } = self.finding;
        let column = |at| encoder.column(at);
        Ok(vec![
            self.indicator.encoded(&column(0)?)?,
            self.area.encoded(&column(1)?)?,
            self.reference.encoded(&column(2)?)?,
            self.round.encoded(&column(3)?)?,
            self.year.encoded::<Int32Type>(&column(4)?)?,
            self.dimensions.encoded(&column(5)?)?,
            self.reporter.encoded(&column(6)?)?,
            self.source.encoded(&column(7)?)?,
            status.encoded(&column(8)?)?,
            value.encoded(&column(9)?)?,
            bound.encoded(&column(10)?)?,
            low.encoded(&column(11)?)?,
            high.encoded(&column(12)?)?,
            number.encoded::<DoubleType>(&column(13)?)?,
            self.locator.encoded(&column(14)?)?,
            self.note.encoded(&column(15)?)?,
            self.questioned.encoded(&column(16)?)?,
        ])
    }
}

fn print(value: &impl ToString, bytes: &mut Vec<u8>) {
    bytes.extend(value.to_string().as_bytes());
}

impl Findings {
    fn put(&mut self, finding: &Finding) {
        self.status.put(finding.status().as_str());
        let quantity = finding.quantity();
        let (low, high) = quantity.and_then(Quantity::range).unzip();
        self.bound
            .put_if(quantity.map(|quantity| quantity.bound().as_str()));
        self.low.put_decimal(low);
        self.high.put_decimal(high);
        self.number
            .put(quantity.and_then(|quantity| nearest_double(quantity.value()?)));
        match finding {
            Finding::Quantity(quantity) => self.value.put_decimal(quantity.value()),
            Finding::Level(level) => self.value.put_if(Some(level.as_str())),
            Finding::Codes(codes) => {
                let codes: Vec<&str> = codes.iter().map(LevelCode::as_str).collect();
                self.value.put_if(Some(codes.join(";")));
            }
            Finding::Text(words) => self.value.put_if(Some(words.as_bytes())),
            Finding::Yes
            | Finding::No
            | Finding::NotKnown
            | Finding::NotApplicable
            | Finding::Confidential
            | Finding::Withdrawn => self.value.put_if(None::<&str>),
        }
    }
}

/// How columns are encoded.
pub(super) struct Encoder {
    pub(super) schema: SchemaDescPtr,
    pub(super) properties: WriterPropertiesPtr,
}

impl Encoder {
    fn column(&self, at: usize) -> Result<ColumnEncoder<'_>, ParquetError> {
        let missing = || ParquetError::General("the schema has fewer columns than are written".to_owned());
        let is_known = at < self.schema.num_columns();
        is_known
            .then_some(ColumnEncoder { of: self, at })
            .ok_or_else(missing)
    }
}

/// How one column is encoded.
pub(super) struct ColumnEncoder<'a> {
    of: &'a Encoder,
    at: usize,
}

impl ColumnEncoder<'_> {
    /// How many rows are written at once: as many times the encoder's own steps, so that pages end where they would if all were.
    pub(super) fn batch(&self) -> usize {
        const STEPS: usize = 4;
        STEPS * self.of.properties.write_batch_size()
    }

    /// A column of what `write` writes.
    pub(super) fn chunk<T: DataType>(
        &self,
        write: impl FnOnce(&mut ColumnWriterImpl<'_, T>) -> Result<(), ParquetError>,
    ) -> Result<Chunk, ParquetError> {
        let mut bytes = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut bytes));
        let properties = Arc::clone(&self.of.properties);
        let mut writer = ColumnWriterImpl::<T>::new(self.of.schema.column(self.at), properties, pages);
        write(&mut writer)?;
        let close = writer.close()?;
        let bytes = Bytes::from(bytes.into_inner()?);
        Ok(Chunk { bytes, close })
    }
}
