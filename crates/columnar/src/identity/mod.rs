//! What an edition is called: the digest of its canonical logical records.
//!
//! The digest depends on what is said, never on how it is kept: not on the order of rows, the layout of files or an encoder.
//! Every record is a kind and its fields; kind and fields are written with their length in front, so that no two different
//! records have the same bytes. The observations of each indicator have a digest of their own, which stands for them in that of
//! the edition: so two editions tell at once which indicators they share.

mod catalogue;
mod observations;

use std::borrow::Borrow;

use sha2::{Digest, Sha256};
use tidemark_evidence::{Catalogue, Dataset, Observation};
use tidemark_vocab::{IndicatorCode, LocalizedText};

/// The version of the canonical records; a change of their form changes every identity.
pub const FORMAT: &str = "tidemark-records-2";

/// The identity of a data set: SHA-256 in lower-case hexadecimal, 64 digits.
#[must_use]
pub fn identity(dataset: &Dataset) -> String {
    let mut observations: Vec<&Observation> = dataset.observations.iter().collect();
    observations.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    let mut parts = Vec::new();
    for same in observations.chunk_by(|a, b| a.key.indicator == b.key.indicator) {
        if let Some(first) = same.first() {
            let digest = digest_of(same.iter().copied());
            parts.push((&first.key.indicator, same.len(), digest));
        }
    }
    let parts = parts.iter().map(|(indicator, count, digest)| Part {
        indicator,
        count: *count,
        digest,
    });
    identity_of(&dataset.catalogue, parts)
}

/// What an edition says of one indicator, in short.
pub(crate) struct Part<'a> {
    pub(crate) indicator: &'a IndicatorCode,
    pub(crate) count: usize,
    pub(crate) digest: &'a str,
}

/// The identity of a catalogue with its observations, whose parts are in order of code.
pub(crate) fn identity_of<'a>(catalogue: &Catalogue, parts: impl Iterator<Item = Part<'a>>) -> String {
    let mut records = Records::default();
    records.put("format", &[FORMAT]);
    catalogue::catalogue(catalogue, &mut records);
    for part in parts {
        let count = part.count.to_string();
        records.put("observations", &[part.indicator.as_str(), &count, part.digest]);
    }
    records.finish()
}

/// The digest of observations of one indicator, in order of key.
pub(crate) fn digest_of(observations: impl Iterator<Item: Borrow<Observation>>) -> String {
    let mut records = Records::default();
    let mut writer = observations::Writer::default();
    for item in observations {
        writer.observation(item.borrow(), &mut records);
    }
    records.finish()
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)])
        .collect()
}

/// Records on their way into a digest.
#[derive(Default)]
struct Records {
    digest: Sha256,
    /// What is not in the digest yet.
    bytes: Vec<u8>,
}

/// So many bytes are put into the digest at once, or a record more.
const AT_ONCE: usize = 1 << 15;

impl Records {
    fn put<T: AsRef<str>>(&mut self, kind: &str, fields: &[T]) {
        self.head(kind, fields.len());
        for field in fields {
            self.field(field.as_ref());
        }
    }

    /// Begins a record of so many fields.
    fn head(&mut self, kind: &str, fields: usize) {
        if self.bytes.len() > AT_ONCE {
            self.digest.update(&self.bytes);
            self.bytes.clear();
        }
        self.field(kind);
        self.bytes.extend(number_of(fields));
    }

    fn field(&mut self, text: &str) {
        push_field(text.as_bytes(), &mut self.bytes);
    }

    /// A field whose bytes `write` adds.
    fn field_of(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let at = self.bytes.len();
        self.bytes.extend(number_of(0));
        let start = self.bytes.len();
        write(&mut self.bytes);
        let length = number_of(self.bytes.len() - start);
        if let Some(place) = self.bytes.get_mut(at..start) {
            place.copy_from_slice(&length);
        }
    }

    /// Fields that are written already.
    fn written(&mut self, fields: &[u8]) {
        self.bytes.extend(fields);
    }

    fn text(&mut self, of: &str, text: &LocalizedText) {
        for (lang, words) in text.iter() {
            self.put("text", &[of, lang.as_str(), words]);
        }
    }

    fn finish(mut self) -> String {
        self.digest.update(&self.bytes);
        hexadecimal(&self.digest.finalize())
    }
}

/// A length as it is written before what has it.
fn number_of(length: usize) -> [u8; 8] {
    u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes()
}

fn push_field(field: &[u8], bytes: &mut Vec<u8>) {
    bytes.extend(number_of(field.len()));
    bytes.extend(field);
}

fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| format!("={}", value.to_string()))
}
