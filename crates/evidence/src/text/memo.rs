//! What is read again and again, kept once.

use foldhash::{HashMap, HashMapExt as _};

/// What texts mean that were read before. Meanings are cheap to copy.
pub(super) struct Memo<T> {
    /// Where each text stands among `meanings`.
    known: HashMap<Box<str>, usize>,
    meanings: Vec<(Box<str>, T)>,
    /// Where the one stands that was asked for last: columns often say the same as in the row before.
    last: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            meanings: Vec::new(),
            last: 0,
        }
    }
}

impl<T: Clone> Memo<T> {
    /// What a text means; `read` is asked where that is not known. Where it has no answer, it is asked again the next time.
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce() -> Option<T>) -> Option<T> {
        if let Some((last, meaning)) = self.meanings.get(self.last)
            && **last == *text
        {
            return Some(meaning.clone());
        }
        if let Some(at) = self.known.get(text) {
            self.last = *at;
            return self.meanings.get(*at).map(|(_, meaning)| meaning.clone());
        }
        let meaning = read()?;
        self.last = self.meanings.len();
        self.known.insert(text.into(), self.last);
        self.meanings.push((text.into(), meaning.clone()));
        Some(meaning)
    }
}
