//! What keeps a design from being assessed or ordered.

use serde::{Deserialize, Serialize};

use crate::{Design, EndpointId};

/// Most connections one order takes (MultiPoint VPN, `connections.maxItems`).
pub const MAX_CONNECTIONS: usize = 100;

/// One reason why a design cannot be sent to an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[serde(try_from = "written::DesignProblem")]
pub enum DesignProblem {
    /// There is no connection to ask about.
    NoConnections,
    /// Over [`MAX_CONNECTIONS`].
    TooManyConnections,
    /// Protection is asked for, and an endpoint in use has no secondary address.
    NoSecondaryAddress {
        /// The endpoint that lacks it.
        endpoint: EndpointId,
    },
}

/// Everything that keeps `design` from being assessed, in the order of its lists;
/// nothing where it can be.
#[must_use]
pub fn assessment_problems(design: &Design) -> Vec<DesignProblem> {
    let mut problems = Vec::new();
    if design.connections.is_empty() {
        problems.push(DesignProblem::NoConnections);
    }
    if design.connections.len() > MAX_CONNECTIONS {
        problems.push(DesignProblem::TooManyConnections);
    }
    if design.requirement.protection.is_protected() {
        problems.extend(
            design
                .endpoints
                .iter()
                .filter(|endpoint| endpoint.secondary_ip.is_none())
                .filter(|endpoint| {
                    design
                        .connections
                        .iter()
                        .any(|connection| connection.touches(&endpoint.id))
                })
                .map(|endpoint| DesignProblem::NoSecondaryAddress {
                    endpoint: endpoint.id.clone(),
                }),
        );
    }
    problems
}

/// The enum as it is written: read as a plain struct, it costs the interface a fraction of what
/// serde's reader of tagged enums does.
mod written {
    use serde::Deserialize;

    use crate::{EndpointId, Missing};

    #[derive(Deserialize)]
    pub(super) struct DesignProblem {
        kind: Kind,
        endpoint: Option<EndpointId>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        NoConnections,
        TooManyConnections,
        NoSecondaryAddress,
    }

    impl TryFrom<DesignProblem> for super::DesignProblem {
        type Error = Missing;

        fn try_from(problem: DesignProblem) -> Result<Self, Missing> {
            Ok(match problem.kind {
                Kind::NoConnections => Self::NoConnections,
                Kind::TooManyConnections => Self::TooManyConnections,
                Kind::NoSecondaryAddress => Self::NoSecondaryAddress {
                    endpoint: problem.endpoint.ok_or(Missing("endpoint"))?,
                },
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Connection, ConnectionId, Coordinates, DesignId, Endpoint, EndpointKind, Protection,
    };

    fn endpoint(id: &str, ip: &str, secondary: Option<&str>) -> Endpoint {
        Endpoint {
            id: EndpointId::new(id).unwrap(),
            kind: EndpointKind::Site,
            label: id.to_owned(),
            place: None,
            region: None,
            coordinates: Coordinates::new(0.0, 0.0).unwrap(),
            primary_ip: ip.parse().unwrap(),
            secondary_ip: secondary.map(|ip| ip.parse().unwrap()),
        }
    }

    #[test]
    fn names_each_endpoint_that_protection_lacks() {
        let mut design = Design::empty(DesignId::from_random(1), "Test");
        assert_eq!(
            assessment_problems(&design),
            vec![DesignProblem::NoConnections]
        );

        design.endpoints = vec![
            endpoint("a", "192.0.2.1", None),
            endpoint("b", "192.0.2.2", Some("192.0.2.3")),
            endpoint("unused", "192.0.2.4", None),
        ];
        design.connections = vec![Connection {
            id: ConnectionId::new("c").unwrap(),
            customer_edge: EndpointId::new("a").unwrap(),
            provider_edge: EndpointId::new("b").unwrap(),
            latency: None,
        }];
        assert_eq!(assessment_problems(&design), vec![]);

        design.requirement.protection = Protection::Protected;
        let lacking = DesignProblem::NoSecondaryAddress {
            endpoint: EndpointId::new("a").unwrap(),
        };
        assert_eq!(assessment_problems(&design), vec![lacking]);
    }
}
