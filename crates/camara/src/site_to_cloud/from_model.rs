//! Bodies out of one connection of what a customer drew and asks for.

use std::net::{IpAddr, Ipv4Addr};

use chrono::{DateTime, TimeDelta, Utc};
use model::{Connection, Endpoint, EndpointId, Level, Mbps, Protection, Routing, Term};

use super::{AssessmentRequest, ServiceChange, ServiceOrder};
use crate::location;

const SECONDS_PER_HOUR: i64 = 3_600;

/// Why the API has no words for what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Inexpressible {
    /// A service is one connection.
    #[error("this operator takes one connection per service, and there are {0}")]
    Connections(usize),
    /// An end of the connection is not among the endpoints.
    #[error("an end of the connection is missing")]
    Edge,
    /// The endpoint of that label has an address that is no IPv4 address.
    #[error("{0} has an IPv6 address, and this operator takes IPv4 addresses only")]
    Ipv6(String),
    /// The API has no list.
    #[error("this operator has no list of its services")]
    List,
    /// A network is named in a path, where "." and ".." mean something else.
    #[error("an identifier of dots alone cannot stand in an address")]
    Identifier,
    /// The duration ends past the end of the calendar.
    #[error("the duration is too long to be told in hours")]
    Term,
}

impl AssessmentRequest {
    /// An assessment of the one connection in `connections` between two of `endpoints`. The
    /// duration is in whole hours, begun ones count; months and years are those from `now`.
    ///
    /// # Errors
    /// [`Inexpressible`].
    pub fn of(
        endpoints: &[Endpoint],
        connections: &[Connection],
        bandwidth: Mbps,
        term: Option<Term>,
        protection: Protection,
        now: DateTime<Utc>,
    ) -> Result<Self, Inexpressible> {
        let [connection] = connections else {
            return Err(Inexpressible::Connections(connections.len()));
        };
        let end = |id: &EndpointId| {
            let end = endpoints.iter().find(|endpoint| endpoint.id == *id);
            end.ok_or(Inexpressible::Edge)
        };
        let customer_edge = end(&connection.customer_edge)?;
        let provider_edge = end(&connection.provider_edge)?;
        let secondary = |end: &Endpoint| {
            end.secondary_ip
                .filter(|_| protection.is_protected())
                .map(|address| ipv4(end, address))
                .transpose()
        };
        Ok(Self {
            is_protected: Some(protection.is_protected()),
            customer_edge_type: Some(customer_edge.kind),
            primary_customer_edge: ipv4(customer_edge, customer_edge.primary_ip)?,
            secondary_customer_edge: secondary(customer_edge)?,
            provider_edge_type: Some(provider_edge.kind),
            primary_provider_edge: ipv4(provider_edge, provider_edge.primary_ip)?,
            secondary_provider_edge: secondary(provider_edge)?,
            guarantee_bandwidth: bandwidth,
            duration: term
                .map(|term| hours(term, now).ok_or(Inexpressible::Term))
                .transpose()?,
            customer_edge_location: Some(location::encode(
                customer_edge.coordinates,
                &customer_edge.label,
            )),
        })
    }
}

impl ServiceOrder {
    /// An order for what `assessed` asks about, at a level and with a routing.
    #[must_use]
    pub fn of(
        assessed: AssessmentRequest,
        service_name: String,
        level: Level,
        routing: Routing,
    ) -> Self {
        Self {
            service_name: Some(service_name),
            is_protected: assessed.is_protected,
            customer_edge_type: assessed.customer_edge_type,
            primary_customer_edge: assessed.primary_customer_edge,
            secondary_customer_edge: assessed.secondary_customer_edge,
            provider_edge_type: assessed.provider_edge_type,
            primary_provider_edge: assessed.primary_provider_edge,
            secondary_provider_edge: assessed.secondary_provider_edge,
            sla: Some(level),
            guarantee_bandwidth: Some(assessed.guarantee_bandwidth),
            duration: assessed.duration,
            customer_edge_location: assessed.customer_edge_location,
            routing: Some(routing),
        }
    }
}

impl ServiceChange {
    /// A change of a service to `bandwidth`, `level` or both.
    #[must_use]
    pub fn of(service_id: &str, bandwidth: Option<Mbps>, level: Option<Level>) -> Self {
        Self {
            service_id: service_id.to_owned(),
            guarantee_bandwidth: bandwidth,
            sla: level,
        }
    }
}

fn ipv4(end: &Endpoint, address: IpAddr) -> Result<Ipv4Addr, Inexpressible> {
    match address {
        IpAddr::V4(address) => Ok(address),
        IpAddr::V6(_) => Err(Inexpressible::Ipv6(end.label.clone())),
    }
}

/// The hours of a term that starts at `start`, begun ones included; `None` past the end of the
/// calendar.
fn hours(term: Term, start: DateTime<Utc>) -> Option<u32> {
    let length: TimeDelta = term.end(start)? - start;
    let begun = length.num_seconds() % SECONDS_PER_HOUR > 0;
    u32::try_from(length.num_hours() + i64::from(begun)).ok()
}

#[cfg(test)]
mod tests {
    use model::{ConnectionId, Coordinates, EndpointKind, TermUnit};
    use serde_json::{Value, json};

    use super::*;

    const NOW: &str = "2027-08-31T10:30:00Z";

    fn end(id: &str, kind: EndpointKind, primary: &str, secondary: &str) -> Endpoint {
        Endpoint {
            id: EndpointId::new(id).unwrap(),
            kind,
            label: format!("{id} & more"),
            place: None,
            region: None,
            coordinates: Coordinates::new(45.764_043, 4.835_659).unwrap(),
            primary_ip: primary.parse().unwrap(),
            secondary_ip: secondary.parse().ok(),
        }
    }

