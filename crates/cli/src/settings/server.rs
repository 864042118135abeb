//! Where the site is, and how it answers.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

use tidemark_web::{BaseAddress, PeerAddress};

use super::declared::{Declared, Scope, misfit, put, put_some, show_some};

/// Where the site is, and how it answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// Where it is found from outside.
    pub(crate) base_address: Option<BaseAddress>,
    /// Its name.
    pub(crate) site_name: String,
    /// Whose address counts against limits.
    pub(crate) peer_address: PeerAddress,
    /// How many seconds one answer may take.
    pub(crate) timeout_seconds: NonZeroU32,
}

impl Server {
    /// How long one answer may take.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.timeout_seconds.get()))
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            base_address: None,
            site_name: "Tidemark".to_owned(),
            peer_address: PeerAddress::Connection,
            timeout_seconds: NonZeroU32::MIN.saturating_add(19),
        }
    }
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "server.listen",
        variable: "TIDEMARK_LISTEN",
        flag: "listen",
        value: "cli-value-listen",
        about: "cli-setting-server-listen",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.server.listen, given, "cli-misfit-listen"),
        show: |settings| settings.server.listen.to_string(),
    },
    Declared {
        key: "server.base_address",
        variable: "TIDEMARK_BASE_ADDRESS",
        flag: "base-address",
        value: "cli-value-address",
        about: "cli-setting-server-base-address",
        scope: Scope::Serve,
        set: |settings, given| {
            put_some(
                &mut settings.server.base_address,
                given,
                "cli-misfit-base-address",
            )
        },
        show: |settings| show_some(settings.server.base_address.as_ref()),
    },
    Declared {
        key: "server.site_name",
        variable: "TIDEMARK_SITE_NAME",
        flag: "site-name",
        value: "cli-value-name",
        about: "cli-setting-server-site-name",
        scope: Scope::Serve,
        set: |settings, given| {
            let name = given.text.trim();
            if name.is_empty() {
                return Err(misfit(given, "cli-misfit-site-name"));
            }
            name.clone_into(&mut settings.server.site_name);
            Ok(())
        },
        show: |settings| settings.server.site_name.clone(),
    },
    Declared {
        key: "server.peer_address",
        variable: "TIDEMARK_PEER_ADDRESS",
        flag: "peer-address",
        value: "cli-value-peer",
        about: "cli-setting-server-peer-address",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.server.peer_address = match given.text {
                "connection" => PeerAddress::Connection,
                "forwarded" => PeerAddress::Forwarded,
                _ => return Err(misfit(given, "cli-misfit-peer-address")),
            };
            Ok(())
        },
        show: |settings| {
            match settings.server.peer_address {
                PeerAddress::Connection => "connection",
                PeerAddress::Forwarded => "forwarded",
            }
            .to_owned()
        },
    },
    Declared {
        key: "server.timeout_seconds",
        variable: "TIDEMARK_TIMEOUT_SECONDS",
        flag: "timeout-seconds",
        value: "cli-value-seconds",
        about: "cli-setting-server-timeout-seconds",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.server.timeout_seconds, given, "cli-misfit-count"),
        show: |settings| settings.server.timeout_seconds.to_string(),
    },
];
