//! Request bodies: written by a client as published, read strictly by a server.

use std::net::Ipv4Addr;

use model::{EndpointKind, Level, Mbps, Routing};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::request::{
    Body, Pattern, Violation, invalid,
    strict::{self, object},
};

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 255;
/// Longest location, in characters.
pub const LONGEST_LOCATION: usize = 2048;

/// Body of `POST /S2C_VPN` (`S2CVPNOrder`): one customer edge and one provider edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceOrder {
    /// The customer's name of the service, free text.
    #[serde(rename = "servceName", alias = "serviceName")]
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Whether the secondary edges are used.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_protected: Option<bool>,
    /// What stands at the customer edge.
    #[serde(rename = "CEType", default, deserialize_with = "strict::kind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_edge_type: Option<EndpointKind>,
    /// The customer edge's address.
    #[serde(rename = "primaryCEIP", deserialize_with = "address")]
    pub primary_customer_edge: Ipv4Addr,
    /// The second customer edge's address, which protection needs.
    #[serde(rename = "secondaryCEIP", default, deserialize_with = "some_address")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_customer_edge: Option<Ipv4Addr>,
    /// What stands at the provider edge.
    #[serde(rename = "PEType", default, deserialize_with = "strict::kind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_edge_type: Option<EndpointKind>,
    /// The provider edge's address.
    #[serde(rename = "primaryPEIP", deserialize_with = "address")]
    pub primary_provider_edge: Ipv4Addr,
    /// The second provider edge's address, which protection needs.
    #[serde(rename = "secondaryPEIP", default, deserialize_with = "some_address")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_provider_edge: Option<Ipv4Addr>,
    /// The level.
    #[serde(rename = "SLA", alias = "sla", alias = "slaLevel")]
    #[serde(default, deserialize_with = "strict::level")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Level>,
    /// Guaranteed bandwidth.
    #[serde(alias = "GuaranteeBandwidth")]
    #[serde(default, deserialize_with = "strict::mbps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_bandwidth: Option<Mbps>,
    /// Hours; absent is the operator's default.
    #[serde(default, deserialize_with = "strict::whole")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// Where the customer edge is, free text.
    #[serde(rename = "CELocation", default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_edge_location: Option<String>,
    /// How routes are exchanged.
    #[serde(rename = "routeProtocal", alias = "routeProtocol")]
    #[serde(default, deserialize_with = "routing")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing: Option<Routing>,
}

/// Body of `POST /S2C_VPN_Assessment`: neither name, level nor routing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessmentRequest {
    /// Whether the secondary edges are used.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_protected: Option<bool>,
    /// What stands at the customer edge.
    #[serde(rename = "CEType", default, deserialize_with = "strict::kind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_edge_type: Option<EndpointKind>,
    /// The customer edge's address.
    #[serde(rename = "primaryCEIP", deserialize_with = "address")]
    pub primary_customer_edge: Ipv4Addr,
    /// The second customer edge's address, which protection needs.
    #[serde(rename = "secondaryCEIP", default, deserialize_with = "some_address")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_customer_edge: Option<Ipv4Addr>,
    /// What stands at the provider edge.
    #[serde(rename = "PEType", default, deserialize_with = "strict::kind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_edge_type: Option<EndpointKind>,
    /// The provider edge's address.
    #[serde(rename = "primaryPEIP", deserialize_with = "address")]
    pub primary_provider_edge: Ipv4Addr,
    /// The second provider edge's address, which protection needs.
    #[serde(rename = "secondaryPEIP", default, deserialize_with = "some_address")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_provider_edge: Option<Ipv4Addr>,
    /// Guaranteed bandwidth.
    #[serde(alias = "GuaranteeBandwidth", deserialize_with = "bandwidth")]
    pub guarantee_bandwidth: Mbps,
    /// Hours; absent is the operator's default.
    #[serde(default, deserialize_with = "strict::whole")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// Where the customer edge is, free text.
    #[serde(rename = "CELocation", default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_edge_location: Option<String>,
}

/// Body of `PUT /S2C_VPN`: what is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceChange {
    /// Which service.
    #[serde(rename = "serviceID", alias = "serviceId", alias = "servceId")]
    pub service_id: String,
    /// New bandwidth.
    #[serde(alias = "GuaranteeBandwidth")]
    #[serde(default, deserialize_with = "strict::mbps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_bandwidth: Option<Mbps>,
    /// New level.
    #[serde(rename = "SLA", alias = "sla", alias = "slaLevel")]
    #[serde(default, deserialize_with = "strict::level")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Level>,
}

object!(ServiceOrder, AssessmentRequest, ServiceChange);

impl Body for ServiceOrder {
    fn check(&self, _: Pattern) -> Result<(), Violation> {
        let characters = self
            .service_name
            .as_deref()
            .map(|name| name.chars().count());
        if characters.is_some_and(|count| !(1..=LONGEST_NAME).contains(&count)) {
            return Err(invalid("/servceName", "is not 1 to 255 characters"));
        }
        check_secondaries(
            self.is_protected,
            self.secondary_customer_edge,
            self.secondary_provider_edge,
        )?;
        check_location(self.customer_edge_location.as_deref())
    }
}

impl Body for AssessmentRequest {
    fn check(&self, _: Pattern) -> Result<(), Violation> {
        check_secondaries(
            self.is_protected,
            self.secondary_customer_edge,
            self.secondary_provider_edge,
        )?;
        check_location(self.customer_edge_location.as_deref())
    }
}

impl Body for ServiceChange {
    fn check(&self, _: Pattern) -> Result<(), Violation> {
        Ok(())
    }
}

fn check_secondaries(
    is_protected: Option<bool>,
    customer_edge: Option<Ipv4Addr>,
    provider_edge: Option<Ipv4Addr>,
) -> Result<(), Violation> {
    if is_protected == Some(true) {
        for (pointer, address) in [
            ("/secondaryCEIP", customer_edge),
            ("/secondaryPEIP", provider_edge),
        ] {
            if address.is_none() {
                return Err(invalid(pointer, "is missing, and isProtected is true"));
            }
        }
    }
    Ok(())
}

fn check_location(location: Option<&str>) -> Result<(), Violation> {
    if location.is_some_and(|location| location.chars().count() > LONGEST_LOCATION) {
        return Err(invalid("/CELocation", "is longer than 2048 characters"));
    }
    Ok(())
}

/// The API's prose speaks of IPv6 as well, its schemas do not.
fn address<'de, D: Deserializer<'de>>(d: D) -> Result<Ipv4Addr, D::Error> {
    let text = String::deserialize(d)?;
    text.parse()
        .map_err(|_| de::Error::custom("not an IPv4 address, the only kind this API takes"))
}

fn some_address<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Ipv4Addr>, D::Error> {
    address(d).map(Some)
}

fn bandwidth<'de, D: Deserializer<'de>>(d: D) -> Result<Mbps, D::Error> {
    let missing = || de::Error::missing_field("guaranteeBandwidth");
    strict::mbps(d)?.ok_or_else(missing)
}

fn routing<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Routing>, D::Error> {
    strict::word(d, &Routing::ALL, Routing::as_str).map(Some)
}
