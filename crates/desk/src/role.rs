//! Roles: what a person was asked to do, and where.

use std::fmt;
use std::str::FromStr;

use tidemark_vocab::{CodeError, PlaceCode, closed_list};

closed_list! {
    /// What a person was asked to do.
    Role, "a role", "correspondent, reviewer, editor, librarian, campaigner or administrator", {
        /// Answers for places.
        Correspondent = "correspondent",
        /// Reads what correspondents say, and asks back.
        Reviewer = "reviewer",
        /// Decides what is published.
        Editor = "editor",
        /// Keeps the library.
        Librarian = "librarian",
        /// Writes letters and gathers signatures.
        Campaigner = "campaigner",
        /// Runs the site: people, jobs, settings.
        Administrator = "administrator",
    }
}

/// Where a role holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    Everywhere,
    /// In one place.
    Place(PlaceCode),
}

impl Scope {
    /// Whether it reaches another one.
    #[must_use]
    pub fn reaches(&self, other: &Self) -> bool {
        *self == Self::Everywhere || self == other
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everywhere => f.write_str("everywhere"),
            Self::Place(place) => write!(f, "{place}"),
        }
    }
}

impl FromStr for Scope {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        if text == "everywhere" {
            return Ok(Self::Everywhere);
        }
        text.parse().map(Self::Place)
    }
}

/// A role that a person has. Written as `editor`, or `correspondent:BGR` where it holds in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// Which.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

impl Grant {
    /// A role; `None` where it cannot hold there: a correspondent answers for places, a reviewer may look at some alone, and the others hold everywhere.
    #[must_use]
    pub fn new(role: Role, scope: Scope) -> Option<Self> {
        let is_meant = match (role, &scope) {
            (Role::Correspondent, Scope::Everywhere) => false,
            (Role::Correspondent | Role::Reviewer, _) | (_, Scope::Everywhere) => true,
            (_, Scope::Place(_)) => false,
        };
        is_meant.then_some(Self { role, scope })
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scope {
            Scope::Everywhere => write!(f, "{}", self.role),
            Scope::Place(place) => write!(f, "{}:{place}", self.role),
        }
    }
}

impl FromStr for Grant {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (role, scope) = match text.split_once(':') {
            None => (text.parse()?, Scope::Everywhere),
            Some((role, place)) => (role.parse()?, Scope::Place(place.parse()?)),
        };
        Self::new(role, scope).ok_or_else(|| CodeError {
            text: text.to_owned(),
            what: "a role with its place",
            rule: "a correspondent answers for a place (correspondent:BGR), a reviewer may have one, the others have none",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Grant, Role, Scope};

    #[test]
    fn a_role_is_written_with_its_place() {
        for text in [
            "editor",
            "correspondent:BGR",
            "reviewer",
            "reviewer:KGZ",
            "administrator",
        ] {
            assert_eq!(text.parse::<Grant>().unwrap().to_string(), text);
        }
        for text in [
            "correspondent",
            "editor:BGR",
            "editor:",
            "boss",
            "reviewer:bulgaria",
            "",
        ] {
            assert!(text.parse::<Grant>().is_err(), "{text}");
        }
        assert_eq!(Grant::new(Role::Correspondent, Scope::Everywhere), None);
    }

    #[test]
    fn everywhere_reaches_every_place_and_a_place_itself_alone() {
        let place = |code: &str| Scope::Place(code.parse().unwrap());
        assert!(Scope::Everywhere.reaches(&place("BGR")));
        assert!(place("BGR").reaches(&place("BGR")));
        assert!(!place("BGR").reaches(&place("KGZ")));
        assert!(!place("BGR").reaches(&Scope::Everywhere));
    }
}
