//! Addresses that letters come from, and those they go to.

use std::fmt;

use lettre::message::Mailbox;

use crate::settings::SettingsError;

/// An e-mail address with the name that is shown beside it, if any. `Debug` hides both.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Mailbox);

impl Address {
    /// From an address such as `desk@example.org`, and a name.
    ///
    /// The host is written in ASCII as mail servers do (`пример.рф` as `xn--e1afmkfd.xn--p1ai`).
    pub fn new(email: &str, name: Option<&str>) -> Result<Self, SettingsError> {
        let email = parse(email).ok_or(SettingsError::Address)?;
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().any(char::is_control)) {
            return Err(SettingsError::Name);
        }
        Ok(Self(Mailbox::new(name.map(str::to_owned), email)))
    }

    /// What stands after the sign, in ASCII.
    pub(crate) fn host(&self) -> &str {
        self.0.email.domain()
    }

    pub(crate) fn mailbox(&self) -> &Mailbox {
        &self.0
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(hidden)")
    }
}

/// An address with its host in ASCII; `None` where it is none.
pub(crate) fn parse(text: &str) -> Option<lettre::Address> {
    let text = text.trim();
    // A quoted name may hold what turns a header or a command into another one; nobody has such an address.
    if text
        .chars()
        .any(|one| one.is_control() || one.is_whitespace() || "\"<>,;\\".contains(one))
    {
        return None;
    }
    let (name, host) = text.rsplit_once('@')?;
    lettre::Address::new(name, host_in_ascii(host)?).ok()
}

/// A name of a host as name servers know it; `None` where it is none.
pub(crate) fn host_in_ascii(host: &str) -> Option<String> {
    let host = idna::domain_to_ascii_strict(host).ok()?;
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::{Address, parse};
    use crate::settings::SettingsError;

    #[test]
    fn hosts_are_written_in_ascii() {
        assert_eq!(
            parse("нур@пример.рф").unwrap().to_string(),
            "нур@xn--e1afmkfd.xn--p1ai"
        );
        assert_eq!(
            parse(" a.b+c@Example.org ").unwrap().to_string(),
            "a.b+c@example.org"
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in [
            "",
            "a",
            "@b.org",
            "a@",
            "a b@c.org",
            "a@b.org\r\nBcc: c@d.org",
            "\"a\r\nb\"@c.org",
            "<a@b.org>",
            "a@b.org,c@d.org",
            "a@b_c.org",
            "\"a>\"@b.org",
        ] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_name_stays_on_its_line_and_neither_is_shown() {
        assert_eq!(
            Address::new("a@b.org", Some("A\r\nBcc: c@d.org")).unwrap_err(),
            SettingsError::Name
        );
        let address = Address::new("ana@example.org", Some("Ana")).unwrap();
        assert_eq!(format!("{address:?}"), "Address(hidden)");
    }
}
