//! Files as text: UTF-8, lines that end with LF, nothing invisible.

use std::sync::Arc;

use super::problem::{At, Problems, Rule};

/// The text of a file, or nothing where its bytes are not UTF-8. What else is wrong with it is noted.
pub(super) fn text<'a>(file: &Arc<str>, bytes: &'a [u8], problems: &Problems) -> Option<&'a str> {
    let at = |line| At {
        file: Arc::clone(file),
        line,
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            problems.note(&at(line), Rule::NotUtf8, &[("byte", &error.valid_up_to())]);
            return None;
        }
    };
    let (text, marked) = text
        .strip_prefix('\u{feff}')
        .map_or((text, false), |rest| (rest, true));
    if marked {
        problems.note(&at(1), Rule::ByteOrderMark, &[]);
    }
    if let Some(position) = text.find('\r') {
        let lines = text.bytes().filter(|byte| *byte == b'\r').count();
        problems.note(
            &at(line_of(text.as_bytes(), position)),
            Rule::CarriageReturn,
            &[("lines", &lines)],
        );
    }
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !is_plain(line)) {
        for found in line.chars().filter(|found| is_invisible(*found)) {
            let code = format!("U+{:04X}", u32::from(found));
            problems.note(&at(index + 1), Rule::ControlCharacter, &[("code", &code)]);
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        problems.note(
            &at(line_of(text.as_bytes(), text.len())),
            Rule::NoFinalNewline,
            &[],
        );
    }
    Some(text)
}

/// The line in which a byte stands, from 1.
pub(super) fn line_of(bytes: &[u8], position: usize) -> usize {
    1 + bytes.iter().take(position).filter(|byte| **byte == b'\n').count()
}

/// Whether a line has only visible ASCII characters and spaces, as most have.
fn is_plain(line: &str) -> bool {
    line.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// Control characters, and the marks that reorder or join text without being seen.
fn is_invisible(found: char) -> bool {
    match found {
        '\n' | '\r' => false,
        '\u{200b}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        other => other.is_control(),
    }
}
