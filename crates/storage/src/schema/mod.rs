//! The tables, and who may see each of their columns.
//!
//! A column that is not declared here fails a test, on both engines. What is personal is bytes that were sealed; it is never looked up but by a keyed hash.

mod migrate;
mod steps;

pub use migrate::{Standing, migrate, standing};
pub(crate) use migrate::{checked, none};

/// Who may see what a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Everybody: it may be published.
    Public,
    /// Whoever runs the site. Nothing in it tells who somebody is.
    Internal,
    /// Those whom it is about, and who must know: sealed at rest.
    Personal,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number: a count, or a moment in milliseconds since 1970.
    Number,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Who may see it.
    pub class: Class,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that name a row.
    pub key: &'static [&'static str],
}

const fn column(name: &'static str, kind: Kind, class: Class) -> Column {
    Column { name, kind, class }
}

const fn text(name: &'static str) -> Column {
    column(name, Kind::Text, Class::Internal)
}

const fn number(name: &'static str) -> Column {
    column(name, Kind::Number, Class::Internal)
}

const fn personal(name: &'static str) -> Column {
    column(name, Kind::Bytes, Class::Personal)
}

/// Every table, in an order in which each refers to earlier ones alone.
pub const TABLES: &[Table] = &[
    Table {
        name: "people",
        columns: &[
            text("id"),
            personal("name"),
            personal("email"),
            // A hash that only the master key can make.
            text("email_lookup"),
            text("lang"),
            text("state"),
            number("made_at"),
        ],
        key: &["id"],
    },
    Table {
        name: "person_keys",
        columns: &[text("person"), text("master"), personal("wrapped")],
        key: &["person"],
    },
    Table {
        name: "grants",
        columns: &[
            text("person"),
            text("role"),
            text("scope"),
            text("given_by"),
            number("given_at"),
        ],
        key: &["person", "role", "scope"],
    },
    Table {
        name: "sessions",
        columns: &[
            text("id"),
            // A hash of what the cookie holds.
            text("token"),
            text("person"),
            text("factor"),
            number("begun_at"),
            number("shown_at"),
            number("used_at"),
        ],
        key: &["id"],
    },
    Table {
        name: "links",
        columns: &[
            text("token"),
            text("person"),
            text("purpose"),
            number("made_at"),
            number("until"),
            number("used_at"),
        ],
        key: &["token"],
    },
    Table {
        name: "invitations",
        columns: &[
            text("id"),
            text("token"),
            text("invited_by"),
            text("grants"),
            number("made_at"),
            number("until"),
            number("accepted_at"),
            text("accepted_by"),
            number("revoked_at"),
        ],
        key: &["id"],
    },
    Table {
        name: "passkeys",
        columns: &[
            text("id"),
            text("person"),
            // A hash of the name that the device gave it.
            text("credential"),
            personal("label"),
            personal("passkey"),
            number("made_at"),
            number("used_at"),
        ],
        key: &["id"],
    },
    Table {
        name: "authenticators",
        columns: &[
            text("person"),
            personal("secret"),
            number("made_at"),
            number("confirmed_at"),
            number("last_step"),
        ],
        key: &["person"],
    },
    Table {
        name: "challenges",
        columns: &[text("token"), text("kind"), personal("state"), number("until")],
        key: &["token"],
    },
    Table {
        name: "audit",
        columns: &[
            text("id"),
            number("at"),
            text("actor"),
            text("verb"),
            text("object"),
            text("detail"),
            personal("sealed"),
            text("sealed_for"),
            number("number"),
            text("digest"),
        ],
        key: &["id"],
    },
    Table {
        name: "limits",
        columns: &[
            // A keyed hash of what is counted.
            text("what"),
            number("span"),
            number("used"),
        ],
        key: &["what", "span"],
    },
    Table {
        name: "jobs",
        columns: &[
            text("id"),
            text("kind"),
            text("only_one"),
            // Ids alone: what is personal is fetched when the job is done.
            text("payload"),
            text("state"),
            number("due_at"),
            number("attempts"),
            number("most_attempts"),
            text("worker"),
            number("leased_until"),
            number("is_to_stop"),
            number("done"),
            number("whole"),
            text("error"),
            number("made_at"),
            number("ended_at"),
        ],
        key: &["id"],
    },
    Table {
        name: "outbox",
        columns: &[text("id"), text("person"), personal("sealed"), number("made_at")],
        key: &["id"],
    },
];

#[cfg(test)]
mod tests {
    use super::{Class, Kind, TABLES};

    #[test]
    fn what_is_personal_is_sealed_bytes() {
        for table in TABLES {
            for column in table
                .columns
                .iter()
                .filter(|column| column.class == Class::Personal)
            {
                assert_eq!(column.kind, Kind::Bytes, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_table_is_named_by_columns_of_its_own() {
        for table in TABLES {
            assert!(!table.key.is_empty());
            for key in table.key {
                let is_there = table.columns.iter().any(|column| column.name == *key);
                assert!(is_there, "{}.{key}", table.name);
            }
        }
    }
}
