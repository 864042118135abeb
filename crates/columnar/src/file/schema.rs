//! The columns of the Parquet file, described for readers in `docs/downloads.md`.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

/// A column: its name, and whether every row has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) physical: Physical,
    pub(super) repetition: Repetition,
}

const fn text(name: &'static str) -> Column {
    Column {
        name,
        physical: Physical::BYTE_ARRAY,
        repetition: Repetition::REQUIRED,
    }
}

const fn optional(name: &'static str, physical: Physical) -> Column {
    Column {
        name,
        physical,
        repetition: Repetition::OPTIONAL,
    }
}

/// The columns in their order.
pub(super) const COLUMNS: [Column; 17] = [
    text("indicator"),
    text("area"),
    optional("reference", Physical::BYTE_ARRAY),
    optional("round", Physical::BYTE_ARRAY),
    optional("year", Physical::INT32),
    text("dimensions"),
    text("reporter"),
    text("source"),
    text("status"),
    optional("value", Physical::BYTE_ARRAY),
    optional("bound", Physical::BYTE_ARRAY),
    optional("low", Physical::BYTE_ARRAY),
    optional("high", Physical::BYTE_ARRAY),
    optional("number", Physical::DOUBLE),
    text("locator"),
    text("note"),
    optional("questioned", Physical::BYTE_ARRAY),
];

/// The schema that these columns make.
pub(super) fn schema() -> Result<TypePtr, ParquetError> {
    let field = |column: &Column| {
        let words = (column.physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        Type::primitive_type_builder(column.name, column.physical)
            .with_repetition(column.repetition)
            .with_logical_type(words)
            .build()
            .map(Arc::new)
    };
    let fields = COLUMNS.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("observation")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}
