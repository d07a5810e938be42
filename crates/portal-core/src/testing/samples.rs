//! Sample values.

use chrono::{DateTime, Utc};
use model::{
    Assessment, AssessmentId, Connection, ConnectionId, Coordinates, Currency, Design, DesignId,
    Endpoint, EndpointId, EndpointKind, Feasibility, Fee, FeePeriod, Level, Mbps, Money, Offer,
    Origin, ProfileId, Quote, QuoteId, ServiceId, Session, SessionState, Wait,
};
use operator_client::{NetworkReport, ReportedLifecycle, ReportedStatus};
use rust_decimal::Decimal;

use crate::sessions::Watched;

/// When every test begins.
pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-21T08:00:00Z".parse().unwrap()
}

fn endpoint(id: &str, kind: EndpointKind) -> Endpoint {
    Endpoint {
        id: EndpointId::new(id).unwrap(),
        kind,
        label: id.to_owned(),
        place: None,
        region: None,
        coordinates: Coordinates::new(50.0, 8.0).unwrap(),
        primary_ip: "192.0.2.1".parse().unwrap(),
        secondary_ip: None,
    }
}

/// Two endpoints and the connection between them.
pub(crate) fn design() -> Design {
    let mut design = Design::empty(DesignId::from_random(7), "Nordic ring");
    design.endpoints = vec![
        endpoint("berlin", EndpointKind::Site),
        endpoint("aws", EndpointKind::Cloud),
    ];
    design.connections = vec![Connection {
        id: ConnectionId::new("c1").unwrap(),
        customer_edge: EndpointId::new("berlin").unwrap(),
        provider_edge: EndpointId::new("aws").unwrap(),
        latency: None,
    }];
    design
}

/// Three sites, each connected to one cloud.
pub(crate) fn three_connections() -> Design {
    let mut design = design();
    for (number, site) in [(2, "munich"), (3, "hamburg")] {
        let mut end = endpoint(site, EndpointKind::Site);
        end.primary_ip = std::net::IpAddr::from([192, 0, 2, number]);
        design.endpoints.push(end);
        design.connections.push(Connection {
            id: ConnectionId::new(format!("c{number}")).unwrap(),
            customer_edge: EndpointId::new(site).unwrap(),
            provider_edge: EndpointId::new("aws").unwrap(),
            latency: None,
        });
    }
    design
}

/// A feasible offer at `amount` euros for the whole duration; none is "on request".
pub(crate) fn offer(level: Level, amount: Option<i64>) -> Offer {
    Offer {
        level: Some(level.into()),
        feasibility: Feasibility::Feasible,
        fee: amount.map(|amount| Fee {
            money: Money {
                amount: Decimal::new(amount * 100, 2),
                currency: Currency::new("EUR").unwrap(),
            },
            period: FeePeriod::Term,
            origin: Origin::Simulated,
        }),
        wait: Wait::Days(1),
    }
}

/// The offers of every answered assessment.
pub(crate) fn offers() -> Vec<Offer> {
    vec![
        offer(Level::A, Some(100)),
        offer(Level::AA, Some(150)),
        offer(Level::AAA, None),
    ]
}

/// A quote of the design above, from a simulated operator.
pub(crate) fn quote() -> Quote {
    let design = design();
    Quote {
        id: QuoteId::from_random(1),
        saved_at: start(),
        chosen: Some(Level::AA),
        api: None,
        published_levels: None,
        assessment: Assessment {
            id: AssessmentId::from_random(2),
            design: design.id.clone(),
            design_revision: 0,
            profile: ProfileId::from_random(3),
            operator: "Sandbox operator".to_owned(),
            origin: Origin::Simulated,
            assessed_at: start(),
            took_ms: 12,
            correlator: "corr-1".to_owned(),
            requirement: design.requirement,
            offers: offers(),
            connections: Vec::new(),
            request: String::new(),
            response: String::new(),
        },
        design,
    }
}

/// A session of that identifier in that state.
pub(crate) fn watched(id: &str, state: SessionState) -> Watched {
    let design = design();
    Watched::new(
        Session {
            state,
            level: Some(Level::A.into()),
            bandwidth: Mbps::new(100).ok(),
            endpoints: design.endpoints,
            connections: design.connections,
            promised_days: Some(1),
            ..Session::new(
                ServiceId::new(id).unwrap(),
                design.name,
                ProfileId::from_random(3),
                "Sandbox operator".to_owned(),
                Origin::Simulated,
                start(),
            )
        },
        None,
    )
}

/// What an operator with a life cycle reports.
pub(crate) fn report(status: ReportedStatus, info: Option<&str>) -> NetworkReport {
    NetworkReport {
        level: Some(Level::A.into()),
        bandwidth: Mbps::new(100).ok(),
        lifecycle: Some(ReportedLifecycle {
            status,
            status_info: info.map(str::to_owned),
            started_at: None,
            expires_at: None,
            pending: None,
        }),
        ..NetworkReport::default()
    }
}
