//! Request bodies of the MultiPoint VPN API: written by a client, read strictly by a server.

mod address;
mod check;
mod connection;
mod duration;
mod from_model;
pub(crate) mod properties;
mod sink;
pub(crate) mod strict;

pub use address::{AddressType, IpAddress};
pub(crate) use check::invalid;
pub use check::{Body, LONGEST_ID, LONGEST_LOCATION, Pattern, Violation, ViolationKind, parse};
pub use connection::{Connection, EdgeConnection};
pub use duration::Duration;
pub use properties::Properties;
pub use sink::{SinkCredential, WithSink};

use model::{Level, Mbps};
use serde::{Deserialize, Serialize};

use strict::object;

/// Body of `createNetwork` (`NetworkCreate`). No property is required by the schema;
/// [`Body::check`] asks for what the API's tests do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkCreate {
    /// The customer's name of the network.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Whether secondary edges are used.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_protected: Option<bool>,
    /// 1 to 100 connections.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Vec<Connection>>,
    /// Guaranteed on each connection.
    #[serde(default, deserialize_with = "strict::mbps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_bandwidth: Option<Mbps>,
    /// The level.
    #[serde(default, deserialize_with = "strict::level")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Level>,
    /// How long; absent is the operator's default.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// How routes are exchanged, free text of the API's pattern.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_protocol: Option<String>,
}

/// Body of `updateNetwork` (`NetworkUpdate`): a merge patch in which null has no meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkUpdate {
    /// New bandwidth.
    #[serde(default, deserialize_with = "strict::mbps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_bandwidth: Option<Mbps>,
    /// New level.
    #[serde(default, deserialize_with = "strict::level")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Level>,
}

/// Body of the sandbox operator's `extend`, an addition to the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkExtend {
    /// By how much the network is to last longer; required.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_additional_duration: Option<Duration>,
}

/// Body of `assessConnectionFeasibility` (`AssessmentRequest`): neither level nor routing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessmentRequest {
    /// Whether secondary edges are used.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_protected: Option<bool>,
    /// 1 to 100 connections.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Vec<Connection>>,
    /// Guaranteed on each connection.
    #[serde(default, deserialize_with = "strict::mbps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_bandwidth: Option<Mbps>,
    /// How long; absent is the operator's default.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
}

object!(
    NetworkCreate,
    NetworkUpdate,
    NetworkExtend,
    AssessmentRequest
);

#[cfg(test)]
mod tests;
