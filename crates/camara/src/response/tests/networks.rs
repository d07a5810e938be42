//! What is made of an answer about a network, and of a list of them.

use super::*;

#[test]
fn the_golden_network_is_read_in_full() {
    let network = network(include_str!("../../../fixtures/network.json"));
    assert_eq!(network.service_id.as_deref(), Some("mpv_5f0c1d"));
    assert_eq!(network.level, Some(Level::AA.into()));
    assert_eq!(network.gateway.as_deref(), Some("203.0.113.7"));
    let lifecycle = network.lifecycle.unwrap();
    assert_eq!(lifecycle.status, "AVAILABLE");
    assert!(lifecycle.expires_at > lifecycle.started_at);
    assert_eq!(lifecycle.pending.unwrap().bandwidth, Mbps::new(500).ok());
    assert_eq!(
        network.service_name.as_deref(),
        Some("Pacific_link_0badcafe")
    );
    let observed = network.observed.unwrap();
    assert_eq!(observed.level, Some(Level::AA.into()));
    assert_eq!(observed.bandwidth, Some(250));
    assert_eq!(observed.latency_ms, Some(178.0));
    assert_eq!(observed.loss_percent, Some(0.01));
    assert_eq!(observed.serviced_hours, Some(1));
    let wiring = network.wiring.unwrap();
    let labels: Vec<_> = wiring
        .endpoints
        .iter()
        .map(|endpoint| endpoint.label.as_str())
        .collect();
    assert_eq!(labels, ["Lyon works", "Sydney cloud"]);
    assert_eq!(wiring.connections[0].provider_edge, wiring.endpoints[1].id);
}

#[test]
fn what_is_measured_is_taken_as_far_as_it_can_be_true() {
    let observed = |body: &str| network(&format!(r#"{{"xObserved":{body}}}"#)).observed;
    assert_eq!(observed("{}"), None);
    assert_eq!(observed("null"), None);
    assert_eq!(observed("[]"), None);
    assert_eq!(
        observed(r#"{"latencyMs":-1,"packetLossPercent":101}"#),
        None
    );
    let outage = observed(r#"{"sla":"gold","guaranteeBandwidth":"0","latencyMs":1.5}"#).unwrap();
    assert_eq!(outage.bandwidth, Some(0));
    assert_eq!(outage.latency_ms, Some(1.5));
    assert_eq!(outage.level.unwrap().as_str(), "gold");
}

#[test]
fn a_network_is_drawn_whole_or_not_at_all() {
    let edge = |ip: &str, place: &str| {
        format!(
            r#"{{"type":"site","primaryIpAddress":{{"addressType":"Ipv4Addr","address":"{ip}"}},"location":"{place}"}}"#
        )
    };
    let wiring = |ends: &[(String, String)]| {
        let connections: Vec<_> = ends
            .iter()
            .map(|(customer, provider)| {
                format!(r#"{{"customerEdge":{customer},"providerEdge":{provider}}}"#)
            })
            .collect();
        network(&format!(r#"{{"connections":[{}]}}"#, connections.join(","))).wiring
    };
    let (a, b) = (edge("192.0.2.1", "N1_E1_A"), edge("192.0.2.2", "N2_E2"));
    let hub = wiring(&[(a.clone(), b.clone()), (b.clone(), a.clone())]).unwrap();
    assert_eq!((hub.endpoints.len(), hub.connections.len()), (2, 2));
    assert_eq!(hub.endpoints[1].label, "site 2");
    for broken in [
        "{}".to_owned(),
        edge("no address", "N1_E1"),
        edge("192.0.2.3", "Paris"),
    ] {
        assert_eq!(wiring(&[(a.clone(), b.clone()), (a.clone(), broken)]), None);
    }
    assert_eq!(network(r#"{"connections":[]}"#).wiring, None);
}

#[test]
fn a_list_is_read_page_by_page_or_whole() {
    let list = |body: &str| NetworkList::read(body.as_bytes());
    let page = list(
        r#"{"items":[{"serviceId":"a","serviceName":"n"},7,{"serviceId":"b"}],"pagination":{"totalPages":"3"}}"#,
    )
    .unwrap();
    assert_eq!(page.total_pages, Some(3));
    assert_eq!(page.items.len(), 2);
    assert_eq!(page.items[0].service_name.as_deref(), Some("n"));
    let whole = list(r#"[{"serviceId":"a"}]"#).unwrap();
    assert_eq!((whole.items.len(), whole.total_pages), (1, Some(1)));
    for no_list in ["{}", "null", "7", r#"{"items":null}"#, ""] {
        assert_eq!(list(no_list), Err(NotAnObject), "{no_list}");
    }
}

#[test]
fn an_identifier_is_taken_exactly_or_not_at_all() {
    for (said, expected) in [
        (r#"" n 1 ""#, Some(" n 1 ")),
        (r#""a\u0000b""#, Some("a\0b")),
        (r#""""#, None),
        ("true", None),
        ("1e5", Some("1e5")),
    ] {
        let network = network(&format!(r#"{{"serviceId":{said}}}"#));
        assert_eq!(network.service_id.as_deref(), expected, "{said}");
    }
}

#[test]
fn the_extension_goes_before_top_level_words() {
    let body = r#"{"status":"UNAVAILABLE","xLifecycle":{"status":"AVAILABLE"}}"#;
    assert_eq!(network(body).lifecycle.unwrap().status, "AVAILABLE");
}
