//! Reading what [`super::output`] wrote. Whatever the bytes are, reading ends: with what they say, or with nothing.

use std::str::FromStr;

use crate::codes::{Codes, Numbers, Sparse};

/// Bytes that are being read.
#[derive(Debug)]
pub(super) struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// That there is nothing more.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    pub(super) fn raw<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.raw().map(|[byte]| byte)
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.raw()?)).ok()
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.length()?;
        self.take(length)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(super) fn parsed<T: FromStr>(&mut self) -> Option<T> {
        self.text()?.parse().ok()
    }

    /// A list, each of whose items takes so many bytes.
    pub(super) fn list<T, const N: usize>(&mut self, item: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let length = self.length()?;
        let (items, _) = self.take(length.checked_mul(N)?)?.as_chunks::<N>();
        Some(items.iter().map(|bytes| item(*bytes)).collect())
    }

    /// A list of things that take as many bytes as they need; at least one each.
    pub(super) fn each<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.length()?;
        // What the length says is not known to be true before all has been read.
        let mut items = Vec::with_capacity(length.min(1024));
        for _ in 0..length {
            items.push(read(self)?);
        }
        Some(items)
    }

    pub(super) fn words(&mut self) -> Option<Vec<u32>> {
        self.list(u32::from_le_bytes)
    }

    pub(super) fn codes(&mut self) -> Option<Codes> {
        match self.byte()? {
            2 => self.list(u16::from_le_bytes).map(Codes::Narrow),
            4 => self.list(u32::from_le_bytes).map(Codes::Wide),
            _ => None,
        }
    }

    pub(super) fn numbers(&mut self) -> Option<Numbers> {
        match self.byte()? {
            4 => self.list(i32::from_le_bytes).map(Numbers::Four),
            8 => self.list(i64::from_le_bytes).map(Numbers::Eight),
            16 => self.list(i128::from_le_bytes).map(Numbers::Sixteen),
            _ => None,
        }
    }

    pub(super) fn sparse(&mut self) -> Option<Sparse> {
        let (rows, codes) = (self.words()?, self.words()?);
        (rows.len() == codes.len() && rows.is_sorted()).then(|| Sparse::of(rows.into_iter().zip(codes)))
    }
}
