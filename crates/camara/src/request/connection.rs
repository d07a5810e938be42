//! Connections and their two edges, on the wire.

use model::EndpointKind;
use serde::{Deserialize, Serialize};

use super::{
    IpAddress,
    strict::{self, object},
};

/// One connection (`Connection`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Connection {
    /// The sender's own name of it.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The customer's edge.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_edge: Option<EdgeConnection>,
    /// The provider's edge.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_edge: Option<EdgeConnection>,
}

/// One edge of a connection (`EdgeConnection`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct EdgeConnection {
    /// What stands there.
    #[serde(rename = "type", default, deserialize_with = "strict::kind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<EndpointKind>,
    /// Its address.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_ip_address: Option<IpAddress>,
    /// The second edge's address, which protection needs.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_ip_address: Option<IpAddress>,
    /// Where it is; any text of the API's pattern, see [`crate::location`].
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

object!(Connection, EdgeConnection);
