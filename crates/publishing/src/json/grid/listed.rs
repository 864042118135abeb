//! Texts that cells name by their places.

use std::collections::HashMap;

use super::piece::Piece;
use crate::digits::unsigned;

/// Places as cells name them: `,12,345`. Two of them, or one.
pub(super) type Places = Piece<24>;

/// Texts in the order in which they were first named.
#[derive(Debug, Default)]
pub(super) struct Listed {
    texts: Vec<Vec<u8>>,
    by_text: HashMap<Vec<u8>, usize>,
}

impl Listed {
    /// The place of a text.
    pub(super) fn place(&mut self, text: Vec<u8>) -> usize {
        if let Some(place) = self.by_text.get(&text) {
            return *place;
        }
        let place = self.texts.len();
        self.texts.push(text.clone());
        self.by_text.insert(text, place);
        place
    }

    pub(super) fn texts(&self) -> &[Vec<u8>] {
        &self.texts
    }
}

/// The places of what lies somewhere, or in two places at once.
///
/// They are looked for by its addresses: while a grid is written, what lies at an address stays the same, and the same text mostly comes
/// from the same place.
#[derive(Debug, Default)]
pub(super) struct Remembered(Vec<([usize; 2], Places)>);

/// How many addresses are remembered.
const REMEMBERED: usize = 1024;

/// 2^32 over the golden ratio.
const GOLDEN: usize = 0x9e37_79b9;

/// Where an address is remembered: addresses that differ by little lie far from one another.
fn slot(address: usize) -> usize {
    address.wrapping_mul(GOLDEN) >> 20 & (REMEMBERED - 1)
}

/// Where something lies.
pub(super) fn address<T: ?Sized>(what: &T) -> usize {
    std::ptr::from_ref(what).cast::<u8>().addr()
}

impl Remembered {
    /// The places of what lies at these addresses.
    #[inline]
    pub(super) fn get<const N: usize>(
        &mut self,
        addresses: [usize; 2],
        find: impl FnOnce() -> [usize; N],
    ) -> Places {
        let slot = slot(addresses[0]);
        match self.0.get(slot) {
            Some((known, places)) if *known == addresses => *places,
            _ => self.put(addresses, slot, find()),
        }
    }

    fn put<const N: usize>(&mut self, addresses: [usize; 2], slot: usize, found: [usize; N]) -> Places {
        let mut text = Vec::new();
        for place in found {
            text.push(b',');
            unsigned(&mut text, place);
        }
        // No list of a grid has a thousand million texts.
        let places = Places::of(&text).unwrap_or(Places::EMPTY);
        if self.0.is_empty() {
            self.0 = vec![([0; 2], Places::EMPTY); REMEMBERED];
        }
        if let Some(remembered) = self.0.get_mut(slot) {
            *remembered = (addresses, places);
        }
        places
    }
}
