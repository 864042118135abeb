//! Values in, bytes out: tables as CSV, JSON and plain text, and messages in the reader's language.
//!
//! Pure: no clock, no randomness, no input or output. Same values, same bytes.

pub mod cite;
pub mod codebook;
pub mod csv;
mod digits;
pub mod display;
pub mod json;
pub mod messages;
mod record;
pub mod text;

pub use display::{TableView, Words};
pub use messages::Messages;
