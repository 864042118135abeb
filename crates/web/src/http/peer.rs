//! Whose address counts against a limit. It is used in memory only: never logged, never kept.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// Whose address counts against the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeerAddress {
    /// That of the connection. Right where people connect directly.
    #[default]
    Connection,
    /// The last one of `X-Forwarded-For`. Right behind exactly one proxy of one's own, which must set it;
    /// without a proxy anyone could make it up.
    Forwarded,
}

impl PeerAddress {
    /// The key under which a request is counted: the address, or the /64 network of an IPv6 address,
    /// since one household has a whole network of those.
    pub(crate) fn key(self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        let connection = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        let address = match self {
            Self::Connection => connection,
            Self::Forwarded => forwarded(headers).unwrap_or(connection),
        };
        match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
            v4 @ IpAddr::V4(_) => v4,
        }
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(connection: &str, header: &str) -> (HeaderMap, Extensions) {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", header.parse().unwrap());
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(connection.parse().unwrap(), 1)));
        (headers, extensions)
    }

    #[test]
    fn a_made_up_header_changes_nothing_without_a_proxy() {
        let (headers, extensions) = request("192.0.2.1", "198.51.100.7");
        let key = PeerAddress::Connection.key(&headers, &extensions);
        assert_eq!(key, "192.0.2.1".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn behind_a_proxy_its_own_entry_counts() {
        let (headers, extensions) = request("10.0.0.1", "203.0.113.5, 198.51.100.7");
        let key = PeerAddress::Forwarded.key(&headers, &extensions);
        assert_eq!(key, "198.51.100.7".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn an_ipv6_network_is_one_peer() {
        let (headers, one) = request("2001:db8:1:2::1", "x");
        let (_, two) = request("2001:db8:1:2:ffff::9", "x");
        let key = |extensions| PeerAddress::Connection.key(&headers, extensions);
        assert_eq!(key(&one), key(&two));
    }
}
