//! A column of texts, as it is gathered.

use bytes::Bytes;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use tidemark_vocab::Decimal;

use super::columns::{Chunk, ColumnEncoder};
use crate::printed::push_decimal;

/// Texts behind one another in one stretch of memory.
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// For each row whether it has a text; empty where every row must have one.
    levels: Vec<i16>,
}

/// How long most texts are, about.
const LENGTH: usize = 10;

impl Texts {
    pub(super) fn with_room_for(rows: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(rows * LENGTH),
            ends: Vec::with_capacity(rows),
            levels: Vec::new(),
        }
    }

    /// Adds a row to a column in which every row has a text.
    pub(super) fn put(&mut self, text: impl AsRef<[u8]>) {
        self.bytes.extend_from_slice(text.as_ref());
        self.ends.push(self.bytes.len());
    }

    /// Adds a row to a column in which not every row has a text.
    pub(super) fn put_if(&mut self, text: Option<impl AsRef<[u8]>>) {
        self.levels.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.put(text);
        }
    }

    /// Adds a row with a number, where there is one.
    pub(super) fn put_decimal(&mut self, number: Option<Decimal>) {
        self.levels.push(i16::from(number.is_some()));
        if let Some(number) = number {
            push_decimal(number, &mut self.bytes);
            self.ends.push(self.bytes.len());
        }
    }

    pub(super) fn encoded(self, encoder: &ColumnEncoder<'_>) -> Result<Chunk, ParquetError> {
        let (bytes, batch) = (Bytes::from(self.bytes), encoder.batch());
        let mut start = 0;
        let value = |end: &usize| {
            let value = bytes.slice(start..*end);
            start = *end;
            ByteArray::from(value)
        };
        let mut values = self.ends.iter().map(value);
        // So few at once that they stay near the processor.
        let mut some = Vec::with_capacity(batch);
        encoder.chunk::<ByteArrayType>(|writer| {
            for levels in self.levels.chunks(batch) {
                let count = levels.iter().filter(|level| **level > 0).count();
                some.clear();
                some.extend(values.by_ref().take(count));
                writer.write_batch(&some, Some(levels), None)?;
            }
            // Where every row has a text there are no levels, and all of them are left.
            while values.len() > 0 {
                some.clear();
                some.extend(values.by_ref().take(batch));
                writer.write_batch(&some, None, None)?;
            }
            Ok(())
        })
    }
}
