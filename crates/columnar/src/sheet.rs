//! Rows of texts as one Parquet file: a table, as others read tables.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use thiserror::Error;
use tidemark_vocab::Decimal;

use crate::printed::nearest_double;

/// A column of a [`sheet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetColumn {
    /// The texts at this place of each row; an empty one is null.
    Text {
        /// Its name.
        name: &'static str,
        /// The place in the row, from 0.
        of: usize,
    },
    /// The decimals at this place of each row as the nearest doubles, for programs that have no decimals; null where there is no decimal.
    Number {
        /// Its name.
        name: &'static str,
        /// The place in the row, from 0.
        of: usize,
    },
}

/// Why a sheet could not be written.
#[derive(Debug, Error)]
#[error("the table cannot be written as Parquet")]
pub struct SheetError(#[from] ParquetError);

/// Rows as a Parquet file of one row group, with what is said of the file as a whole. The same rows give the same bytes with the same
/// version of the encoder. A place that a row does not have is null.
///
/// # Errors
///
/// Where the encoder refuses: names that stand twice, more than two thousand million rows.
pub fn sheet<R: AsRef<[String]>>(
    columns: &[SheetColumn],
    rows: &[R],
    said: &[(&str, &str)],
) -> Result<Vec<u8>, SheetError> {
    let said = said
        .iter()
        .map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(None)
        .set_key_value_metadata(Some(said.collect()))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(columns)?, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in columns {
        match *column {
            SheetColumn::Text { of, .. } => put::<ByteArrayType, R>(&mut group, rows, of, |text| {
                (!text.is_empty()).then(|| ByteArray::from(text))
            })?,
            SheetColumn::Number { of, .. } => put::<DoubleType, R>(&mut group, rows, of, |text| {
                text.parse::<Decimal>().ok().and_then(nearest_double)
            })?,
        }
    }
    group.close()?;
    Ok(writer.into_inner()?)
}

fn put<T: DataType, R: AsRef<[String]>>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    rows: &[R],
    of: usize,
    read: impl Fn(&str) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let texts = rows
        .iter()
        .map(|row| row.as_ref().get(of).map_or("", String::as_str));
    let (mut values, mut levels) = (Vec::new(), Vec::with_capacity(rows.len()));
    for value in texts.map(read) {
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&values, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

fn schema(columns: &[SheetColumn]) -> Result<TypePtr, ParquetError> {
    let field = |column: &SheetColumn| {
        let (name, physical, logical) = match *column {
            SheetColumn::Text { name, .. } => (name, Physical::BYTE_ARRAY, Some(LogicalType::String)),
            SheetColumn::Number { name, .. } => (name, Physical::DOUBLE, None),
        };
        let field = Type::primitive_type_builder(name, physical);
        let field = field
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        field.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("row")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;

    const COLUMNS: [SheetColumn; 3] = [
        SheetColumn::Text { name: "area", of: 0 },
        SheetColumn::Text { name: "value", of: 1 },
        SheetColumn::Number {
            name: "number",
            of: 1,
        },
    ];

    #[test]
    fn rows_are_read_as_they_were_written() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        let rows = [row(["BGR", "0.10"]), row(["GEO", "yes"]), row(["", ""])];
        let bytes = sheet(&COLUMNS, &rows, &[("tidemark.edition", "e")]).unwrap();
        assert_eq!(
            bytes,
            sheet(&COLUMNS, &rows, &[("tidemark.edition", "e")]).unwrap()
        );
        let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
        let said = reader.metadata().file_metadata().key_value_metadata().unwrap();
        assert_eq!(said[0].value.as_deref(), Some("e"));
        let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(read.len(), 3);
        assert_eq!(read[0].get_string(1).unwrap(), "0.10");
        assert!((read[0].get_double(2).unwrap() - 0.1).abs() < f64::EPSILON);
        assert_eq!(read[1].get_string(1).unwrap(), "yes");
        assert!(read[1].get_double(2).is_err(), "a yes is no number");
        assert!(read[2].get_string(0).is_err(), "what is empty is null");
    }

    #[test]
    fn a_table_without_rows_is_a_file() {
        let none: [[String; 2]; 0] = [];
        let bytes = sheet(&COLUMNS, &none, &[]).unwrap();
        let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
    }
}
