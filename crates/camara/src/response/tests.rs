//! What is made of answers, from the golden ones to the hopeless ones (`camara.md`, 7.2).

mod assessments;
mod networks;

use model::{
    Connection, ConnectionId, EndpointId, Feasibility, FeePeriod, GrantedTerm, Level, Mbps, Origin,
    ReportedLevel, TermUnit, Wait,
};
use proptest::prelude::*;

use super::*;

fn asked() -> Vec<Connection> {
    vec![Connection {
        id: ConnectionId::new("c1").unwrap(),
        customer_edge: EndpointId::new("a").unwrap(),
        provider_edge: EndpointId::new("b").unwrap(),
        latency: None,
    }]
}

fn assess(body: &str) -> Assessment {
    Assessment::read(body.as_bytes(), &asked(), known(FeePeriod::Unknown)).unwrap()
}

fn network(body: &str) -> Network {
    Network::read(body.as_bytes()).unwrap()
}

fn known(period: FeePeriod) -> Rent {
    Rent {
        origin: Origin::Live,
        period,
        currency: None,
    }
}

#[test]
fn check_06_and_7_what_is_missing_or_null_is_not_reported() {
    let nothing = Network::default();
    for body in [
        "{}",
        r#"{"sla":null,"guaranteeBandwidth":null,"duration":null,"serviceId":null,"xLifecycle":null}"#,
        r#"{"sla":{},"guaranteeBandwidth":[],"duration":"x","serviceId":true,"isProtected":3}"#,
        r#"{"guaranteeBandwidth":-5,"duration":{"value":6},"serviceId":"","xLifecycle":{}}"#,
        r#"{"guaranteeBandwidth":1e99,"duration":{"value":[],"unit":"days"}}"#,
    ] {
        assert_eq!(network(body), nothing, "{body}");
    }
}

