//! A service as a network of one connection, the form that both APIs share.

use std::net::{IpAddr, Ipv4Addr};

use model::{EndpointKind, TermUnit};

use super::{AssessmentRequest, ServiceOrder};
use crate::request::{self, Connection, Duration, EdgeConnection, NetworkCreate};

impl From<ServiceOrder> for NetworkCreate {
    fn from(order: ServiceOrder) -> Self {
        let customer_edge = edge(
            order.customer_edge_type,
            order.primary_customer_edge,
            order.secondary_customer_edge,
        );
        let provider_edge = edge(
            order.provider_edge_type,
            order.primary_provider_edge,
            order.secondary_provider_edge,
        );
        Self {
            service_name: order.service_name,
            is_protected: order.is_protected,
            connections: Some(vec![Connection {
                id: None,
                customer_edge: Some(EdgeConnection {
                    location: order.customer_edge_location,
                    ..customer_edge
                }),
                provider_edge: Some(provider_edge),
            }]),
            guarantee_bandwidth: order.guarantee_bandwidth,
            sla: order.sla,
            duration: order.duration.map(hours),
            route_protocol: order.routing.map(|routing| routing.as_str().to_owned()),
        }
    }
}

impl From<AssessmentRequest> for request::AssessmentRequest {
    fn from(request: AssessmentRequest) -> Self {
        let customer_edge = edge(
            request.customer_edge_type,
            request.primary_customer_edge,
            request.secondary_customer_edge,
        );
        let provider_edge = edge(
            request.provider_edge_type,
            request.primary_provider_edge,
            request.secondary_provider_edge,
        );
        Self {
            is_protected: request.is_protected,
            connections: Some(vec![Connection {
                id: None,
                customer_edge: Some(EdgeConnection {
                    location: request.customer_edge_location,
                    ..customer_edge
                }),
                provider_edge: Some(provider_edge),
            }]),
            guarantee_bandwidth: Some(request.guarantee_bandwidth),
            duration: request.duration.map(hours),
        }
    }
}

fn edge(
    kind: Option<EndpointKind>,
    primary: Ipv4Addr,
    secondary: Option<Ipv4Addr>,
) -> EdgeConnection {
    EdgeConnection {
        kind,
        primary_ip_address: Some(IpAddr::V4(primary).into()),
        secondary_ip_address: secondary.map(|address| IpAddr::V4(address).into()),
        location: None,
    }
}

fn hours(value: u32) -> Duration {
    Duration {
        value: Some(value.into()),
        unit: Some(TermUnit::Hours),
    }
}
