//! Writing bytes: numbers with their lowest byte first, lists with their length in front.

use crate::codes::{Codes, Numbers, Sparse};

/// Bytes that are being written.
#[derive(Debug, Default)]
pub(super) struct Output(Vec<u8>);

impl Output {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn length(&mut self, length: usize) {
        // No machine has more than 64 bits.
        self.raw(&u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.raw(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A list, each of whose items takes so many bytes.
    pub(super) fn list<T: Copy, const N: usize>(&mut self, items: &[T], bytes: impl Fn(T) -> [u8; N]) {
        self.length(items.len());
        self.0.reserve(items.len().saturating_mul(N));
        for item in items {
            self.raw(&bytes(*item));
        }
    }

    pub(super) fn texts<T: AsRef<str>>(&mut self, texts: impl ExactSizeIterator<Item = T>) {
        self.length(texts.len());
        for text in texts {
            self.text(text.as_ref());
        }
    }

    pub(super) fn words(&mut self, words: &[u32]) {
        self.list(words, u32::to_le_bytes);
    }

    pub(super) fn codes(&mut self, codes: &Codes) {
        match codes {
            Codes::Narrow(codes) => {
                self.byte(2);
                self.list(codes, u16::to_le_bytes);
            }
            Codes::Wide(codes) => {
                self.byte(4);
                self.list(codes, u32::to_le_bytes);
            }
        }
    }

    pub(super) fn numbers(&mut self, numbers: &Numbers) {
        match numbers {
            Numbers::Four(numbers) => {
                self.byte(4);
                self.list(numbers, i32::to_le_bytes);
            }
            Numbers::Eight(numbers) => {
                self.byte(8);
                self.list(numbers, i64::to_le_bytes);
            }
            Numbers::Sixteen(numbers) => {
                self.byte(16);
                self.list(numbers, i128::to_le_bytes);
            }
        }
    }

    pub(super) fn sparse(&mut self, sparse: &Sparse) {
        let (rows, codes) = sparse.parts();
        self.words(rows);
        self.words(codes);
    }
}
