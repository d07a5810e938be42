//! How an operator is spoken to, and told apart from others.

use serde::{Deserialize, Serialize};

/// How a client proves who it is to the token endpoint (`token_endpoint_auth_method` of RFC 7591).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Authentication {
    /// An assertion signed with a key of its own; the only method of the CAMARA profile.
    #[default]
    #[serde(rename = "private_key_jwt")]
    PrivateKeyJwt,
    /// A shared secret; outside the CAMARA profile.
    #[serde(rename = "client_secret_basic")]
    ClientSecret,
}

impl Authentication {
    /// The name of the method (RFC 7591).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::ClientSecret => "client_secret_basic",
        }
    }
}

/// What an assertion is signed with (RFC 7518, 3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SigningAlgorithm {
    /// ECDSA on P-256 with SHA-256.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// RSA (PKCS #1 v1.5) with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
}

impl SigningAlgorithm {
    /// The name of the algorithm (RFC 7518).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }
}

/// The API an operator speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// MultiPoint VPN as published.
    #[default]
    MultiPoint,
    /// MultiPoint VPN before June 2026: `/network` and changes as plain JSON.
    MultiPointDraft,
    /// Site-to-Cloud VPN 0.1.
    SiteToCloud,
}

impl Dialect {
    /// The option value.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MultiPoint => "multi-point",
            Self::MultiPointDraft => "multi-point-draft",
            Self::SiteToCloud => "site-to-cloud",
        }
    }

    /// Where operators usually have the API below their root.
    #[must_use]
    pub const fn usual_path(self) -> &'static str {
        match self {
            Self::MultiPoint | Self::MultiPointDraft => "/multi-point-vpn/vwip",
            Self::SiteToCloud => "/webapi",
        }
    }

    /// The resource that orders go to, below the path of the API.
    #[must_use]
    pub const fn order_resource(self) -> &'static str {
        match self {
            Self::MultiPoint => "/networks",
            Self::MultiPointDraft => "/network",
            Self::SiteToCloud => "/S2C_VPN",
        }
    }

    /// Whether a network is one connection, so that a design of several is asked about and
    /// ordered piece by piece.
    #[must_use]
    pub const fn takes_one_connection(self) -> bool {
        matches!(self, Self::SiteToCloud)
    }

    /// How many services a design of so many connections becomes, each asked about and ordered by a call of its own.
    #[must_use]
    pub const fn services(self, connections: usize) -> usize {
        if self.takes_one_connection() {
            connections
        } else {
            1
        }
    }
}

/// The colour of an operator, so that one is not mistaken for another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// None.
    #[default]
    None,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Violet.
    Violet,
}

impl Colour {
    /// Every colour.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Blue,
        Self::Green,
        Self::Amber,
        Self::Red,
        Self::Violet,
    ];

    /// The option value, and the value of `data-colour`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Violet => "violet",
        }
    }
}

/// What a person may do with an operator, as their administrator set it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything.
    #[default]
    Full,
    /// Look at networks and ask for prices.
    QuoteOnly,
}

/// What can be kept from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Ask for prices.
    Assess,
    /// Order a network.
    Order,
    /// Ask how a network is.
    Read,
    /// Resize a network.
    Resize,
    /// Delete a network.
    Delete,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 5] = [
        Self::Assess,
        Self::Order,
        Self::Read,
        Self::Resize,
        Self::Delete,
    ];

    /// The scope it needs with an operator of that dialect (MultiPoint VPN, `openId` of each
    /// operation). Site-to-Cloud VPN has none: these are the sandbox operator's, in the form
    /// that CAMARA gives to scopes.
    #[must_use]
    pub const fn scope(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::SiteToCloud, Self::Assess) => "site-to-cloud-vpn:assessment:assess",
            (Dialect::SiteToCloud, Self::Order) => "site-to-cloud-vpn:service:create",
            (Dialect::SiteToCloud, Self::Read) => "site-to-cloud-vpn:service:read",
            (Dialect::SiteToCloud, Self::Resize) => "site-to-cloud-vpn:service:update",
            (Dialect::SiteToCloud, Self::Delete) => "site-to-cloud-vpn:service:delete",
            (_, Self::Assess) => "multi-point-vpn:assessment:assess",
            (_, Self::Order) => "multi-point-vpn:network:create",
            (_, Self::Read) => "multi-point-vpn:network:read",
            (_, Self::Resize) => "multi-point-vpn:network:update",
            (_, Self::Delete) => "multi-point-vpn:network:delete",
        }
    }

    /// Whether it is for those only who may order.
    #[must_use]
    pub const fn is_ordering(self) -> bool {
        matches!(self, Self::Order | Self::Resize | Self::Delete)
    }
}
