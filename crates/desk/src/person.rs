//! People: the least that is known of them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use tidemark_vocab::closed_list;

/// What a person is called here: a pseudonym is as good as any name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a text cannot be the name of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PersonNameError {
    /// Nothing is left of it.
    #[error("the name is empty: write any name, it need not be a real one")]
    Empty,
    /// It is too long.
    #[error("the name is longer than {MOST_OF_A_NAME} characters: write a shorter one")]
    TooLong,
    /// It has characters that cannot be seen, or that turn the line around.
    #[error("the name has characters that cannot be seen: type it anew")]
    Unseen,
}

const MOST_OF_A_NAME: usize = 80;

impl PersonName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Marks that turn the direction of what follows: a name must not write over what stands beside it.
fn turns(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl FromStr for PersonName {
    type Err = PersonNameError;

    fn from_str(text: &str) -> Result<Self, PersonNameError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            Err(PersonNameError::Empty)
        } else if name.chars().count() > MOST_OF_A_NAME {
            Err(PersonNameError::TooLong)
        } else if name.chars().any(|one| one.is_control() || turns(one)) {
            Err(PersonNameError::Unseen)
        } else {
            Ok(Self(name))
        }
    }
}

/// An e-mail address. Shown to nobody by accident: `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is not an e-mail address: it looks like name@example.org")]
pub struct EmailError;

/// As long as an address may be (RFC 5321, 4.5.3.1.3, without its angle brackets).
const MOST_OF_AN_ADDRESS: usize = 254;

/// As long as the part before the sign may be (RFC 5321, 4.5.3.1.1).
const MOST_BEFORE_THE_SIGN: usize = 64;

impl Email {
    /// The address as it was written.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The address as it is looked up: upper and lower case are one. No provider of note tells them apart.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(hidden)")
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@').ok_or(EmailError)?;
        let is_name = !name.is_empty()
            && name.len() <= MOST_BEFORE_THE_SIGN
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && name
                .chars()
                .all(|one| one.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(one));
        let is_label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|one| one.is_alphanumeric() || one == '-')
        };
        let is_host = host.contains('.') && host.split('.').all(is_label);
        if is_name && is_host && text.len() <= MOST_OF_AN_ADDRESS {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailError)
        }
    }
}

closed_list! {
    /// Whether a person may come in.
    PersonState, "the state of a person", "active, suspended or erased", {
        /// They may.
        Active = "active",
        /// They may not, until somebody says so.
        Suspended = "suspended",
        /// Nothing is known of them any more.
        Erased = "erased",
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, PersonName, PersonNameError};

    #[test]
    fn any_name_will_do() {
        for (text, name) in [
            ("Ana", "Ana"),
            ("  Blue   Heron ", "Blue Heron"),
            ("نور", "نور"),
            ("X", "X"),
        ] {
            assert_eq!(text.parse::<PersonName>().unwrap().as_str(), name);
        }
        let refused = |text: &str| text.parse::<PersonName>().unwrap_err();
        assert_eq!(refused("  "), PersonNameError::Empty);
        assert_eq!(refused(&"a".repeat(81)), PersonNameError::TooLong);
        assert_eq!(refused("a\u{202E}b"), PersonNameError::Unseen);
        assert_eq!(refused("a\u{0}b"), PersonNameError::Unseen);
    }

    #[test]
    fn addresses_are_told_from_what_is_none() {
        for right in [
            "a@example.org",
            " Ana.B+desk@mail.example.org ",
            "o'neil@example.co.uk",
            "нур@пример.рф",
        ] {
            assert_eq!(right.parse::<Email>().unwrap().reveal(), right.trim());
        }
        for wrong in [
            "",
            "a",
            "@example.org",
            "a@",
            "a@b",
            "a b@example.org",
            "a@exa mple.org",
            "a@-b.org",
            ".a@b.org",
            "a..b@c.org",
            "a@b@",
            "a@b.org\r\nBcc: c@d.org",
            "<a@b.org>",
            "a,b@c.org",
            &format!("{}@b.org", "a".repeat(65)),
        ] {
            assert!(wrong.parse::<Email>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_found_in_any_case_and_never_shown() {
        let address: Email = "Ana@Example.org".parse().unwrap();
        assert_eq!(address.folded(), "ana@example.org");
        assert!(!format!("{address:?}").to_lowercase().contains("ana"));
    }
}
