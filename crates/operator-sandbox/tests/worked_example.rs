//! The worked example of `docs/sandbox-operator.md`, computed anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use camara::{
    location,
    request::{Connection, EdgeConnection},
};
use model::{Coordinates, GrantedTerm, Mbps, TermUnit};
use operator_sandbox::backbone::{Backbone, Demand, Terms};

const PAGE: &str = include_str!("../../../docs/sandbox-operator.md");

fn edge(latitude: f64, longitude: f64, label: &str) -> EdgeConnection {
    let place = Coordinates::new(latitude, longitude).unwrap();
    let address: std::net::IpAddr = "192.0.2.1".parse().unwrap();
    EdgeConnection {
        primary_ip_address: Some(address.into()),
        location: Some(location::encode(place, label)),
        ..EdgeConnection::default()
    }
}

/// 250 Mbps between an office in Uppsala and Frankfurt, protected, for 24 months.
fn offers(is_protected: bool) -> Vec<Result<Terms, String>> {
    let connections = [Connection {
        id: None,
        customer_edge: Some(edge(59.8586, 17.6389, "Uppsala")),
        provider_edge: Some(edge(50.1109, 8.6821, "Frankfurt")),
    }];
    let demand = Demand {
        connections: &connections,
        bandwidth: Mbps::new(250).unwrap(),
        is_protected,
        term: Some(GrantedTerm {
            value: 24.into(),
            unit: TermUnit::Months,
        }),
    };
    let verdict = Backbone::load(1).unwrap().assess(&demand);
    let [connection] = verdict.connections.as_slice() else {
        panic!("{verdict:?}")
    };
    let expected = format!(
        "{:.1} km apart, {:.1} ms there and back",
        connection.distance_km, connection.latency_ms
    );
    assert!(
        PAGE.contains(&expected),
        "the page does not say: {expected}"
    );
    let offers = verdict.offers.into_iter();
    offers
        .map(|offer| offer.terms.map_err(|refusal| refusal.reason))
        .collect()
}

#[test]
fn the_page_says_what_the_model_computes() {
    let levels = ["A", "AA", "AAA"];
    for (level, terms) in levels.into_iter().zip(offers(true)) {
        let terms = terms.unwrap();
        let Terms {
            rent,
            currency,
            wait_days,
            ..
        } = terms;
        let row = format!("| {level} | {currency} {rent} | {wait_days} |");
        assert!(PAGE.contains(&row), "the page does not say: {row}");
    }
    let refusal = offers(false).pop().unwrap().unwrap_err();
    assert!(PAGE.contains(&refusal), "the page does not say: {refusal}");
}
