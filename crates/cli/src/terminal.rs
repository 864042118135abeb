//! Text as a terminal shows it: what steers a terminal is written out, and letters are as wide as they are drawn.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// The text with control characters written as `\u{1b}`, so that what people or files say cannot steer a terminal.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            // Writing to a string does not fail.
            let _ = write!(shown, "{}", letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// How many columns a text takes once it is [`shown`].
pub(crate) fn width(text: &str) -> usize {
    shown(text).width()
}

/// Control characters, ends of lines and paragraphs, and marks that turn the order of letters round. Isolates are none of
/// them: messages in languages from right to left put them around what they quote.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(shown("\u{1b}[31mred\n"), "\\u{1b}[31mred\\n");
        assert_eq!(shown("\u{9b}2J\u{7f}"), "\\u{9b}2J\\u{7f}");
        assert_eq!(shown("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(shown("Côte d’Ivoire, 日本"), "Côte d’Ivoire, 日本");
    }

    #[test]
    fn letters_are_as_wide_as_they_are_drawn() {
        assert_eq!(width("BGR"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("\u{1b}"), "\\u{1b}".len());
    }
}
