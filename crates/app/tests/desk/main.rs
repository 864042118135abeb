//! The desk, from the first administrator on: who comes in and how, who may do what, what is sent, what is told.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod device;
mod organisation;
mod passkeys;
mod people;
mod provider;
mod world;
