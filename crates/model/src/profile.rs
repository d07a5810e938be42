//! How an operator is spoken to.

use serde::{Deserialize, Serialize};

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
}
