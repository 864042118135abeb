//! Writing an edition's observations.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use tidemark_evidence::rules::year_of;
use tidemark_evidence::{Catalogue, Corpus, Observation};

use super::fields::FindingFields;
use super::schema::schema;
use crate::edition::Edition;

/// The observations of an edition as a Parquet file: a row group an indicator, rows in order of key.
///
/// The same edition gives the same bytes with the same version of the encoder.
pub(crate) fn write(edition: &Edition) -> Result<Vec<u8>, ParquetError> {
    let said = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let info = &edition.catalogue().edition;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(None)
        .set_key_value_metadata(Some(vec![
            said("tidemark.edition", edition.identity()),
            said("tidemark.title", &info.title),
            said("tidemark.date", &info.date.to_string()),
        ]))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema()?, Arc::new(properties))?;
    let mut known = Known::default();
    for segment in edition.segments() {
        let rows: Vec<Observation> = segment.iter().collect();
        let mut group = writer.next_row_group()?;
        write_rows(&mut group, &rows, edition.catalogue(), &mut known)?;
        group.close()?;
    }
    writer.into_inner()
}

/// Texts that were written already: the same bytes, shared.
#[derive(Default)]
struct Known(HashMap<String, ByteArray>);

impl Known {
    fn of(&mut self, text: &str) -> ByteArray {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let bytes = ByteArray::from(Bytes::copy_from_slice(text.as_bytes()));
        self.0.insert(text.to_owned(), bytes.clone());
        bytes
    }
}

type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

fn write_rows(
    group: &mut Group<'_>,
    rows: &[Observation],
    catalogue: &Catalogue,
    known: &mut Known,
) -> Result<(), ParquetError> {
    let findings: Vec<FindingFields> = rows.iter().map(|o| FindingFields::of(&o.finding)).collect();
    let keys = || rows.iter().map(|o| &o.key);
    let some = |text: String| Some(text);
    texts(group, known, keys().map(|k| some(k.indicator.to_string())))?;
    texts(group, known, keys().map(|k| some(k.area.to_string())))?;
    optional_texts(
        group,
        known,
        keys().map(|k| k.period.reference().map(ToString::to_string)),
    )?;
    optional_texts(
        group,
        known,
        keys().map(|k| k.period.round().map(ToString::to_string)),
    )?;
    optional::<Int32Type>(
        group,
        keys().map(|k| year_of(&k.period, catalogue).map(i32::from)),
    )?;
    texts(group, known, keys().map(|k| some(k.dimensions.to_string())))?;
    texts(group, known, keys().map(|k| some(k.reporter.to_string())))?;
    texts(group, known, keys().map(|k| some(k.source.to_string())))?;
    texts(group, known, findings.iter().map(|f| some(f.status.to_owned())))?;
    optional_texts(group, known, findings.iter().map(|f| f.value.clone()))?;
    optional_texts(group, known, findings.iter().map(|f| f.bound.map(str::to_owned)))?;
    optional_texts(group, known, findings.iter().map(|f| f.low.clone()))?;
    optional_texts(group, known, findings.iter().map(|f| f.high.clone()))?;
    optional::<DoubleType>(group, rows.iter().map(number))?;
    texts(group, known, rows.iter().map(|o| some(o.locator.to_string())))?;
    texts(group, known, rows.iter().map(|o| some(o.note.to_string())))?;
    optional_texts(
        group,
        known,
        rows.iter()
            .map(|o| o.questioned.as_ref().map(ToString::to_string)),
    )
}

/// The value as the nearest double, for programs that have no decimals. Without a value, nothing: an end of a range is no value.
fn number(observation: &Observation) -> Option<f64> {
    observation.finding.quantity()?.value()?.to_string().parse().ok()
}

fn texts(
    group: &mut Group<'_>,
    known: &mut Known,
    rows: impl Iterator<Item = Option<String>>,
) -> Result<(), ParquetError> {
    let values: Vec<ByteArray> = rows.flatten().map(|text| known.of(&text)).collect();
    column::<ByteArrayType>(group, &values, None)
}

fn optional_texts(
    group: &mut Group<'_>,
    known: &mut Known,
    rows: impl Iterator<Item = Option<String>>,
) -> Result<(), ParquetError> {
    optional::<ByteArrayType>(group, rows.map(|text| text.map(|text| known.of(&text))))
}

fn optional<T: DataType>(
    group: &mut Group<'_>,
    rows: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let mut values = Vec::new();
    let mut levels = Vec::new();
    for row in rows {
        levels.push(i16::from(row.is_some()));
        values.extend(row);
    }
    column::<T>(group, &values, Some(&levels))
}

fn column<T: DataType>(
    group: &mut Group<'_>,
    values: &[T::T],
    levels: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("the schema has fewer columns than are written".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()
}
