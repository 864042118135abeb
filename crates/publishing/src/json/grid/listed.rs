//! Texts that cells name by their places.

use std::collections::HashMap;

use super::piece::Piece;
use crate::digits::unsigned;

/// Texts in the order in which they were first named.
///
/// They are looked for by their address first: while a grid is written, what lies at an address stays the same, and the same
/// text mostly comes from the same place.
#[derive(Debug, Default)]
pub(super) struct Listed {
    texts: Vec<Vec<u8>>,
    by_text: HashMap<Vec<u8>, Piece>,
    by_address: Vec<(usize, Piece)>,
}

/// How many addresses are remembered; a power of two.
const REMEMBERED: usize = 1024;

/// Where something lies.
pub(super) fn address<T: ?Sized>(what: &T) -> usize {
    std::ptr::from_ref(what).cast::<u8>().addr()
}

impl Listed {
    /// The place of the text of what lies at an address: `,12`.
    #[inline]
    pub(super) fn place(&mut self, address: usize, text: impl FnOnce() -> Vec<u8>) -> Piece {
        // Addresses are multiples of eight, mostly.
        let slot = (address >> 3) % REMEMBERED;
        match self.by_address.get(slot) {
            Some((known, place)) if *known == address => *place,
            _ => self.new_place(address, slot, text()),
        }
    }

    fn new_place(&mut self, address: usize, slot: usize, text: Vec<u8>) -> Piece {
        if self.by_address.is_empty() {
            self.by_address = vec![(0, Piece::default()); REMEMBERED];
        }
        let place = if let Some(place) = self.by_text.get(&text) {
            *place
        } else {
            let mut digits = vec![b','];
            unsigned(&mut digits, self.texts.len());
            // A comma and the digits of a place are never more than twenty-one bytes.
            let place = Piece::of(&digits).unwrap_or_default();
            self.texts.push(text.clone());
            self.by_text.insert(text, place);
            place
        };
        if let Some(remembered) = self.by_address.get_mut(slot) {
            *remembered = (address, place);
        }
        place
    }

    pub(super) fn texts(&self) -> &[Vec<u8>] {
        &self.texts
    }
}
