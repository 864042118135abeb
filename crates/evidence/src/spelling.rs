//! How words are compared: without case, accents and signs, and how many slips lie between two of them.

use std::mem;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::notation::is_invisible;

/// Lower case, without accents and ligatures, words separated by one space: how names are compared.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd() {
        if is_combining_mark(letter) || is_invisible(letter) {
            continue;
        }
        for lower in letter.to_lowercase() {
            match plain(lower) {
                Some(plain) => folded.push_str(plain),
                // Lower case may bring back an accent that is written apart.
                None if is_combining_mark(lower) => {}
                None if lower.is_alphanumeric() => folded.push(lower),
                None => folded.push(' '),
            }
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people type for a letter that has no decomposition in Unicode.
fn plain(letter: char) -> Option<&'static str> {
    let plain = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        '&' => " and ",
        // Arabic and Persian keyboards write these otherwise; the stroke only stretches a word.
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        'ـ' => "",
        _ => return None,
    };
    Some(plain)
}

/// How many slips lie between two texts: letters left out, added, replaced, or swapped with their neighbours.
#[must_use]
pub fn typos(written: &str, name: &str) -> usize {
    let written: Vec<char> = written.chars().collect();
    let name: Vec<char> = name.chars().collect();
    Slips::between(&written, &name, usize::MAX).map_or(usize::MAX, |slips| slips.whole)
}

/// The slips between what is written and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slips {
    /// To the whole word.
    pub(crate) whole: usize,
    /// To the nearest of its beginnings.
    pub(crate) beginning: usize,
}

impl Slips {
    /// The slips where there may be at most so many; `None` as soon as it is known that there are more.
    ///
    /// The distance is that of Damerau and Levenshtein in the form of the optimal string alignment: no letter is touched twice.
    pub(crate) fn between(written: &[char], word: &[char], limit: usize) -> Option<Self> {
        let mut before: Vec<usize> = Vec::new();
        let mut above: Vec<usize> = (0..=word.len()).collect();
        let mut row: Vec<usize> = Vec::with_capacity(word.len() + 1);
        let mut last = None;
        for (at, letter) in written.iter().enumerate() {
            let mut left = at + 1;
            row.clear();
            row.push(left);
            let mut nearest = left;
            let mut previous = None;
            // Two rows above, two letters to the left: where both would stand without a swap.
            let mut unswapped = before.iter();
            for (other, pair) in word.iter().zip(above.windows(2)) {
                let [diagonal, over] = *pair else { continue };
                let replaced = diagonal + usize::from(letter != other);
                let mut slips = replaced.min(over + 1).min(left + 1);
                if previous.is_some()
                    && let Some(unswapped) = unswapped.next()
                    && last == Some(other)
                    && previous == Some(letter)
                {
                    slips = slips.min(unswapped + 1);
                }
                row.push(slips);
                left = slips;
                nearest = nearest.min(slips);
                previous = Some(other);
            }
            if nearest > limit {
                return None;
            }
            last = Some(letter);
            mem::swap(&mut before, &mut above);
            mem::swap(&mut above, &mut row);
        }
        let slips = Self {
            whole: *above.last()?,
            beginning: *above.iter().min()?,
        };
        (slips.beginning <= limit).then_some(slips)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_folded_as_people_type_them() {
        for (written, folded) in [
            ("Côte d’Ivoire", "cote d ivoire"),
            ("ÅLAND", "aland"),
            ("São Tomé & Príncipe", "sao tome and principe"),
            ("ﬁxing  room", "fixing room"),
            ("Fixerstübe", "fixerstube"),
            ("Straße", "strasse"),
            ("nsp_available", "nsp available"),
            ("region:HRI/EURASIA", "region hri eurasia"),
            ("İstanbul", "istanbul"),
            ("ＯＳＴ", "ost"),
            ("إيران", "ايران"),
            ("soft\u{ad}ened", "softened"),
            ("—", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn a_swap_is_one_slip_and_a_beginning_may_be_nearer_than_the_whole() {
        assert_eq!(typos("blugaria", "bulgaria"), 1);
        assert_eq!(typos("", "abc"), 3);
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let begun = Slips::between(&letters("blug"), &letters("bulgaria"), 1).unwrap();
        assert_eq!((begun.whole, begun.beginning), (5, 1));
        assert_eq!(Slips::between(&letters("nepal"), &letters("bulgaria"), 2), None);
    }

    proptest! {
        #[test]
        fn slips_are_those_of_the_optimal_string_alignment(a in "[abcé]{0,9}", b in "[abcé]{0,9}", limit in 0..4_usize) {
            let known = strsim::osa_distance(&a, &b);
            prop_assert_eq!(typos(&a, &b), known);
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let begun = (0..=b.len()).map(|end| {
                let beginning: String = b[..end].iter().collect();
                strsim::osa_distance(&a.iter().collect::<String>(), &beginning)
            }).min().unwrap();
            let within = Slips::between(&a, &b, limit);
            prop_assert_eq!(within, (begun <= limit).then_some(Slips { whole: known, beginning: begun }));
        }

        #[test]
        fn what_is_folded_stays_so(text in "\\PC{0,20}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }
    }
}
