//! The columns of a row group, each written by itself, so that row groups can be made side by side.

use std::sync::Arc;

use bytes::Bytes;
use parquet::column::writer::{ColumnCloseResult, ColumnWriterImpl};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor};
use tidemark_evidence::rules::year_of;
use tidemark_evidence::{Catalogue, Dimensions, Finding, Observation};
use tidemark_vocab::{AreaId, Decimal, LevelCode, Reference, RoundId};

use crate::printed::{Printed, nearest_double, push_decimal};

/// A column of a row group as its bytes in the file, and what the file says of it.
pub(super) struct Chunk {
    pub(super) bytes: Bytes,
    pub(super) close: ColumnCloseResult,
}

/// The columns of a row group, in their order.
pub(super) struct Columns {
    schema: SchemaDescPtr,
    properties: WriterPropertiesPtr,
    done: Vec<Chunk>,
}

impl Columns {
    pub(super) fn new(schema: &Arc<SchemaDescriptor>, properties: &WriterPropertiesPtr) -> Self {
        Self {
            schema: Arc::clone(schema),
            properties: Arc::clone(properties),
            done: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Chunk> {
        self.done
    }

    /// Writes every column of observations.
    pub(super) fn observations(
        &mut self,
        rows: &[Observation],
        catalogue: &Catalogue,
    ) -> Result<(), ParquetError> {
        self.texts(rows, |o, text| text.push(o.key.indicator.as_str()))?;
        let mut areas = Printed::<AreaId>::default();
        self.texts(rows, |o, text| text.add(areas.of(&o.key.area, print)))?;
        let mut references = Printed::<Reference>::default();
        self.optional_texts(rows, |o, text| {
            text.add(references.of(o.key.period.reference()?, print));
            Some(())
        })?;
        let mut rounds = Printed::<RoundId>::default();
        self.optional_texts(rows, |o, text| {
            text.add(rounds.of(o.key.period.round()?, print));
            Some(())
        })?;
        self.optional::<Int32Type>(rows, |o| year_of(&o.key.period, catalogue).map(i32::from))?;
        let mut splits = Printed::<Dimensions>::default();
        self.texts(rows, |o, text| text.add(splits.of(&o.key.dimensions, print)))?;
        self.texts(rows, |o, text| text.push(o.key.reporter.as_str()))?;
        self.texts(rows, |o, text| text.push(o.key.source.as_str()))?;
        self.findings(rows)?;
        self.texts(rows, |o, text| text.push(&o.locator))?;
        self.texts(rows, |o, text| text.push(&o.note))?;
        self.optional_texts(rows, |o, text| {
            text.push(o.questioned.as_deref()?);
            Some(())
        })
    }

    /// Status, value, bound, both ends of the range, and the value as the nearest double.
    fn findings(&mut self, rows: &[Observation]) -> Result<(), ParquetError> {
        self.texts(rows, |o, text| text.push(o.finding.status().as_str()))?;
        self.optional_texts(rows, |o, text| value(&o.finding, text))?;
        self.optional_texts(rows, |o, text| {
            text.push(o.finding.quantity()?.bound().as_str());
            Some(())
        })?;
        self.optional_texts(rows, |o, text| {
            text.decimal(o.finding.quantity()?.range()?.0);
            Some(())
        })?;
        self.optional_texts(rows, |o, text| {
            text.decimal(o.finding.quantity()?.range()?.1);
            Some(())
        })?;
        // For programs that have no decimals. Without a value, nothing: an end of a range is no value.
        self.optional::<DoubleType>(rows, |o| nearest_double(o.finding.quantity()?.value()?))
    }

    fn texts<'a>(
        &mut self,
        rows: &'a [Observation],
        mut text: impl FnMut(&'a Observation, &mut Texts),
    ) -> Result<(), ParquetError> {
        let mut texts = Texts::with_room_for(rows.len());
        for row in rows {
            text(row, &mut texts);
            texts.end();
        }
        self.column::<ByteArrayType>(&texts.values(), None)
    }

    /// A column of texts; `None` for rows that have none.
    fn optional_texts<'a>(
        &mut self,
        rows: &'a [Observation],
        mut text: impl FnMut(&'a Observation, &mut Texts) -> Option<()>,
    ) -> Result<(), ParquetError> {
        let mut texts = Texts::with_room_for(rows.len());
        let mut levels = Vec::with_capacity(rows.len());
        for row in rows {
            let found = text(row, &mut texts);
            levels.push(i16::from(found.is_some()));
            if found.is_some() {
                texts.end();
            }
        }
        self.column::<ByteArrayType>(&texts.values(), Some(&levels))
    }

    fn optional<T: DataType>(
        &mut self,
        rows: &[Observation],
        value: impl Fn(&Observation) -> Option<T::T>,
    ) -> Result<(), ParquetError> {
        let mut values = Vec::with_capacity(rows.len());
        let mut levels = Vec::with_capacity(rows.len());
        for row in rows {
            let value = value(row);
            levels.push(i16::from(value.is_some()));
            values.extend(value);
        }
        self.column::<T>(&values, Some(&levels))
    }

    fn column<T: DataType>(&mut self, values: &[T::T], levels: Option<&[i16]>) -> Result<(), ParquetError> {
        let missing = || ParquetError::General("the schema has fewer columns than are written".to_owned());
        let column = self.schema.columns().get(self.done.len()).ok_or_else(missing)?;
        let mut bytes = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut bytes));
        let mut writer = ColumnWriterImpl::<T>::new(Arc::clone(column), Arc::clone(&self.properties), pages);
        writer.write_batch(values, levels, None)?;
        let close = writer.close()?;
        let bytes = Bytes::from(bytes.into_inner()?);
        self.done.push(Chunk { bytes, close });
        Ok(())
    }
}

fn print(value: &impl ToString, bytes: &mut Vec<u8>) {
    bytes.extend(value.to_string().as_bytes());
}

/// Adds the value of a finding, where it has one.
fn value(finding: &Finding, text: &mut Texts) -> Option<()> {
    match finding {
        Finding::Quantity(quantity) => text.decimal(quantity.value()?),
        Finding::Level(level) => text.push(level.as_str()),
        Finding::Codes(codes) => {
            let codes: Vec<&str> = codes.iter().map(LevelCode::as_str).collect();
            text.push(&codes.join(";"));
        }
        Finding::Text(words) => text.push(words),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => return None,
    }
    Some(())
}

/// Texts behind one another in one stretch of memory.
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// How long most texts are, about.
const LENGTH: usize = 12;

impl Texts {
    fn with_room_for(rows: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(rows * LENGTH),
            ends: Vec::with_capacity(rows),
        }
    }

    fn push(&mut self, text: &str) {
        self.add(text.as_bytes());
    }

    fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn decimal(&mut self, number: Decimal) {
        push_decimal(number, &mut self.bytes);
    }

    /// Ends a text.
    fn end(&mut self) {
        self.ends.push(self.bytes.len());
    }

    fn values(self) -> Vec<ByteArray> {
        let bytes = Bytes::from(self.bytes);
        let mut start = 0;
        let value = |end| {
            let value = bytes.slice(start..end);
            start = end;
            ByteArray::from(value)
        };
        self.ends.into_iter().map(value).collect()
    }
}
