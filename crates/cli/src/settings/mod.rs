//! What an operator decides, and where it was said: defaults, then a file, then the environment, then flags.
//!
//! Each section is a struct in a file of its own, with the table of its settings beside it. From these tables come the keys of the
//! file, the variables, the flags, the help and the test of `docs/settings.md`.

pub(crate) mod evidence;
pub(crate) mod limits;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod pictures;
pub(crate) mod print;
pub(crate) mod server;
pub(crate) mod sign_in;
pub(crate) mod store;

mod declared;
mod error;
mod file;
mod load;
mod nearest;

pub(crate) use declared::{Declared, Given, Scope};
pub(crate) use error::{Origin, SettingError, SettingErrors};
pub(crate) use load::{CONFIG_FLAG, load};

/// Everything that can be decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Settings {
    pub(crate) server: server::Server,
    pub(crate) limits: limits::Limits,
    pub(crate) evidence: evidence::Evidence,
    pub(crate) pictures: pictures::Pictures,
    pub(crate) print: print::Print,
    pub(crate) store: store::Store,
    pub(crate) mail: mail::Mail,
    pub(crate) sign_in: sign_in::SignIn,
    pub(crate) log: log::Log,
}

/// Every setting, in the order of the documentation.
pub(crate) fn declared() -> impl Iterator<Item = &'static Declared> {
    [
        server::DECLARED,
        evidence::DECLARED,
        pictures::DECLARED,
        print::DECLARED,
        store::DECLARED,
        mail::DECLARED,
        sign_in::DECLARED,
        limits::DECLARED,
        log::DECLARED,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests;
