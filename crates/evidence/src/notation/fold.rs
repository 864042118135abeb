//! Characters that are read alike: every dash, every space, every width.

/// A wide space, or several: it parts words but never groups digits.
pub(super) const GAP: char = '\n';
/// Any dash that cannot be a minus.
pub(super) const DASH: char = '–';

/// Characters that print nothing: zero-width spaces, byte order marks, soft hyphens, marks of direction.
/// Joiners count inside names, so they are kept there.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// The character as it is read; nothing for one that prints nothing.
pub(super) fn fold(c: char) -> Option<char> {
    let folded = match c {
        _ if is_invisible(c) => return None,
        '\u{ff01}'..='\u{ff5e}' => return fold_wide(c),
        '-' | '−' | '﹣' => '-',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '⸺' | '⸻' | '﹘' | '⁃' => DASH,
        ' ' | '\u{a0}' | '\u{2005}'..='\u{2009}' | '\u{202f}' => ' ',
        _ if c.is_whitespace() => GAP,
        '’' | '‘' | 'ʼ' | '′' | '`' => '\'',
        '∼' | '≈' | '≃' | '〜' | '˜' => '~',
        '⩾' | '≧' => '≥',
        '⩽' | '≦' => '≤',
        '﹪' | '٪' => '%',
        _ => c,
    };
    Some(folded)
}

/// Full-width forms stand 0xFEE0 above their plain ones.
fn fold_wide(c: char) -> Option<char> {
    char::from_u32(u32::from(c) - 0xfee0).and_then(fold)
}

/// How a glyph is compared in words: without case, every dash the same, every space the same.
pub(super) fn alike(c: char) -> char {
    match c {
        DASH => '-',
        GAP => ' ',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => c,
            }
        }
    }
}

/// Whether a character can stand in a place's name.
pub(super) fn is_in_name(c: char) -> bool {
    let sign = matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ','
            | ';'
            | ':'
            | '%'
            | '<'
            | '>'
            | '='
            | '~'
            | '≥'
            | '≤'
            | '+'
            | '*'
    );
    let blank = c.is_whitespace() && c != ' ';
    is_joiner(c)
        || !(sign
            || blank
            || c.is_numeric()
            || c.is_control()
            || is_invisible(c)
            || is_private(c)
            || is_wide(c))
}

/// Characters that print nothing and yet belong to the spelling of names in some scripts.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// The digit that a raised digit stands for.
pub(super) fn raised(c: char) -> Option<char> {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip('0'..='9');
    digits
        .into_iter()
        .find_map(|(raised, digit)| (raised == c).then_some(digit))
}
