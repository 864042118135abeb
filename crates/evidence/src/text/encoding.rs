//! Files as text: UTF-8, lines that end with LF, nothing invisible.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::problem::{At, Problems, Rule};

/// Stands for bytes that are not UTF-8, so that the rest of their file can be read.
pub(super) const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// The text of a file; bytes that are not UTF-8 are noted, and [`UNREADABLE`] in it. What else is wrong with it is noted.
/// Nothing where the file is in UTF-16, of which nothing can be read so.
pub(super) fn text<'a>(file: &Arc<str>, bytes: &'a [u8], problems: &Problems) -> Option<Cow<'a, str>> {
    let at = |line| At {
        file: Arc::clone(file),
        line,
    };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        problems.note(&at(1), Rule::NotUtf8, &[("byte", &0)]);
        return None;
    }
    if let Some(text) = plain(bytes).filter(|text| text.ends_with('\n')) {
        return Some(Cow::Borrowed(text));
    }
    for (line, byte) in unreadable(bytes) {
        problems.note(&at(line), Rule::NotUtf8, &[("byte", &byte)]);
    }
    let marked = bytes.strip_prefix("\u{feff}".as_bytes());
    if marked.is_some() {
        problems.note(&at(1), Rule::ByteOrderMark, &[]);
    }
    let text = String::from_utf8_lossy(marked.unwrap_or(bytes));
    if let Some(position) = text.find('\r') {
        let lines = text.bytes().filter(|byte| *byte == b'\r').count();
        problems.note(
            &at(line_of(text.as_bytes(), position)),
            Rule::CarriageReturn,
            &[("lines", &lines)],
        );
    }
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !is_plain(line)) {
        let found: BTreeSet<char> = line.chars().filter(|found| is_invisible(*found)).collect();
        for found in found {
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

/// The text of a file of visible ASCII characters, spaces and ends of line, with which nothing is wrong.
fn plain(bytes: &[u8]) -> Option<&str> {
    // So many are looked at in one go.
    let mut parts = bytes.chunks(1024);
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    let all_plain = |part: &[u8]| part.iter().fold(true, |all, byte| all & is_plain(byte));
    let is_plain = parts.all(all_plain);
    is_plain.then(|| str::from_utf8(bytes).ok()).flatten()
}

/// Each line with bytes that are not UTF-8, and where in the file the first of its such bytes stands.
fn unreadable(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    if str::from_utf8(bytes).is_ok() {
        return found;
    }
    let (mut line, mut position) = (1, 0);
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().matches('\n').count();
        position += chunk.valid().len();
        if !chunk.invalid().is_empty() && found.last().is_none_or(|(last, _)| *last != line) {
            found.push((line, position));
        }
        position += chunk.invalid().len();
    }
    found
}

/// The line in which a byte stands, from 1.
pub(super) fn line_of(bytes: &[u8], position: usize) -> usize {
    1 + bytes.iter().take(position).filter(|byte| **byte == b'\n').count()
}

/// Whether a line has only visible ASCII characters and spaces, as most have.
fn is_plain(line: &str) -> bool {
    line.bytes()
        .fold(true, |all, byte| all & (b' '..0x7f).contains(&byte))
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
