//! Codes: short names of things, checked when they are read and never afterwards.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is not {what}: {rule}")]
pub struct CodeError {
    /// The text that was refused.
    pub text: String,
    /// What was expected, with its article.
    pub what: &'static str,
    /// The form such a code has.
    pub rule: &'static str,
}

fn is_lower(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_upper(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && bytes.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn is_lower_or_digit_first(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_round(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn is_lang(text: &str) -> bool {
    let mut parts = text.split('-');
    parts
        .next()
        .is_some_and(|p| matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The order of two texts. Most that are compared are the same one, shared: then their bytes are not looked at.
pub(crate) fn shared_cmp(a: &Arc<str>, b: &Arc<str>) -> Ordering {
    if Arc::ptr_eq(a, b) {
        return Ordering::Equal;
    }
    a.cmp(b)
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $what:literal, $rule:literal, $check:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(Arc<str>);

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                shared_cmp(&self.0, &other.0)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                if $check(text) {
                    Ok(Self(Arc::from(text)))
                } else {
                    Err(CodeError { text: text.to_owned(), what: $what, rule: $rule })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

code!(
    /// What is observed, such as `nsp_available`.
    IndicatorCode,
    "an indicator",
    "lower-case letters, digits and underscores, a letter first",
    is_lower
);
code!(
    /// A theme that groups indicators, such as `services`.
    ThemeCode,
    "a theme",
    "lower-case letters, digits and underscores, a letter first",
    is_lower
);
code!(
    /// A unit of measurement, such as `people` or `percent`.
    UnitCode,
    "a unit",
    "lower-case letters, digits and underscores, a letter first",
    is_lower
);
code!(
    /// An ordered scale or list of codes that findings use.
    ScaleCode,
    "a scale",
    "lower-case letters, digits and underscores, a letter first",
    is_lower
);
code!(
    /// A level of a scale, or a value of a dimension.
    LevelCode,
    "a level",
    "lower-case letters, digits and underscores",
    is_lower_or_digit_first
);
code!(
    /// A dimension by which figures are split, such as `sex`.
    DimensionCode,
    "a dimension",
    "lower-case letters, digits and underscores, a letter first",
    is_lower
);
code!(
    /// Who says so, such as `HRI`.
    ReporterCode,
    "a reporter",
    "capital letters, digits and underscores, a letter first",
    is_upper
);
code!(
    /// The document in which a reporter says something; a library record.
    SourceId,
    "a source",
    "lower-case letters, digits and underscores",
    is_lower_or_digit_first
);
code!(
    /// A scheme that groups places into regions, such as `HRI` or `M49`.
    SchemeCode,
    "a region scheme",
    "capital letters, digits and underscores, a letter first",
    is_upper
);
code!(
    /// A region within its scheme, such as `EURASIA`.
    RegionCode,
    "a region",
    "capital letters, digits and underscores, a letter first",
    is_upper
);
code!(
    /// A round within its reporter's cycle, such as `2020`.
    RoundCode,
    "a round",
    "letters, digits, `-` and `_`",
    is_round
);
code!(
    /// A language as a BCP 47 tag, such as `en` or `zh`.
    Lang,
    "a language",
    "a BCP 47 tag such as `en`",
    is_lang
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked_when_read() {
        assert!("nsp_available".parse::<IndicatorCode>().is_ok());
        for bad in ["", "NSP", "1st", "nsp-available", "nsp available", "né"] {
            assert!(bad.parse::<IndicatorCode>().is_err(), "{bad}");
        }
        assert!("HRI".parse::<ReporterCode>().is_ok());
        assert!("hri".parse::<ReporterCode>().is_err());
        assert!("pt-BR".parse::<Lang>().is_ok());
        assert!("EN".parse::<Lang>().is_err());
    }

    #[test]
    fn a_refusal_says_the_form() {
        let error = "Hri".parse::<ReporterCode>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Hri` is not a reporter: capital letters, digits and underscores, a letter first"
        );
    }
}
