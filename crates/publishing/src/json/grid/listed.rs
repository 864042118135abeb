//! Texts that cells name by their places.

use std::collections::HashMap;

/// Texts in the order in which they were first named.
///
/// They are looked for by their address first: while a grid is written, what lies at an address stays the same, and the same
/// text mostly comes from the same place.
#[derive(Debug, Default)]
pub(super) struct Listed {
    texts: Vec<String>,
    by_text: HashMap<String, usize>,
    by_address: Vec<(usize, usize)>,
}

/// How many addresses are remembered; a power of two.
const REMEMBERED: usize = 1024;

/// Where something lies.
pub(super) fn address<T: ?Sized>(what: &T) -> usize {
    std::ptr::from_ref(what).cast::<u8>().addr()
}

impl Listed {
    /// The place of the text of what lies at an address.
    pub(super) fn place(&mut self, address: usize, text: impl FnOnce() -> String) -> usize {
        if self.by_address.is_empty() {
            self.by_address = vec![(0, 0); REMEMBERED];
        }
        // Addresses are multiples of eight, mostly.
        let slot = (address >> 3) % REMEMBERED;
        if let Some((known, place)) = self.by_address.get(slot)
            && *known == address
        {
            return *place;
        }
        let text = text();
        let place = if let Some(place) = self.by_text.get(&text) {
            *place
        } else {
            let place = self.texts.len();
            self.texts.push(text.clone());
            self.by_text.insert(text, place);
            place
        };
        if let Some(remembered) = self.by_address.get_mut(slot) {
            *remembered = (address, place);
        }
        place
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }
}
