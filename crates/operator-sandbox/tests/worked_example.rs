//! The worked example of `docs/sandbox-operator.md`, computed anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use camara::{
    location,
    request::{Connection, EdgeConnection},
};
use chrono::{DateTime, Utc};
use model::{Coordinates, GrantedTerm, Mbps, TermUnit};
use operator_sandbox::{
    BASE_PATH, Database, SandboxState, Scope, Settings, TOKEN_PATH,
    backbone::{Backbone, Demand, Ledger, Occupancy, Terms},
    clock::{Clock as _, ManualClock},
    router,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

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
    let ledger = Ledger::default();
    let occupancy = Occupancy {
        ledger: &ledger,
        own: None,
        now: "2026-11-02T09:30:00Z".parse().unwrap(),
    };
    let verdict = Backbone::load(1).unwrap().assess(&demand, &occupancy);
    let [connection] = verdict.connections.as_slice() else {
        panic!("{verdict:?}")
    };
    let expected = format!(
        "{:.1} km apart, {:.1} ms there and back",
        connection.distance_km,
        f64::from(connection.latency_us) / 1_000.0
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

/// An operator that has been sent the example's order at level AAA.
struct Ordered {
    router: Router,
    clock: Arc<ManualClock>,
    client: String,
    secret: String,
    service_id: String,
}

impl Ordered {
    async fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-02T09:30:00Z".parse().unwrap()));
        let state =
            SandboxState::open(&Database::Memory, clock.clone(), Settings::default()).unwrap();
        let client = state.own_client().await.unwrap();
        let secret = state.new_secret(&client).await.unwrap();
        let mut ordered = Self {
            router: router(state),
            clock,
            client,
            secret,
            service_id: String::new(),
        };
        let mut order = question(250);
        order["sla"] = json!("AAA");
        let network = ordered.ask("POST", "/networks", Some(&order)).await;
        ordered.service_id = network["serviceId"].as_str().unwrap().to_owned();
        ordered
    }

    /// What the operator answers, under a token of this moment.
    async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let scopes = Scope::ALL.map(|scope| scope.as_str()).join("+");
        let (client, secret) = (&self.client, &self.secret);
        let form = format!(
            "grant_type=client_credentials&client_id={client}&client_secret={secret}&scope={scopes}"
        );
        let request = Request::post(TOKEN_PATH)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form));
        let token = self.send(request.unwrap()).await["access_token"].clone();
        let request = Request::builder()
            .method(method)
            .uri(format!("{BASE_PATH}{path}"))
            .header("content-type", "application/json")
            .header(
                "authorization",
                format!("Bearer {}", token.as_str().unwrap()),
            )
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())));
        self.send(request.unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Value {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

fn question(mbps: u32) -> Value {
    let edge = |location: &str| {
        let address = |text: &str| json!({"addressType": "Ipv4Addr", "address": text});
        json!({"location": location,
            "primaryIpAddress": address("192.0.2.1"), "secondaryIpAddress": address("192.0.2.2")})
    };
    let customer = edge("N59.858600_E17.638900_Uppsala");
    json!({"guaranteeBandwidth": mbps, "isProtected": true,
    "duration": {"value": 24, "unit": "months"},
    "connections": [{
        "customerEdge": customer,
        "providerEdge": edge("N50.110900_E8.682100_Frankfurt"),
    }]})
}

#[tokio::test]
async fn the_page_says_what_is_left_of_the_line() {
    let ordered = Ordered::new().await;
    let verdict = ordered
        .ask("POST", "/assessment", Some(&question(99_600)))
        .await;
    let reason = verdict["xOffers"][0]["reason"].as_str().unwrap();
    assert!(PAGE.contains(reason), "the page does not say: {reason}");
}

#[tokio::test]
async fn the_page_says_what_is_measured() {
    let ordered = Ordered::new().await;
    let path = format!("/networks/{}", ordered.service_id);
    let mut rows = 0;
    for line in PAGE.lines().filter(|line| line.starts_with("| 20")) {
        let moment = line[2..].split(" | ").next().unwrap();
        let moment: DateTime<Utc> = format!("{}:00Z", moment.replace(' ', "T")).parse().unwrap();
        ordered.clock.advance(moment - ordered.clock.now());
        let network = ordered.ask("GET", &path, None).await;
        let observed = |name: &str| network["xObserved"][name].to_string();
        let row = format!(
            "| {} | {} | {} | {} | {} | {} |",
            moment.format("%Y-%m-%d %H:%M"),
            observed("sla").trim_matches('"'),
            observed("guaranteeBandwidth"),
            observed("latencyMs"),
            observed("packetLossPercent"),
            observed("servicedHours"),
        );
        assert_eq!(line, row);
        rows += 1;
    }
    assert!(rows > 1, "the page has no measurements");
}
