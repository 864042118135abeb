//! What is wrong with a query, where, and what would be right.

use std::fmt;

use tidemark_vocab::Message;

/// One problem of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The parameter, as it was written; empty where the query as a whole is at fault.
    pub parameter: String,
    /// Everything the parameter was given, decoded; where its key was repeated, joined by commas.
    pub text: String,
    /// The part of [`text`](Self::text) that is at fault.
    pub value: String,
    /// How many characters of [`text`](Self::text) precede [`value`](Self::value).
    pub position: usize,
    /// Why, in words of the Fluent catalogue (`query-error-…`).
    pub reason: Message,
    /// What could be written in place of [`value`](Self::value), nearest first.
    pub suggestions: Vec<String>,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at {} of `{}`: {}",
            self.value, self.position, self.parameter, self.reason.id
        )
    }
}

/// Every problem of a query, in the order of its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryErrors(pub Vec<QueryError>);

impl QueryErrors {
    /// The problems.
    pub fn iter(&self) -> std::slice::Iter<'_, QueryError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a QueryErrors {
    type Item = &'a QueryError;
    type IntoIter = std::slice::Iter<'a, QueryError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for QueryErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the query cannot be answered: ")?;
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for QueryErrors {}
