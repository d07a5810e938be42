//! The address of an edge, by family.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::{
    Properties,
    strict::{object, word},
};

/// A bare address without a prefix length (`IpAddress`, oneOf by `addressType`).
/// Its spelling is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpAddress {
    address: IpAddr,
    text: String,
}

impl IpAddress {
    /// The address.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.address
    }
}

impl From<IpAddr> for IpAddress {
    fn from(address: IpAddr) -> Self {
        Self {
            address,
            text: address.to_string(),
        }
    }
}

/// The family of an address (`addressType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum AddressType {
    /// IPv4.
    Ipv4Addr,
    /// IPv6.
    Ipv6Addr,
}

impl AddressType {
    /// Both families.
    pub const ALL: [Self; 2] = [Self::Ipv4Addr, Self::Ipv6Addr];

    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ipv4Addr => "Ipv4Addr",
            Self::Ipv6Addr => "Ipv6Addr",
        }
    }
}

impl<'de> Deserialize<'de> for AddressType {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        word(d, &Self::ALL, Self::as_str)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
struct Wire {
    address_type: AddressType,
    address: String,
}

object!(Wire);

impl Properties for IpAddress {
    fn names() -> &'static [&'static str] {
        Wire::names()
    }
}

impl Serialize for IpAddress {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let wire = Wire {
            address_type: family(self.address),
            address: self.text.clone(),
        };
        Serialize::serialize(&wire, s)
    }
}

impl<'de> Deserialize<'de> for IpAddress {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let wire: Wire = Deserialize::deserialize(d)?;
        let address: IpAddr = wire
            .address
            .parse()
            .map_err(|_| serde::de::Error::custom("address is not an IP address"))?;
        if family(address) != wire.address_type {
            return Err(serde::de::Error::custom(
                "address is not of the family that addressType says",
            ));
        }
        Ok(Self {
            address,
            text: wire.address,
        })
    }
}

fn family(address: IpAddr) -> AddressType {
    match address {
        IpAddr::V4(_) => AddressType::Ipv4Addr,
        IpAddr::V6(_) => AddressType::Ipv6Addr,
    }
}
