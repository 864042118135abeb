//! Values in, bytes out: tables as CSV, workbooks, JSON, plain text and what documents and pages take in, and messages in the reader's language.
//!
//! Pure: no clock, no randomness, no input or output. Same values, same bytes.

pub mod cite;
pub mod codebook;
pub mod csv;
mod digits;
pub mod display;
pub mod fragment;
pub mod json;
pub mod laid;
pub mod latex;
pub mod markdown;
pub mod messages;
pub mod picture;
pub mod presets;
pub mod profile;
pub mod reach;
mod record;
pub mod text;
pub mod xlsx;

pub use display::{TableView, Words};
pub use messages::Messages;
