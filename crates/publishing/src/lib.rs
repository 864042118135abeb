//! Values in, bytes out: tables as CSV, JSON and plain text, and messages in the reader's language.
//!
//! Pure: no clock, no randomness, no input or output. Same values, same bytes.

pub mod messages;

pub use messages::Messages;
