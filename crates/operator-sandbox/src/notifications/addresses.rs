//! Which addresses a notification may be sent to: no sink reaches into a network that is not
//! public, whatever its name resolves to, and whenever.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// How far a sink may be away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// This machine alone.
    Loopback,
    /// This machine and the public Internet.
    Public,
}

/// A name that leads to where no notification is sent.
#[derive(Debug, thiserror::Error)]
#[error("it is at an address that is not public")]
pub(super) struct Blocked;

impl Reach {
    /// Whether `address` is within it.
    pub(super) fn includes(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_loopback() || (self == Self::Public && is_public(address))
    }
}

/// How a name becomes addresses.
pub(super) type Lookup = fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;

/// As the system has it.
pub(super) fn system(name: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
    Box::pin(async move {
        let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
        Ok(found.map(|address| address.ip()).collect())
    })
}

/// Resolves names to addresses within a reach. The connection is made to exactly these
/// addresses, so that a name cannot be checked as one and connected to as another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver {
    pub(super) reach: Reach,
    pub(super) lookup: Lookup,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let Self { reach, lookup } = *self;
        Box::pin(async move {
            let found = lookup(name.as_str().to_owned()).await?;
            // One that is out of reach among others is no accident.
            if !found.iter().all(|address| reach.includes(*address)) {
                return Err(Blocked.into());
            }
            let addresses = found.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// By the IANA registry of special-purpose addresses.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a >= 240
        // Shared by the customers of a provider, RFC 6598.
        || (a == 100 && (64..128).contains(&b))
        // Set aside for protocols, and the relays of 6to4.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        // For tests of devices, RFC 2544.
        || (a == 198 && (18..20).contains(&b));
    !is_special
}

/// Only 2000::/3 is handed out; what carries an IPv4 address in it is left out as well.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let is_special = match a {
        // Protocols and Teredo; documentation.
        0x2001 => b < 0x0200 || b == 0x0db8,
        // 6to4.
        0x2002 => true,
        // Documentation.
        0x3fff => b < 0x1000,
        _ => false,
    };
    a & 0xe000 == 0x2000 && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn includes(reach: Reach, address: &str) -> bool {
        reach.includes(address.parse().unwrap())
    }

    #[test]
    fn this_machine_and_public_addresses_are_within_reach() {
        for address in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"] {
            assert!(includes(Reach::Public, address), "{address}");
            assert!(includes(Reach::Loopback, address), "{address}");
        }
        for address in [
            "1.1.1.1",
            "100.63.0.1",
            "172.32.0.1",
            "192.169.0.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "2606:4700::1111",
        ] {
            assert!(includes(Reach::Public, address), "{address}");
            assert!(!includes(Reach::Loopback, address), "{address}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.19.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "2001::1",
            "2001:db8::1",
            "2002:a00:1::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
        ] {
            assert!(!includes(Reach::Public, address), "{address}");
        }
    }
}
