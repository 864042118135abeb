//! Messages handed over for real: to a folder, and to mail servers that do all that mail servers do.

#![expect(clippy::unwrap_used, reason = "a test stops where it is wrong")]

mod dkim;
mod folder;
mod letters;
mod refusals;
mod server;
mod smtp;
mod tls;
