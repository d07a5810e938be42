//! What a customer asks of the network as a whole.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Mbps, Term};

/// Whether every connection has a second pair of edges (`isProtected`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Primary edges only.
    #[default]
    Unprotected,
    /// Primary and secondary edge at both ends of every connection.
    Protected,
}

impl Protection {
    /// The wire value, `isProtected`.
    #[must_use]
    pub const fn is_protected(self) -> bool {
        matches!(self, Self::Protected)
    }
}

impl From<bool> for Protection {
    fn from(is_protected: bool) -> Self {
        if is_protected {
            Self::Protected
        } else {
            Self::Unprotected
        }
    }
}

/// How routes are exchanged (`routeProtocol`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Routing {
    /// Routes set by hand.
    #[serde(rename = "static")]
    Static,
    /// Routes exchanged by BGP.
    #[default]
    #[serde(rename = "BGP")]
    Bgp,
}

impl Routing {
    /// Every kind of routing.
    pub const ALL: [Self; 2] = [Self::Bgp, Self::Static];

    /// The wire spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Bgp => "BGP",
        }
    }
}

impl fmt::Display for Routing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Routing {
    type Err = UnknownRouting;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|routing| routing.as_str() == text)
            .ok_or(UnknownRouting)
    }
}

/// A text that is neither `static` nor `BGP`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("routing is static or BGP")]
pub struct UnknownRouting;

/// What a customer asks of every connection of a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Guaranteed on each connection.
    pub bandwidth: Mbps,
    /// How long; absent is the operator's default.
    pub term: Option<Term>,
    /// Whether secondary edges are used.
    pub protection: Protection,
    /// How routes are exchanged.
    pub routing: Routing,
}
