//! Writing an edition's observations.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::SchemaDescriptor;
use tidemark_evidence::{Catalogue, Corpus};

use super::columns::{Chunk, Columns, Encoder};
use super::schema::schema;
use crate::edition::Edition;
use crate::parallel;
use crate::segment::Segment;

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
    let encoder = Encoder {
        schema: Arc::new(SchemaDescriptor::new(schema()?)),
        properties: Arc::new(properties),
    };
    let properties = Arc::clone(&encoder.properties);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema()?, properties)?;
    let segments: Vec<&Segment> = edition.segments().collect();
    let mut put = |chunks: Result<Vec<Chunk>, ParquetError>| {
        let mut group = writer.next_row_group()?;
        for Chunk { bytes, close } in chunks? {
            group.append_column(&bytes, close)?;
        }
        group.close()
    };
    let mut written = Ok(());
    let made = |segment: &&Segment| row_group(segment, edition.catalogue(), &encoder);
    parallel::each(&segments, made, |chunks| {
        if written.is_ok() {
            written = put(chunks).map(drop);
        }
    });
    written?;
    writer.into_inner()
}

/// The columns of an indicator's observations, as they stand in the file.
fn row_group(
    segment: &Segment,
    catalogue: &Catalogue,
    encoder: &Encoder,
) -> Result<Vec<Chunk>, ParquetError> {
    let mut columns = Columns::with_room_for(segment.len());
    for observation in segment.iter() {
        columns.put(&observation, catalogue);
    }
    columns.encoded(encoder)
}
