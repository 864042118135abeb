//! The pseudo-locale: English that can still be read, but is seen not to be English.

use std::borrow::Cow;

/// The tag of the pseudo-locale, after CLDR's bidirectional one.
pub const PSEUDO_TAG: &str = "ar-XB";

/// Letters with accents, every vowel but those after another doubled: about a third longer, as translations are.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut after_vowel = false;
    for letter in text.chars() {
        let changed = accent(letter);
        out.push(changed);
        let vowel = matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
        if vowel && !after_vowel {
            out.push(accent(letter.to_ascii_lowercase()));
        }
        after_vowel = vowel;
    }
    Cow::Owned(out)
}

fn accent(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ";
    const ACCENTED: &str = "áƀçđéƒǧħíĵķĺɱñóƥŕšťúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶĹṀÑÓƤŔŠŤÚṼŴẊÝŽ";
    PLAIN
        .chars()
        .position(|plain| plain == letter)
        .and_then(|at| ACCENTED.chars().nth(at))
        .unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_changes_but_q() {
        for letter in ('a'..='z').chain('A'..='Z') {
            assert_eq!(
                accent(letter) == letter,
                letter.eq_ignore_ascii_case(&'q'),
                "{letter}"
            );
        }
    }

    #[test]
    fn texts_grow_as_translations_do() {
        let text = "Nobody has told us, or what was told is too old to stand for today";
        let grown = accented(text).chars().count() * 100 / text.chars().count();
        assert!((120..=140).contains(&grown), "{grown} %");
    }

    #[test]
    fn digits_and_signs_stay() {
        assert_eq!(accented("≥ 1,000 (60.9–73.1)"), "≥ 1,000 (60.9–73.1)");
    }
}
