//! An edition in memory: sorted columns of small integers, and the identity that names it by its content.
//!
//! Pure: no clock, no randomness, no input or output. Compiles for `wasm32-unknown-unknown`.

mod columns;
mod dictionary;
mod edition;
mod identity;

pub use edition::{BuildError, Edition};
pub use identity::{FORMAT, identity};
