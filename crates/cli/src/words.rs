//! The language in which the program speaks to whoever started it.

use std::ffi::OsString;

use tidemark_publishing::messages::Messages;
use tidemark_vocab::Lang;

/// The variables that say so, the strongest first (POSIX.1-2024, 8.2 Internationalization Variables).
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the environment; English where it names none.
pub(crate) fn language(environment: &[(OsString, OsString)]) -> Lang {
    let value = |name: &str| {
        environment
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .and_then(|(_, value)| value.to_str())
    };
    VARIABLES
        .iter()
        .find_map(|name| value(name))
        .and_then(tag)
        .unwrap_or_else(|| Messages::english().lang().clone())
}

/// `pt_BR.UTF-8@x` as `pt-BR`; `C` and `POSIX` name no language.
fn tag(locale: &str) -> Option<Lang> {
    let end = locale.find(['.', '@']).unwrap_or(locale.len());
    locale[..end].replace('_', "-").parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use tidemark_vocab::Terms;

    use super::*;

    fn sources(directory: &Path, texts: &mut Vec<String>) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, texts);
            } else {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_message_of_the_program_is_written_and_used() {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let literals = texts.iter().flat_map(|text| text.split('"'));
        let is_id = |text: &&str| {
            text.starts_with("cli-") && text.bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b))
        };
        let mut used: BTreeSet<String> = literals
            .filter(is_id)
            .filter(|id| !id.ends_with('-'))
            .map(str::to_owned)
            .collect();
        used.extend(
            Terms::ALL
                .iter()
                .map(|terms| format!("cli-edition-terms-{terms}")),
        );
        let written: BTreeSet<String> = Messages::ids()
            .filter(|id| id.starts_with("cli-"))
            .map(str::to_owned)
            .collect();
        assert_eq!(used, written);
    }

    fn language_of(variables: &[(&str, &str)]) -> String {
        let environment: Vec<_> = variables
            .iter()
            .map(|(k, v)| (OsString::from(k), OsString::from(v)))
            .collect();
        language(&environment).to_string()
    }

    #[test]
    fn the_strongest_variable_decides() {
        assert_eq!(language_of(&[("LANG", "fr_FR.UTF-8")]), "fr-FR");
        assert_eq!(
            language_of(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "pt_BR@euro")]),
            "pt-BR"
        );
        assert_eq!(language_of(&[("LC_ALL", ""), ("LANG", "ru")]), "ru");
    }

    #[test]
    fn no_language_is_english() {
        assert_eq!(language_of(&[]), "en");
        assert_eq!(language_of(&[("LC_ALL", "C.UTF-8")]), "en");
        assert_eq!(language_of(&[("LANG", "POSIX")]), "en");
    }
}
