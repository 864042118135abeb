//! The records of observations.

use tidemark_evidence::{Dimensions, Finding, Observation};
use tidemark_vocab::{AreaId, Decimal, Period};

use super::Records;
use crate::printed::{Printed, push_decimal};

/// Fields of a record.
const FIELDS: usize = 15;

/// Puts observations into records, one after another. What many of them say is written once and copied.
#[derive(Default)]
pub(super) struct Writer {
    areas: Printed<AreaId>,
    periods: Printed<Period>,
    dimensions: Printed<Dimensions>,
}

impl Writer {
    pub(super) fn observation(&mut self, item: &Observation, records: &mut Records) {
        let key = &item.key;
        records.head("observation", FIELDS);
        records.field(key.indicator.as_str());
        records.written(
            self.areas
                .of(&key.area, |area, bytes| field(&area.to_string(), bytes)),
        );
        records.written(self.periods.of(&key.period, |period, bytes| {
            field(&super::optional(period.reference()), bytes);
            field(&super::optional(period.round()), bytes);
        }));
        records.written(
            self.dimensions
                .of(&key.dimensions, |split, bytes| field(&split.to_string(), bytes)),
        );
        records.field(key.reporter.as_str());
        records.field(key.source.as_str());
        records.field(item.finding.status().as_str());
        finding(&item.finding, records);
        records.field(&item.locator);
        records.field(&item.note);
        match &item.questioned {
            Some(reason) => records.field_of(|bytes| {
                bytes.push(b'=');
                bytes.extend(reason.as_bytes());
            }),
            None => records.field(""),
        }
    }
}

fn field(text: &str, bytes: &mut Vec<u8>) {
    super::push_field(text.as_bytes(), bytes);
}

/// Value, bound, low and high; the kind of a value that is not a number stands in place of the bound.
fn finding(finding: &Finding, records: &mut Records) {
    let kind = match finding {
        Finding::Quantity(quantity) => {
            let (low, high) = quantity.range().unzip();
            number(quantity.value(), records);
            records.field(quantity.bound().as_str());
            number(low, records);
            number(high, records);
            return;
        }
        Finding::Level(level) => {
            records.field(level.as_str());
            "level"
        }
        Finding::Codes(codes) => {
            let codes: Vec<&str> = codes.iter().map(tidemark_vocab::LevelCode::as_str).collect();
            records.field(&codes.join(";"));
            "codes"
        }
        Finding::Text(text) => {
            records.field(text);
            "text"
        }
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => {
            records.field("");
            ""
        }
    };
    for text in [kind, "", ""] {
        records.field(text);
    }
}

fn number(number: Option<Decimal>, records: &mut Records) {
    records.field_of(|bytes| {
        if let Some(number) = number {
            bytes.push(b'=');
            push_decimal(number, bytes);
        }
    });
}
