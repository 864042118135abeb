//! What is wrong with the arguments, in our own words.

use clap::error::{ContextKind, ErrorKind};
use tidemark_vocab::Message;

/// The message for arguments that clap refuses.
pub(crate) fn reason(error: &clap::Error) -> Message {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli-usage-unknown-argument").with("argument", &argument),
        ErrorKind::InvalidSubcommand => Message::new("cli-usage-unknown-command")
            .with("command", &context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => {
            Message::new("cli-usage-missing-command").with("commands", &context(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-usage-missing-argument").with("argument", &argument)
        }
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Message::new("cli-usage-missing-value").with("argument", &argument)
        }
        ErrorKind::InvalidValue => Message::new("cli-usage-invalid-value")
            .with("argument", &argument)
            .with("value", &context(ContextKind::InvalidValue))
            .with("choices", &context(ContextKind::ValidValue)),
        ErrorKind::ArgumentConflict => Message::new("cli-usage-given-twice").with("argument", &argument),
        ErrorKind::InvalidUtf8 => Message::new("cli-usage-not-text"),
        _ => Message::new("cli-usage-other").with("problem", &error.kind()),
    }
}

/// What may have been meant.
pub(crate) fn suggestions(error: &clap::Error) -> Vec<String> {
    [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .filter_map(|kind| error.get(kind))
    .map(ToString::to_string)
    .filter(|text| !text.is_empty())
    .collect()
}
