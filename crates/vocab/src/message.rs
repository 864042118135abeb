//! Texts for people, named rather than written: the words come from Fluent.

/// A message of the Fluent catalogue with its arguments, to be put into words where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The id in `locales/*/`.
    pub id: &'static str,
    /// Named arguments, in the order they were added.
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
