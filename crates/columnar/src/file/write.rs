//! Writing an edition's observations.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor};
use tidemark_evidence::{Catalogue, Corpus, Observation};

use super::columns::{Chunk, Columns};
use super::schema::schema;
use crate::edition::Edition;
use crate::parallel;
use crate::segment::Segment;

/// How many row groups are made at once before they are put into the file: so many are in memory besides it.
const AT_ONCE: usize = 32;

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
    let form = Form {
        schema: Arc::new(SchemaDescriptor::new(schema()?)),
        properties: Arc::new(properties),
        catalogue: edition.catalogue(),
    };
    let mut writer = SerializedFileWriter::new(Vec::new(), schema()?, Arc::clone(&form.properties))?;
    let segments: Vec<&Segment> = edition.segments().collect();
    for some in segments.chunks(AT_ONCE) {
        for chunks in parallel::map(some, |segment| form.row_group(segment)) {
            let mut group = writer.next_row_group()?;
            for Chunk { bytes, close } in chunks? {
                group.append_column(&bytes, close)?;
            }
            group.close()?;
        }
    }
    writer.into_inner()
}

/// How row groups are written.
struct Form<'a> {
    schema: SchemaDescPtr,
    properties: WriterPropertiesPtr,
    catalogue: &'a Catalogue,
}

impl Form<'_> {
    /// The columns of an indicator's observations, as they stand in the file.
    fn row_group(&self, segment: &Segment) -> Result<Vec<Chunk>, ParquetError> {
        let rows: Vec<Observation> = segment.iter().collect();
        let mut columns = Columns::new(&self.schema, &self.properties);
        columns.observations(&rows, self.catalogue)?;
        Ok(columns.finish())
    }
}
