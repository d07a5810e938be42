//! Each body that has to be refused, and those that must not be.

use proptest::prelude::*;

use super::*;

const EDGE: &str = r#"{"type":"site","primaryIpAddress":{"addressType":"Ipv4Addr","address":"192.0.2.1"},"location":"N1.0_E2.0_X"}"#;

fn connection() -> String {
    format!(r#"{{"customerEdge":{EDGE},"providerEdge":{EDGE}}}"#)
}

fn create(rest: &str) -> String {
    format!(r#"{{"connections":[{}]{rest}}}"#, connection())
}

fn edge_with(edge: &str) -> String {
    format!(r#"{{"connections":[{{"customerEdge":{edge},"providerEdge":{EDGE}}}]}}"#)
}

fn read(body: &str) -> Result<NetworkCreate, Violation> {
    parse(body.as_bytes(), Pattern::Either)
}

fn pointer_of(body: &str) -> String {
    let violation = read(body).unwrap_err();
    assert_eq!(violation.kind, ViolationKind::InvalidArgument, "{body}");
    violation.pointer
}

#[test]
fn a_body_in_full_is_written_as_it_was_read() {
    let body = create(
        r#","guaranteeBandwidth":20,"sla":"AA","duration":{"value":1.50,"unit":"days"},"routeProtocol":"BGP""#,
    );
    let text = serde_json::to_string(&read(&body).unwrap()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&text).unwrap(),
        expected
    );
    assert!(text.contains("1.50"), "{text}");
}

#[test]
fn check_05_to_10_shapes_are_refused_where_they_are_wrong() {
    for (body, pointer) in [
        ("{}".to_owned(), "/connections"),
        (r#"{"connections":[]}"#.to_owned(), "/connections"),
        (r#"{"connections":null}"#.to_owned(), "/connections"),
        (String::new(), ""),
        ("[]".to_owned(), ""),
        ("null".to_owned(), ""),
        (
            create("")[..40].to_owned(),
            "/connections/0/customerEdge/type",
        ),
        (create(r#","sink":"x""#), "/sink"),
        (
            create(r#","duration":{"value":1,"unit":"days","x":1}"#),
            "/duration/x",
        ),
        (create(r#","duration":[1,"days"]"#), "/duration"),
        (create(r#","isProtected":null"#), "/isProtected"),
        (create(r#","connections":[]"#), ""),
        (create("") + "x", ""),
    ] {
        assert_eq!(pointer_of(&body), pointer, "{body}");
    }
    let nested = edge_with(
        r#"{"primaryIpAddress":{"addressType":"Ipv4Addr","address":"192.0.2.1","zone":"a"}}"#,
    );
    assert!(pointer_of(&nested).starts_with("/connections/0/customerEdge/primaryIpAddress"));
}

#[test]
fn check_11_bandwidth_is_a_whole_number_in_range() {
    for value in [
        "0", "-1", "1000001", "1.5", "\"20\"", "3e9", "1e300", "null", "true", "[20]",
    ] {
        let body = create(&format!(r#","guaranteeBandwidth":{value}"#));
        assert_eq!(pointer_of(&body), "/guaranteeBandwidth", "{value}");
    }
    for (value, expected) in [("1", 1), ("1000000", 1_000_000), ("20.0", 20), ("2e1", 20)] {
        let body = create(&format!(r#","guaranteeBandwidth":{value}"#));
        assert_eq!(
            read(&body).unwrap().guarantee_bandwidth,
            Mbps::new(expected).ok()
        );
    }
}

#[test]
fn check_12_words_are_exact() {
    for (property, value) in [
        ("sla", r#""AAAA""#),
        ("sla", r#""aa""#),
        ("sla", r#""""#),
        ("sla", r#"{"A":null}"#),
        ("duration", r#"{"unit":"weeks"}"#),
    ] {
        let body = create(&format!(r#","{property}":{value}"#));
        assert!(
            pointer_of(&body).starts_with(&format!("/{property}")),
            "{body}"
        );
    }
    assert_eq!(
        pointer_of(&edge_with(r#"{"type":"dc"}"#)),
        "/connections/0/customerEdge/type"
    );
}

#[test]
fn check_13_durations_not_above_0_are_out_of_range() {
    for value in ["0", "-1", "1e300", "-0.0"] {
        let body = create(&format!(r#","duration":{{"value":{value},"unit":"days"}}"#));
        let violation = read(&body).unwrap_err();
        assert_eq!(violation.kind, ViolationKind::OutOfRange);
        assert_eq!(violation.pointer, "/duration/value");
    }
}

#[test]
fn check_15_what_a_duration_leaves_out_is_filled_in() {
    use model::{GrantedTerm, TermUnit};
    for (text, value, unit) in [
        (r#"{"value":6}"#, 6, TermUnit::Hours),
        (r#"{"unit":"days"}"#, 1, TermUnit::Days),
        ("{}", 1, TermUnit::Hours),
    ] {
        let body = create(&format!(r#","duration":{text}"#));
        let granted = read(&body).unwrap().duration.unwrap().granted();
        assert_eq!(
            granted,
            Some(GrantedTerm {
                value: value.into(),
                unit
            })
        );
    }
}

#[test]
fn check_16_and_17_addresses_are_whole_and_of_their_family() {
    for address in [
        r#"{"addressType":"Ipv4","address":"192.0.2.1"}"#,
        r#"{"addressType":"Ipv4Addr","address":"2001:db8::1"}"#,
        r#"{"addressType":"Ipv6Addr","address":"192.0.2.1"}"#,
        r#"{"addressType":"Ipv4Addr","address":"10.0.0.0/24"}"#,
        r#"{"addressType":"Ipv4Addr","address":"256.1.1.1"}"#,
        r#"{"addressType":"Ipv4Addr","address":"010.1.1.1"}"#,
        r#"{"addressType":"Ipv4Addr","address":" 10.1.1.1"}"#,
        r#"{"addressType":"Ipv6Addr","address":"fe80::1%eth0"}"#,
        r#"{"addressType":"Ipv4Addr"}"#,
        r#"{"address":"192.0.2.1"}"#,
        r#"["Ipv4Addr","192.0.2.1"]"#,
        r#""192.0.2.1""#,
    ] {
        let body = edge_with(&format!(r#"{{"primaryIpAddress":{address}}}"#));
        let at = "/connections/0/customerEdge/primaryIpAddress";
        assert!(pointer_of(&body).starts_with(at), "{address}");
    }
    let spelt = r#"{"addressType":"Ipv6Addr","address":"2001:DB8::0:1"}"#;
    let body = read(&edge_with(&format!(r#"{{"primaryIpAddress":{spelt}}}"#))).unwrap();
    assert!(serde_json::to_string(&body).unwrap().contains(spelt));
}

#[test]
fn check_18_protection_needs_every_second_edge() {
    let body = create(r#","isProtected":true"#);
    assert_eq!(
        pointer_of(&body),
        "/connections/0/customerEdge/secondaryIpAddress"
    );
    assert!(read(&create(r#","isProtected":false"#)).is_ok());
}

#[test]
fn check_19_to_21_patterns() {
    let long = "a".repeat(256);
    for name in ["", "two words", "Zürich", &long, "a+b"] {
        let body = create(&format!(r#","serviceName":"{name}""#));
        assert_eq!(pointer_of(&body), "/serviceName");
    }
    for location in ["Berlin, DE", &"a".repeat(2049)] {
        let edge = EDGE.replace("N1.0_E2.0_X", location);
        assert_eq!(
            pointer_of(&edge_with(&edge)),
            "/connections/0/customerEdge/location"
        );
    }
    let hyphen = create(r#","serviceName":"a-b""#);
    assert!(read(&hyphen).is_ok());
    assert!(parse::<NetworkCreate>(hyphen.as_bytes(), Pattern::Literal).is_err());
    assert!(Pattern::Literal.takes("a^b", 255));
}

#[test]
fn check_04_a_hundred_connections_and_no_more() {
    let body = |count: usize| {
        format!(
            r#"{{"connections":[{}]}}"#,
            vec![connection(); count].join(",")
        )
    };
    assert_eq!(read(&body(100)).unwrap().connections.unwrap().len(), 100);
    assert_eq!(pointer_of(&body(101)), "/connections");
}

#[test]
fn check_35_a_patch_knows_two_properties_and_no_null() {
    for body in [
        r#"{"guaranteeBandwidth":null}"#,
        r#"{"sla":null}"#,
        r#"{"serviceName":"x"}"#,
        r#"{"duration":{}}"#,
        r#"{"guaranteeBandwidth":0}"#,
        "[]",
        "[10]",
    ] {
        assert!(
            parse::<NetworkUpdate>(body.as_bytes(), Pattern::Either).is_err(),
            "{body}"
        );
    }
    assert_eq!(parse(b"{}", Pattern::Either), Ok(NetworkUpdate::default()));
}

#[test]
fn check_43_an_assessment_takes_no_level_and_needs_a_bandwidth() {
    let read = |rest: &str| parse::<AssessmentRequest>(create(rest).as_bytes(), Pattern::Either);
    assert_eq!(
        read(r#","guaranteeBandwidth":1,"sla":"A""#)
            .unwrap_err()
            .pointer,
        "/sla"
    );
    assert_eq!(read("").unwrap_err().pointer, "/guaranteeBandwidth");
    assert!(read(r#","guaranteeBandwidth":1"#).is_ok());
}

#[test]
fn the_golden_requests_are_read_and_written_the_same() {
    fn check<T: Body + Serialize>(text: &str) {
        let value: T = parse(text.as_bytes(), Pattern::Either).unwrap();
        let written = serde_json::to_value(&value).unwrap();
        let golden: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(written, golden);
    }
    check::<AssessmentRequest>(include_str!("../../fixtures/assessment-request.json"));
    check::<NetworkCreate>(include_str!("../../fixtures/network-create.json"));
    check::<NetworkUpdate>(include_str!("../../fixtures/network-update.json"));
}

#[test]
fn a_drawn_network_becomes_the_golden_order() {
    use model::{
        Connection as Drawn, ConnectionId, Coordinates, Endpoint, EndpointId, EndpointKind,
        Protection, Routing, Term, TermUnit,
    };
    let endpoint =
        |id: &str, kind, label: &str, latitude, longitude, primary: &str, secondary: &str| {
            Endpoint {
                id: EndpointId::new(id).unwrap(),
                kind,
                label: label.to_owned(),
                place: None,
                region: None,
                coordinates: Coordinates::new(latitude, longitude).unwrap(),
                primary_ip: primary.parse().unwrap(),
                secondary_ip: Some(secondary.parse().unwrap()),
            }
        };
    let endpoints = [
        endpoint(
            "a",
            EndpointKind::Site,
            "Lyon works",
            45.764_043,
            4.835_659,
            "192.0.2.10",
            "2001:db8::10",
        ),
        endpoint(
            "b",
            EndpointKind::Cloud,
            "Sydney cloud",
            -33.868_82,
            151.209_296,
            "198.51.100.20",
            "198.51.100.21",
        ),
    ];
    let connections = [Drawn {
        id: ConnectionId::new("c1").unwrap(),
        customer_edge: EndpointId::new("a").unwrap(),
        provider_edge: EndpointId::new("b").unwrap(),
        latency: None,
    }];
    let assess = |protection| {
        let bandwidth = Mbps::new(250).unwrap();
        let term = Term::new(12, TermUnit::Months).ok();
        AssessmentRequest::of(&endpoints, &connections, bandwidth, term, protection)
    };
    let golden = include_str!("../../fixtures/assessment-request.json");
    assert_eq!(
        parse(golden.as_bytes(), Pattern::Literal),
        Ok(assess(Protection::Protected))
    );
    let order = NetworkCreate::of(
        assess(Protection::Unprotected),
        "Pacific_link_0badcafe".to_owned(),
        Level::AA,
        Routing::Bgp,
    );
    let golden = include_str!("../../fixtures/network-create.json");
    assert_eq!(
        parse(golden.as_bytes(), Pattern::Literal),
        Ok(order.clone())
    );

    // No field of the API takes a wanted latency: not a byte differs.
    let mut wanted = connections.clone();
    wanted[0].latency = model::WantedLatency::typed("15").unwrap();
    let bandwidth = Mbps::new(250).unwrap();
    let term = Term::new(12, TermUnit::Months).ok();
    let asked = AssessmentRequest::of(
        &endpoints,
        &wanted,
        bandwidth,
        term,
        Protection::Unprotected,
    );
    let bytes = |value: &AssessmentRequest| serde_json::to_vec(value).unwrap();
    assert_eq!(bytes(&asked), bytes(&assess(Protection::Unprotected)));
    let wanted = NetworkCreate::of(
        asked,
        "Pacific_link_0badcafe".to_owned(),
        Level::AA,
        Routing::Bgp,
    );
    let bytes = |value: &NetworkCreate| serde_json::to_vec(value).unwrap();
    assert_eq!(bytes(&wanted), bytes(&order));
}

/// Any JSON value in the shapes that come near a request.
fn any_json() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("connections"),
        Just("customerEdge"),
        Just("primaryIpAddress"),
        Just("addressType"),
        Just("address"),
        Just("duration"),
        Just("value"),
        Just("guaranteeBandwidth"),
        Just("sla"),
    ];
    let leaf = prop_oneof![
        "-?[0-9]{1,12}([.][0-9]{1,4})?(e[0-9]{1,3})?",
        Just("null".to_owned()),
        Just("true".to_owned()),
        "\"[A-Za-z0-9:. ]{0,8}\"",
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec((name.clone(), inner), 0..5).prop_map(|entries| {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(name, value)| format!("\"{name}\":{value}"))
                    .collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_body_makes_it_panic_and_what_is_taken_is_written_the_same(body in any_json()) {
        let body = format!(r#"{{"connections":[{}],"guaranteeBandwidth":5,"duration":{body}}}"#, connection());
        if let Ok(read) = parse::<AssessmentRequest>(body.as_bytes(), Pattern::Either) {
            let written = serde_json::to_string(&read).unwrap();
            prop_assert_eq!(parse(written.as_bytes(), Pattern::Either), Ok(read));
        }
        let _ = parse::<NetworkCreate>(body.as_bytes(), Pattern::Either);
    }

    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse::<NetworkCreate>(&body, Pattern::Either);
        let _ = parse::<NetworkUpdate>(&body, Pattern::Either);
    }
}
