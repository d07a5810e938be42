//! The two ends of a connection: a customer's site or a cloud region.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::{Coordinates, EndpointId};

/// What stands at an edge (MultiPoint VPN, `EdgeConnection.type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndpointKind {
    /// A site of the customer.
    Site,
    /// A region of a cloud.
    Cloud,
}

impl EndpointKind {
    /// The wire spelling, also the automation attribute `data-kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Cloud => "cloud",
        }
    }
}

/// A site or cloud on the map. Label and coordinates stay on this computer as typed;
/// an operator gets a coded form of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its identifier within the design.
    pub id: EndpointId,
    /// Site or cloud.
    pub kind: EndpointKind,
    /// What people call it; never empty.
    pub label: String,
    /// Name of the town, where it was chosen from the gazetteer or a catalogue.
    pub place: Option<String>,
    /// Provider and region code, where it was chosen from the catalogue of cloud regions.
    pub region: Option<String>,
    /// Where it stands.
    pub coordinates: Coordinates,
    /// The edge's address; every edge has one.
    pub primary_ip: IpAddr,
    /// The second edge's address, which protection needs.
    pub secondary_ip: Option<IpAddr>,
}

impl Endpoint {
    /// Longest label, in characters.
    pub const MAX_LABEL: usize = 80;
}

/// A region of the catalogue of clouds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenRegion")]
pub struct CloudRegion {
    /// The provider's name.
    pub provider: String,
    /// The provider's code of the region.
    pub code: String,
    /// The town it stands in or near.
    pub city: String,
    /// ISO 3166 code of its country, two letters.
    pub country: String,
    /// Where it stands, at the precision of a town.
    #[serde(flatten)]
    pub coordinates: RegionCoordinates,
}

/// Coordinates under the short names of the catalogue file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionCoordinates {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A region as it is written: read without `flatten`, which would cost the interface serde's
/// reader of everything.
#[derive(Deserialize)]
struct WrittenRegion {
    provider: String,
    code: String,
    city: String,
    country: String,
    lat: f64,
    lon: f64,
}

impl From<WrittenRegion> for CloudRegion {
    fn from(region: WrittenRegion) -> Self {
        Self {
            provider: region.provider,
            code: region.code,
            city: region.city,
            country: region.country,
            coordinates: RegionCoordinates {
                lat: region.lat,
                lon: region.lon,
            },
        }
    }
}

impl CloudRegion {
    /// The key under which a form names the region: provider and code.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.provider, self.code)
    }
}
