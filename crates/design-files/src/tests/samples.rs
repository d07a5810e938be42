//! Designs out of numbers, and places that are known.

use std::collections::HashSet;

use model::{
    Connection, ConnectionId, Coordinates, Design, DesignId, Endpoint, EndpointId, EndpointKind,
    Mbps, Protection, Requirement, Routing, Term, TermUnit, WantedLatency, plain_text,
};
use proptest::{collection::vec, option, prelude::*};

use crate::{Found, Places};

/// Knows one town and one region.
pub(super) struct Atlas;

impl Places for Atlas {
    fn town(&mut self, name: &str, country: &str) -> Option<Found> {
        (name == "Lyon" && matches!(country, "" | "France")).then(|| Found {
            name: "Lyon, France".to_owned(),
            town: "Lyon".to_owned(),
            coordinates: Coordinates::new(45.75, 4.85).unwrap(),
        })
    }

    fn region(&mut self, key: &str) -> Option<Found> {
        (key == "AWS eu-central-1").then(|| Found {
            name: key.to_owned(),
            town: "Frankfurt".to_owned(),
            coordinates: Coordinates::new(50.11, 8.68).unwrap(),
        })
    }
}

/// Text that a design may hold, with what formulas, markup and separators are made of.
fn text(longest: usize) -> impl Strategy<Value = String> {
    let odd = "[=+@'\";,\u{ff1d}<>&|-]{0,3}[a-zA-Z0-9äß東\u{1f680} ]{0,12}[=+@'\";,<>&{}\\[\\]\\\\|-]{0,4}";
    prop_oneof![
        odd,
        ".{1,30}",
        "<!\\[CDATA\\[[a-z]{1,3}\\]\\]>",
        "&[a-z]{1,4};",
        "-?[0-9]{1,4}"
    ]
    .prop_map(move |text| plain_text(&text, longest))
    .prop_filter("text is not empty", |text: &String| !text.is_empty())
}

fn endpoint() -> impl Strategy<Value = Endpoint> {
    let coordinates = (-90.0..=90.0, -180.0..=180.0);
    let plain =
        (-90_i32..=90, -180_i32..=180).prop_map(|(lat, lon)| (f64::from(lat), f64::from(lon)));
    let address = any::<std::net::IpAddr>;
    (
        any::<u128>(),
        option::of(text(60)),
        text(Endpoint::MAX_LABEL),
        option::of(text(60)),
        prop_oneof![coordinates, plain],
        address(),
        option::of(address()),
    )
        .prop_map(
            |(id, region, label, place, (latitude, longitude), primary_ip, second)| Endpoint {
                id: EndpointId::from_random(id),
                kind: if region.is_some() {
                    EndpointKind::Cloud
                } else {
                    EndpointKind::Site
                },
                label,
                place,
                region,
                coordinates: Coordinates::new(latitude, longitude).unwrap(),
                primary_ip,
                secondary_ip: second.filter(|second| *second != primary_ip),
            },
        )
}

pub(super) fn design() -> impl Strategy<Value = Design> {
    let drawn = (
        vec(endpoint(), 1..9),
        vec(
            (
                any::<u128>(),
                0_usize..9,
                0_usize..9,
                option::of(1_u32..=10_000),
            ),
            0..9,
        ),
    );
    let asked = (
        1_u32..=1_000_000,
        option::of((1_u32..1_000, 0_usize..5)),
        any::<bool>(),
        0_usize..2,
    );
    (
        drawn,
        asked,
        text(Design::MAX_NAME),
        option::of(text(Design::MAX_NAME)),
    )
        .prop_map(
            |((endpoints, joined), (mbps, term, protected, routing), name, customer)| {
                let mut design = Design::empty(DesignId::from_random(1), name);
                design.customer = customer.unwrap_or_default();
                design.requirement = Requirement {
                    bandwidth: Mbps::new(mbps).unwrap(),
                    term: term.map(|(value, unit)| Term::new(value, TermUnit::ALL[unit]).unwrap()),
                    protection: Protection::from(protected),
                    routing: Routing::ALL[routing],
                };
                let mut pairs = HashSet::new();
                for (id, one, other, latency) in joined {
                    let (one, other) = (one % endpoints.len(), other % endpoints.len());
                    if one != other && pairs.insert((one.min(other), one.max(other))) {
                        design.connections.push(Connection {
                            id: ConnectionId::from_random(id),
                            customer_edge: endpoints[one].id.clone(),
                            provider_edge: endpoints[other].id.clone(),
                            latency: latency.map(|ms| WantedLatency::try_from(ms).unwrap()),
                        });
                    }
                }
                design.endpoints = endpoints;
                design
            },
        )
}

/// Three endpoints and two connections.
pub(super) fn small() -> Design {
    let mut design = Design::empty(DesignId::from_random(99), "Two sites & a cloud");
    for (number, label, kind, latitude, longitude) in [
        (1_u8, "Lyon plant", EndpointKind::Site, 45.75, 4.85),
        (2, "Zürich <office>", EndpointKind::Site, 47.37, 8.54),
        (3, "=AWS", EndpointKind::Cloud, 50.11, 8.68),
    ] {
        design.endpoints.push(Endpoint {
            id: EndpointId::from_random(u128::from(number)),
            kind,
            label: label.to_owned(),
            place: Some(label.to_owned()),
            region: (kind == EndpointKind::Cloud).then(|| "AWS eu-central-1".to_owned()),
            coordinates: Coordinates::new(latitude, longitude).unwrap(),
            primary_ip: std::net::IpAddr::from([192, 0, 2, number]),
            secondary_ip: None,
        });
    }
    for (number, one, other) in [(7, 0, 2), (8, 1, 2)] {
        design.connections.push(Connection {
            id: ConnectionId::from_random(number),
            customer_edge: design.endpoints[one].id.clone(),
            provider_edge: design.endpoints[other].id.clone(),
            latency: WantedLatency::try_from(20).ok(),
        });
    }
    design
}
