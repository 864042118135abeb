//! How a word that is written fits a word of a name.

use crate::spelling::Slips;

/// The fewest letters of a word that is looked for within others; below, it would stand in nearly all.
const WITHIN: usize = 3;

/// The fewest letters of a word that may have a plural.
const SINGULAR: usize = 4;

/// From here on, scripts write whole words in a letter or two, and no spaces between words.
const IDEOGRAPHS: char = '\u{2e80}';

/// The fewest letters whose beginning may have slips.
const BEGUN: usize = 5;

/// How a word fits, or all words together: the least is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// All that is written is all of a name.
    Exact,
    /// It is the word, or the word in the plural.
    Word,
    /// The word begins with it.
    Beginning,
    /// All that is written is all of a name but for so many slips.
    MisspeltName(usize),
    /// [`Fit::Word`] of a name in another language than the reader's.
    OtherWord,
    /// [`Fit::Beginning`] of such a name.
    OtherBeginning,
    /// [`Fit::MisspeltName`] of such a name.
    OtherMisspeltName(usize),
    /// It stands within the word.
    Within,
    /// It is the word but for so many slips.
    Misspelt(usize),
    /// The word begins with it but for so many slips.
    MisspeltBeginning(usize),
}

impl Fit {
    /// Whether what is written is spelt as it is found.
    pub(super) fn is_spelt(self) -> bool {
        match self {
            Self::Exact
            | Self::Word
            | Self::Beginning
            | Self::OtherWord
            | Self::OtherBeginning
            | Self::Within => true,
            Self::MisspeltName(_)
            | Self::OtherMisspeltName(_)
            | Self::Misspelt(_)
            | Self::MisspeltBeginning(_) => false,
        }
    }

    /// The same where the name is one in another language than the reader's: many words begin alike somewhere.
    pub(super) fn in_another_language(self) -> Self {
        match self {
            Self::Word => Self::OtherWord,
            Self::Beginning => Self::OtherBeginning,
            Self::MisspeltName(slips) => Self::OtherMisspeltName(slips),
            other => other,
        }
    }
}

/// Letters with what tells quickly that others cannot be near.
#[derive(Debug, Clone)]
pub(super) struct Letters {
    letters: Vec<char>,
    /// A bit a letter, several letters sharing one.
    signature: u64,
}

impl Letters {
    pub(super) fn new(text: &str) -> Self {
        Self::of(text.chars().collect())
    }

    fn of(letters: Vec<char>) -> Self {
        let bits = letters.iter().map(|letter| 1 << (u32::from(*letter) % 64));
        Self {
            signature: bits.fold(0, |all, bit: u64| all | bit),
            letters,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether both are the same.
    pub(super) fn are(&self, other: &Self) -> bool {
        self.signature == other.signature && self.letters == other.letters
    }

    /// So many slips are forgiven: none in what is so short that everything would be near, and none in numbers.
    fn forgiven(&self) -> usize {
        if self.letters.iter().any(char::is_ascii_digit) {
            return 0;
        }
        match self.len() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }

    /// How this, as it is written, fits a word of a name.
    pub(super) fn fit(&self, word: &Self) -> Option<Fit> {
        let lacking = (self.signature & !word.signature).count_ones() as usize;
        if lacking <= 1 && self.is_word(word) {
            return Some(Fit::Word);
        }
        if lacking == 0 {
            if word.letters.starts_with(&self.letters) {
                return Some(Fit::Beginning);
            }
            if self.stands_within(word) {
                return Some(Fit::Within);
            }
        }
        let limit = self.forgiven();
        if limit == 0 || lacking > limit || word.len() + limit < self.len() {
            return None;
        }
        let slips = Slips::between(&self.letters, &word.letters, limit)?;
        if slips.whole <= limit {
            return Some(Fit::Misspelt(slips.whole));
        }
        (self.len() >= BEGUN).then_some(Fit::MisspeltBeginning(slips.beginning))
    }

    /// Whether both are one word, in whichever number: many languages end the plural in `s`, and people write either.
    fn is_word(&self, word: &Self) -> bool {
        let (short, long) = if self.len() < word.len() {
            (self, word)
        } else {
            (word, self)
        };
        short.are(long)
            || (short.len() >= SINGULAR
                && long.letters.strip_prefix(short.letters.as_slice()) == Some(['s'].as_slice()))
    }

    fn stands_within(&self, word: &Self) -> bool {
        let is_long = self.len() >= WITHIN || self.letters.iter().any(|letter| *letter >= IDEOGRAPHS);
        is_long && word.letters.windows(self.len()).any(|part| part == self.letters)
    }

    /// The slips between this and a whole name, where they are few.
    pub(super) fn slips(&self, name: &Self) -> Option<usize> {
        let limit = self.forgiven();
        // A letter in another's place changes two bits.
        let differing = (self.signature ^ name.signature).count_ones() as usize;
        if limit == 0 || differing > 2 * limit || self.len().abs_diff(name.len()) > limit {
            return None;
        }
        let slips = Slips::between(&self.letters, &name.letters, limit)?.whole;
        (slips <= limit).then_some(slips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(written: &str, word: &str) -> Option<Fit> {
        Letters::new(written).fit(&Letters::new(word))
    }

    #[test]
    fn words_fit_whole_then_begun_then_within_then_misspelt() {
        assert_eq!(fit("naloxone", "naloxone"), Some(Fit::Word));
        assert_eq!(fit("nal", "naloxone"), Some(Fit::Beginning));
        assert_eq!(fit("oxon", "naloxone"), Some(Fit::Within));
        assert_eq!(fit("nalaxone", "naloxone"), Some(Fit::Misspelt(1)));
        assert_eq!(fit("nalaxo", "naloxone"), Some(Fit::MisspeltBeginning(1)));
        assert_eq!(fit("rooms", "room"), Some(Fit::Word));
        assert_eq!(fit("room", "rooms"), Some(Fit::Word));
        assert_eq!(fit("needle", "naloxone"), None);
        let mut fits = [
            Fit::MisspeltBeginning(1),
            Fit::Misspelt(2),
            Fit::Misspelt(1),
            Fit::Within,
            Fit::Exact,
        ];
        fits.sort_unstable();
        assert_eq!(fits[0], Fit::Exact);
        assert_eq!(fits[4], Fit::MisspeltBeginning(1));
    }

    #[test]
    fn what_is_short_or_a_number_forgives_no_slip() {
        assert_eq!(fit("ost", "oat"), None);
        assert_eq!(fit("2020", "2021"), None);
        assert_eq!(fit("an", "iran"), None);
        assert_eq!(fit("阿", "多民族阿"), Some(Fit::Within));
    }

    #[test]
    fn whole_names_may_lack_their_spaces() {
        let slips = |written: &str, name: &str| Letters::new(written).slips(&Letters::new(name));
        assert_eq!(slips("vietnam", "viet nam"), Some(1));
        assert_eq!(slips("bul garia", "bulgaria"), Some(1));
        assert_eq!(slips("nepal", "bulgaria"), None);
    }
}