    fn ends() -> Vec<Endpoint> {
        vec![
            end("other", EndpointKind::Site, "2001:db8::1", ""),
            end("lyon", EndpointKind::Site, "192.0.2.10", "192.0.2.11"),
            end(
                "cloud",
                EndpointKind::Cloud,
                "198.51.100.20",
                "198.51.100.21",
            ),
        ]
    }

    fn connection(customer_edge: &str, provider_edge: &str) -> Connection {
        Connection {
            id: ConnectionId::new("c").unwrap(),
            customer_edge: EndpointId::new(customer_edge).unwrap(),
            provider_edge: EndpointId::new(provider_edge).unwrap(),
            latency: None,
        }
    }

    fn asked(
        ends: &[Endpoint],
        connections: &[Connection],
        protection: Protection,
        term: Option<Term>,
    ) -> Result<AssessmentRequest, Inexpressible> {
        let bandwidth = Mbps::new(250).unwrap();
        let now = NOW.parse().unwrap();
        AssessmentRequest::of(ends, connections, bandwidth, term, protection, now)
    }

    fn of_term(value: u32, unit: TermUnit) -> Result<Option<u32>, Inexpressible> {
        let term = Term::new(value, unit).unwrap();
        let connections = [connection("lyon", "cloud")];
        let asked = asked(&ends(), &connections, Protection::Unprotected, Some(term));
        asked.map(|asked| asked.duration)
    }

    #[test]
    fn a_wanted_latency_is_not_sent() {
        let bytes = |latency: &str| {
            let mut connections = [connection("lyon", "cloud")];
            connections[0].latency = model::WantedLatency::typed(latency).unwrap();
            let request = asked(&ends(), &connections, Protection::Unprotected, None);
            serde_json::to_vec(&request.unwrap()).unwrap()
        };
        assert_eq!(bytes(""), bytes("15"));
    }

    #[test]
    fn one_connection_is_written_with_the_published_names() {
        let connections = [connection("lyon", "cloud")];
        let term = Term::new(3, TermUnit::Days).ok();
        let request = asked(&ends(), &connections, Protection::Protected, term).unwrap();
        let mut expected = json!({
            "isProtected": true,
            "CEType": "site",
            "primaryCEIP": "192.0.2.10",
            "secondaryCEIP": "192.0.2.11",
            "PEType": "cloud",
            "primaryPEIP": "198.51.100.20",
            "secondaryPEIP": "198.51.100.21",
            "guaranteeBandwidth": 250,
            "duration": 72,
            "CELocation": "N45.764043_E4.835659_lyon_and_more",
        });
        assert_eq!(serde_json::to_value(&request).unwrap(), expected);
        let order = ServiceOrder::of(request, "Lyon_1".to_owned(), Level::AA, Routing::Static);
        expected["servceName"] = json!("Lyon_1");
        expected["SLA"] = json!("AA");
        expected["routeProtocal"] = json!("static");
        assert_eq!(serde_json::to_value(order).unwrap(), expected);
        let change = ServiceChange::of("s 1", None, Some(Level::AAA));
        let change: Value = serde_json::to_value(change).unwrap();
        assert_eq!(change, json!({"serviceID": "s 1", "SLA": "AAA"}));
    }

    #[test]
    fn what_is_not_asked_for_is_not_written() {
        let connections = [connection("lyon", "cloud")];
        let request = asked(&ends(), &connections, Protection::Unprotected, None).unwrap();
        let request = serde_json::to_value(request).unwrap();
        for absent in ["secondaryCEIP", "secondaryPEIP", "duration"] {
            assert_eq!(request.get(absent), None, "{absent}");
        }
        assert_eq!(request["isProtected"], false);
    }

    #[test]
    fn what_the_api_has_no_words_for_is_told() {
        let ends = ends();
        for (connections, expected) in [
            (vec![], Inexpressible::Connections(0)),
            (
                vec![connection("lyon", "cloud"), connection("lyon", "cloud")],
                Inexpressible::Connections(2),
            ),
            (vec![connection("lyon", "gone")], Inexpressible::Edge),
            (
                vec![connection("other", "cloud")],
                Inexpressible::Ipv6("other & more".to_owned()),
            ),
        ] {
            let told = asked(&ends, &connections, Protection::Unprotected, None);
            assert_eq!(told, Err(expected));
        }
        let mixed = [
            ends[1].clone(),
            end("cloud", EndpointKind::Cloud, "198.51.100.20", "2001:db8::2"),
        ];
        let connections = [connection("lyon", "cloud")];
        let told = asked(&mixed, &connections, Protection::Protected, None);
        assert_eq!(told, Err(Inexpressible::Ipv6("cloud & more".to_owned())));
        // A second address that is not used does not matter.
        assert!(asked(&mixed, &connections, Protection::Unprotected, None).is_ok());
    }

    #[test]
    fn a_duration_is_told_in_hours_that_are_not_less() {
        for (value, unit, hours) in [
            (1, TermUnit::Minutes, 1),
            (60, TermUnit::Minutes, 1),
            (61, TermUnit::Minutes, 2),
            (5, TermUnit::Hours, 5),
            (2, TermUnit::Days, 48),
            // To 29 February 2028, a leap year.
            (6, TermUnit::Months, 182 * 24),
            (1, TermUnit::Years, 366 * 24),
        ] {
            assert_eq!(of_term(value, unit), Ok(Some(hours)), "{value} {unit}");
        }
        let longest = of_term(Term::MAX_VALUE, TermUnit::Years);
        assert!(longest.is_ok_and(|hours| hours > Some(876_000_000)));
    }
}
