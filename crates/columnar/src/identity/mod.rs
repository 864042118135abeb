//! What an edition is called: the digest of its canonical logical records.
//!
//! The digest depends on what is said, never on how it is kept: not on the order of rows, the layout of files or an encoder.
//! Every record is a kind and its fields; kind and fields are written with their length in front, so that no two different
//! records have the same bytes. The observations of each indicator have a digest of their own, which stands for them in that of
//! the edition: so two editions tell at once which indicators they share.

mod catalogue;
mod observations;

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
pub(crate) fn digest_of<'a>(observations: impl Iterator<Item = &'a Observation>) -> String {
    let mut records = Records::default();
    for item in observations {
        observations::observation(item, &mut records);
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
}

impl Records {
    fn put<T: AsRef<str>>(&mut self, kind: &str, fields: &[T]) {
        self.field(kind);
        self.digest
            .update(u64::try_from(fields.len()).unwrap_or(u64::MAX).to_le_bytes());
        for field in fields {
            self.field(field.as_ref());
        }
    }

    fn field(&mut self, text: &str) {
        self.digest
            .update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.digest.update(text.as_bytes());
    }

    fn text(&mut self, of: &str, text: &LocalizedText) {
        for (lang, words) in text.iter() {
            self.put("text", &[of, lang.as_str(), words]);
        }
    }

    fn finish(self) -> String {
        hexadecimal(&self.digest.finalize())
    }
}

fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| format!("={}", value.to_string()))
}