#[test]
fn check_08_numbers_come_in_any_dress() {
    for value in ["20", "20.0", "\"20\"", "2e1", "\" 20.0 \""] {
        let body = format!(r#"{{"guaranteeBandwidth":{value},"isProtected":"true"}}"#);
        assert_eq!(network(&body).bandwidth, Mbps::new(20).ok(), "{value}");
        assert_eq!(network(&body).is_protected, Some(true));
    }
    assert_eq!(
        network(r#"{"serviceId":111111}"#).service_id.as_deref(),
        Some("111111")
    );
}

#[test]
fn check_09_unknown_words_are_kept() {
    let network = network(r#"{"sla":"AAAA","status":"PAUSED","statusInfo":"MAINTENANCE"}"#);
    assert_eq!(network.level, Some(ReportedLevel::Other("AAAA".to_owned())));
    assert_eq!(network.lifecycle.unwrap().status, "PAUSED");
}

#[test]
fn check_08_numbers_as_text_are_noted() {
    for (body, is_odd) in [
        (r#"{"guaranteeBandwidth":20,"isProtected":true}"#, false),
        (r#"{"guaranteeBandwidth":20.0,"sla":"A"}"#, false),
        (r#"{"guaranteeBandwidth":"20"}"#, true),
        (r#"{"isProtected":"true"}"#, true),
        (r#"{"duration":{"value":"6","unit":"days"}}"#, true),
    ] {
        assert_eq!(network(body).has_odd_types, is_odd, "{body}");
    }
    assert!(assess(r#"{"waitDays":"7"}"#).has_odd_types);
    assert!(assess(r#"{"rent":{"amount":"7","currency":"EUR"}}"#).has_odd_types);
    assert!(!assess(r#"{"rent":{"amount":7,"currency":"EUR"}}"#).has_odd_types);
}

#[test]
fn what_is_said_twice_and_not_the_same_is_not_said() {
    let network = network(
        r#"{"serviceId":"n1","serviceId":"n2","sla":"A","sla":"A","guaranteeBandwidth":5,
            "guaranteeBandwidth":5.0}"#,
    );
    assert_eq!((network.service_id, network.bandwidth), (None, None));
    assert_eq!(network.level, Some(Level::A.into()));
    let body = r#"{"sla":"A","rent":{"amount":1,"amount":9,"currency":"EUR"}}"#;
    assert_eq!(assess(body).offers[0].fee, None);
}

#[test]
fn an_error_among_good_news_is_seen() {
    for body in [
        r#"{"status":404,"code":"NOT_FOUND","message":"no"}"#,
        r#"{"error":"invalid_token"}"#,
        r#"{"error":{"code":404,"message":"no"}}"#,
        r#"{"status":503,"title":"no"}"#,
        r#"{"errors":[{"message":"no"}]}"#,
    ] {
        assert!(is_error(body.as_bytes()), "{body}");
    }
    for body in [
        "{}",
        "",
        "<html>",
        r#"{"serviceId":"n1","code":"x"}"#,
        r#"{"sla":"A","status":"AVAILABLE"}"#,
        r#"{"status":"AVAILABLE"}"#,
        include_str!("../../fixtures/network.json"),
        include_str!("../../fixtures/assessment-result.json"),
    ] {
        assert!(!is_error(body.as_bytes()), "{body}");
    }
}

#[test]
fn however_large_an_answer_is_little_is_kept_of_it() {
    let many: String = (0..20_000).map(|n| format!(r#""p{n}":{n},"#)).collect();
    let body = format!(r#"{{"sla":"AA",{many}"serviceId":"late"}}"#);
    let network = network(&body);
    assert_eq!(network.level, Some(Level::AA.into()));
    assert_eq!(network.service_id, None);
    let offers = r#"{"sla":"A"},"#.repeat(50_000);
    let body = format!(r#"{{"xOffers":[{offers}{{"sla":"AAA"}}]}}"#);
    assert_eq!(assess(&body).offers.len(), 1);
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let body = format!(r#"{{"deep":{deep},"sla":"AA","rent":{deep},"duration":{deep}}}"#);
    assert_eq!(assess(&body).offers[0].fee, None);
}

#[test]
fn the_early_draft_is_understood() {
    let network = network(
        r#"{"routeProtocal":"BGP","cloudGatewayIP":"192.0.2.1","duration":{"value":6,"unit":"Month"}}"#,
    );
    assert_eq!(network.route_protocol.as_deref(), Some("BGP"));
    assert_eq!(network.gateway.as_deref(), Some("192.0.2.1"));
    assert_eq!(
        network.duration,
        Some(GrantedTerm {
            value: 6.into(),
            unit: TermUnit::Months
        })
    );
    assert_eq!(assess(r#"{"waitdays":3}"#).offers[0].wait, Wait::Days(3));
}

#[test]
fn check_16_and_17_errors_of_every_form() {
    for (body, code, message) in [
        (
            include_str!("../../fixtures/error.json"),
            "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT",
            "There is no capacity of that size between Lyon and Sydney.",
        ),
        (
            r#"{"error":"invalid_token","error_description":"gone"}"#,
            "invalid_token",
            "gone",
        ),
        (r#"{"message":"<b>bold</b>\u0007"}"#, "", "<b>bold</b>"),
        ("<html>", "", ""),
        ("", "", ""),
        ("[]", "", ""),
        (r#"{"code":{"a":1}}"#, "", ""),
    ] {
        let info = ErrorInfo::read(body.as_bytes());
        assert_eq!(
            (info.code.as_str(), info.message.as_str()),
            (code, message),
            "{body}"
        );
    }
    let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(2000));
    assert_eq!(ErrorInfo::read(long.as_bytes()).message.len(), 512);
}

#[test]
fn check_12_and_15_what_is_no_object_is_an_error() {
    for body in [
        "",
        "null",
        "[]",
        "7",
        "\"x\"",
        r#"{"a":1"#,
        "<html></html>",
        "{} {}",
    ] {
        assert_eq!(Network::read(body.as_bytes()), Err(NotAnObject), "{body}");
    }
    assert_eq!(Network::read(b"{\"sla\":\"\xff\"}"), Err(NotAnObject));
    assert!(Network::read(b"\xef\xbb\xbf{}").is_ok());
}

proptest! {
    #[test]
    fn no_body_makes_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Network::read(&body);
        let _ = Assessment::read(&body, &asked(), known(FeePeriod::Unknown));
        let _ = ErrorInfo::read(&body);
        let _ = is_error(&body);
    }

    #[test]
    fn no_value_makes_it_panic(value in "[-0-9.eE\"a-z{}\\[\\]:,]{0,24}") {
        let body = format!(
            r#"{{"waitDays":{value},"sla":{value},"rent":{{"amount":{value},"currency":"EUR"}}}}"#
        );
        let _ = Assessment::read(body.as_bytes(), &asked(), known(FeePeriod::Unknown));
    }
}
