//! The text of a cell as a row of glyphs: every dash, space and width folded, every position kept.

use super::cell::Span;
use super::error::{Expected, NotationError};
use super::fold::{GAP, alike, fold, is_in_name, is_invisible, is_joiner};

/// One glyph that counts, folded, and where it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    read: char,
    original: char,
    at: usize,
}

/// A place in the row of glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Mark(usize);

/// Reads a cell glyph by glyph.
#[derive(Debug)]
pub(super) struct Scanner {
    text: Vec<char>,
    glyphs: Vec<Glyph>,
    next: usize,
}

/// A word of a legend in the form in which words are compared.
pub(super) fn fold_word(word: &str) -> Vec<char> {
    let scanner = Scanner::new(word.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)));
    scanner.glyphs.iter().map(|glyph| alike(glyph.read)).collect()
}

impl Scanner {
    pub(super) fn new(text: &str) -> Self {
        let mut glyphs: Vec<Glyph> = Vec::new();
        for (at, original) in text.chars().enumerate() {
            let Some(read) = fold(original) else { continue };
            let blank = |c: char| c == ' ' || c == GAP;
            match glyphs.last_mut() {
                Some(before) if blank(read) && blank(before.read) => before.read = GAP,
                _ => glyphs.push(Glyph { read, original, at }),
            }
        }
        Self {
            text: text.chars().collect(),
            glyphs,
            next: 0,
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.next)
    }

    pub(super) fn reset(&mut self, mark: Mark) {
        self.next = mark.0;
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, offset: usize) -> Option<char> {
        self.glyphs.get(self.next + offset).map(|glyph| glyph.read)
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let glyph = self.peek()?;
        self.next += 1;
        Some(glyph)
    }

    pub(super) fn eat(&mut self, wanted: char) -> Option<char> {
        self.eat_if(|c| c == wanted)
    }

    pub(super) fn eat_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        self.peek().filter(|c| wanted(*c))?;
        self.bump()
    }

    pub(super) fn skip_space(&mut self) {
        while self.eat_if(|c| c == ' ' || c == GAP).is_some() {}
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.next >= self.glyphs.len()
    }

    /// One glyph of a place's name.
    pub(super) fn eat_name_glyph(&mut self) -> bool {
        let fits = self
            .glyphs
            .get(self.next)
            .is_some_and(|glyph| glyph.read == ' ' || glyph.read == GAP || is_in_name(glyph.original));
        self.next += usize::from(fits);
        fits
    }

    /// Whether only spaces stand before a mark.
    pub(super) fn is_first(&self, mark: Mark) -> bool {
        let before = self.glyphs.get(..mark.0).unwrap_or_default();
        before.iter().all(|glyph| glyph.read == ' ' || glyph.read == GAP)
    }

    /// The position in the text of the glyph at a mark.
    pub(super) fn place_of(&self, mark: Mark) -> usize {
        self.glyphs.get(mark.0).map_or(self.text.len(), |glyph| glyph.at)
    }

    /// Reads a folded word that ends where it ends: `no` does not begin `nothing`, `-` does not begin `-5`.
    pub(super) fn eat_word(&mut self, word: &[char]) -> Option<Mark> {
        let here = self.mark();
        let matches = word.iter().enumerate().all(|(i, wanted)| {
            self.glyphs
                .get(self.next + i)
                .is_some_and(|glyph| alike(glyph.read) == *wanted)
        });
        let last = *word.last()?;
        let following = self.ahead(word.len()).map(alike);
        let ends = following.is_none_or(|c| match last {
            _ if last.is_alphabetic() => !c.is_alphabetic() && c != '/',
            '-' | '.' => c != last && !c.is_ascii_digit(),
            _ => c != last,
        });
        if matches && ends {
            self.next += word.len();
            Some(here)
        } else {
            None
        }
    }

    /// The longest of these words that stands here.
    pub(super) fn eat_longest<'w, T>(
        &mut self,
        words: impl Iterator<Item = (&'w [char], T)>,
    ) -> Option<(T, Mark)> {
        let here = self.mark();
        let mut best: Option<(Mark, T)> = None;
        for (word, meaning) in words {
            if self.eat_word(word).is_some() {
                let end = self.mark();
                if best.as_ref().is_none_or(|(longest, _)| end > *longest) {
                    best = Some((end, meaning));
                }
            }
            self.reset(here);
        }
        let (end, meaning) = best?;
        self.reset(end);
        Some((meaning, here))
    }

    /// The text as it was written between a mark and here.
    pub(super) fn written(&self, from: Mark) -> String {
        let glyphs = self.glyphs.get(from.0..self.next).unwrap_or_default();
        glyphs.iter().map(|glyph| glyph.original).collect()
    }

    /// The same for a name, in which joiners count.
    pub(super) fn written_name(&self, from: Mark) -> String {
        let at = self.span(from);
        let characters = self.text.iter().skip(at.start).take(at.length);
        characters
            .copied()
            .filter(|c| is_joiner(*c) || !is_invisible(*c))
            .collect()
    }

    /// The folded glyphs between a mark and here.
    pub(super) fn folded(&self, from: Mark) -> Vec<char> {
        let glyphs = self.glyphs.get(from.0..self.next).unwrap_or_default();
        glyphs.iter().map(|glyph| glyph.read).collect()
    }

    /// Where the glyphs between a mark and here stand.
    pub(super) fn span(&self, from: Mark) -> Span {
        let start = self.glyphs.get(from.0).map_or(self.text.len(), |glyph| glyph.at);
        let last = self.next.checked_sub(1).filter(|last| *last >= from.0);
        let end = last
            .and_then(|last| self.glyphs.get(last))
            .map_or(start, |glyph| glyph.at + 1);
        Span {
            start,
            length: end.saturating_sub(start),
        }
    }

    /// The refusal of what stands here.
    pub(super) fn unexpected(&self, expected: Expected) -> NotationError {
        match self.glyphs.get(self.next) {
            Some(glyph) => NotationError::Unexpected {
                at: Span {
                    start: glyph.at,
                    length: 1,
                },
                found: glyph.original.to_string(),
                expected,
            },
            None => NotationError::Unfinished {
                at: Span {
                    start: self.text.len(),
                    length: 0,
                },
                expected,
            },
        }
    }
}
