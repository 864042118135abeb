//! Text and addresses that LaTeX prints as they are.

/// A text with everything that LaTeX would read as a command or a mark written so that it is printed. Line breaks become spaces: an empty
/// line would begin a paragraph, which not every place allows.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        // Two of them would become one sign.
        if matches!(character, '-' | '\'') && out.ends_with(character) {
            out.push_str("{}");
        }
        match command(character) {
            Some(command) => out.push_str(command),
            None if character.is_control() => out.push(' '),
            None => out.push(character),
        }
    }
    out
}

/// How LaTeX prints a character that it reads as something else, or that the fonts of older engines lack.
fn command(character: char) -> Option<&'static str> {
    Some(match character {
        '\\' => "\\textbackslash{}",
        '{' => "\\textbraceleft{}",
        '}' => "\\textbraceright{}",
        '$' => "\\$",
        '&' => "\\&",
        '#' => "\\#",
        '%' => "\\%",
        '_' => "\\_",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        '"' => "\\symbol{34}",
        '`' => "\\textasciigrave{}",
        '–' => "\\textendash{}",
        '—' => "\\textemdash{}",
        '…' => "\\ldots{}",
        '≥' => "\\ensuremath{\\geq}",
        '≤' => "\\ensuremath{\\leq}",
        '−' => "\\ensuremath{-}",
        '✓' => "\\ensuremath{\\checkmark}",
        '×' | '✗' => "\\ensuremath{\\times}",
        '\u{a0}' => "~",
        _ => return None,
    })
}

/// An address as `\url` takes it: as it is, but for what would end it, and it needs none of those.
pub(crate) fn verbatim_address(address: &str) -> String {
    let ends_it = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\\' | '{' | '}' | '^' | '`' | '"' | '<' | '>')
    };
    let characters = address.chars().map(|character| {
        if ends_it(character) {
            let mut bytes = [0; 4];
            let bytes = character.encode_utf8(&mut bytes).bytes();
            bytes
                .map(|byte| format!("%{byte:02X}"))
                .collect::<Vec<_>>()
                .concat()
        } else {
            character.to_string()
        }
    });
    characters.collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_latex_reads_is_printed() {
        assert_eq!(
            escaped("50 % of $5 & #1_a {b} \\input{x} ^~"),
            "50 \\% of \\$5 \\& \\#1\\_a \\textbraceleft{}b\\textbraceright{} \\textbackslash{}input\\textbraceleft{}x\\textbraceright{} \
             \\textasciicircum{}\\textasciitilde{}"
        );
        assert_eq!(
            escaped("≥ 91 – ✓\n\nnew"),
            "\\ensuremath{\\geq} 91 \\textendash{} \\ensuremath{\\checkmark}  new"
        );
        assert_eq!(escaped("a--b ''c"), "a-{}-b '{}'c");
    }

    #[test]
    fn addresses_stay_what_they_are() {
        let address = "https://a.example/b?c=%C3%A9&d=_~#e";
        assert_eq!(verbatim_address(address), address);
        assert_eq!(
            verbatim_address("https://a.example/}\\x {"),
            "https://a.example/%7D%5Cx%20%7B"
        );
    }

    proptest! {
        #[test]
        fn braces_are_in_balance_and_no_mark_stands_alone(text in any::<String>()) {
            let out = escaped(&text);
            let mut depth = 0_i32;
            for character in out.chars() {
                depth += i32::from(character == '{') - i32::from(character == '}');
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
            for mark in ['%', '#', '&', '$', '_'] {
                for (at, _) in out.match_indices(mark) {
                    prop_assert!(out[..at].ends_with('\\'));
                }
            }
            prop_assert!(!out.contains('\n'));
        }
    }
}
