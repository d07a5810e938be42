//! What is made of answers, from the golden ones to the hopeless ones (`camara.md`, 7.2).

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
fn an_amount_without_a_currency_is_in_the_operators_where_that_is_known() {
    let body = br#"{"sla":"A","rent":{"amount":100}}"#;
    let read = |currency| {
        let rent = Rent {
            currency,
            ..known(FeePeriod::Term)
        };
        Assessment::read(body, &asked(), rent).unwrap().offers[0].fee
    };
    assert_eq!(read(None), None);
    let fee = read(Some(model::Currency::new("CHF").unwrap())).unwrap();
    assert_eq!(fee.money.currency.code(), "CHF");
}

#[test]
fn the_golden_assessment_has_three_offers_and_a_verdict() {
    let answer = assess(include_str!("../../fixtures/assessment-result.json"));
    assert_eq!(answer.offers.len(), 3);
    let fee = answer.offers[1].fee.unwrap();
    assert_eq!(fee.money.amount.to_string(), "6120.00");
    assert_eq!(fee.period, FeePeriod::Term);
    assert_eq!(
        answer.offers[2].feasibility,
        Feasibility::Infeasible {
            reason: Some("No second path between Lyon and Sydney.".to_owned())
        }
    );
    assert_eq!(answer.connections[0].connection.as_str(), "c1");
    assert_eq!(answer.connections[0].latency_ms, Some(178.6));
}

#[test]
fn the_golden_network_is_read_in_full() {
    let network = network(include_str!("../../fixtures/network.json"));
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
fn the_extension_goes_before_top_level_words() {
    let body = r#"{"status":"UNAVAILABLE","xLifecycle":{"status":"AVAILABLE"}}"#;
    assert_eq!(network(body).lifecycle.unwrap().status, "AVAILABLE");
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
fn check_46_an_assessment_may_leave_out_everything() {
    for (body, wait) in [
        (r#"{"sla":"A"}"#, Wait::Unknown),
        (r#"{"sla":"A","waitDays":0}"#, Wait::Days(0)),
        (r#"{"sla":"A","waitDays":-1}"#, Wait::Unknown),
        (r#"{"sla":"A","waitDays":"7"}"#, Wait::Days(7)),
    ] {
        let offer = &assess(body).offers[0];
        assert_eq!((offer.wait, offer.fee), (wait, None), "{body}");
        assert_eq!(offer.feasibility, Feasibility::Feasible);
    }
    assert_eq!(assess("{}").offers[0].feasibility, Feasibility::Unknown);
    assert_eq!(assess("{}").offers.len(), 1);
}

#[test]
fn check_46_money_is_exact_and_rounded_to_its_currency() {
    for (rent, expected) in [
        (r#"{"amount":0.1,"currency":"GBP"}"#, Some("0.1 GBP")),
        (r#"{"amount":2.345,"currency":"EUR"}"#, Some("2.34 EUR")),
        (r#"{"amount":2.355,"currency":"EUR"}"#, Some("2.36 EUR")),
        (r#"{"amount":0.004,"currency":"EUR"}"#, Some("0.004 EUR")),
        (r#"{"amount":0.000,"currency":"EUR"}"#, Some("0.000 EUR")),
        (r#"{"amount":1234.5,"currency":"JPY"}"#, Some("1234 JPY")),
        (r#"{"amount":1.2345,"currency":"KWD"}"#, Some("1.234 KWD")),
        (
            r#"{"amount":1.23456,"currency":"QQQ"}"#,
            Some("1.23456 QQQ"),
        ),
        (
            r#"{"amount":"6120.10","currency":"eur"}"#,
            Some("6120.10 EUR"),
        ),
        (
            r#"{"amount":9007199254740993.25,"currency":"USD"}"#,
            Some("9007199254740993.25 USD"),
        ),
        (r#"{"amount":5}"#, None),
        (r#"{"currency":"EUR"}"#, None),
        (r#"{"amount":-5,"currency":"EUR"}"#, None),
        (r#"{"amount":-0,"currency":"EUR"}"#, Some("0 EUR")),
        (r#"{"amount":"NaN","currency":"EUR"}"#, None),
        (r#"{"amount":"-Infinity","currency":"EUR"}"#, None),
        (r#"{"amount":"0x10","currency":"EUR"}"#, None),
        (r#"{"amount":"1_000","currency":"EUR"}"#, None),
        (r#"{"amount":"1,000.50","currency":"EUR"}"#, None),
        (r#"{"amount":5,"currency":"EU\u202eR"}"#, Some("5 EUR")),
        (r#"{"amount":"cheap","currency":"EUR"}"#, None),
        (r#"{"amount":1e300,"currency":"EUR"}"#, None),
        (r#"{"amount":5,"currency":"€"}"#, None),
        ("5", None),
    ] {
        let answer = assess(&format!(r#"{{"sla":"A","rent":{rent}}}"#));
        let shown = answer.offers[0]
            .fee
            .map(|fee| format!("{} {}", fee.money.amount, fee.money.currency));
        assert_eq!(shown.as_deref(), expected, "{rent}");
    }
}

#[test]
fn the_period_is_the_answers_own_else_the_profiles() {
    let rent = r#""rent":{"amount":1,"currency":"EUR"}"#;
    for (said, expected) in [
        ("", FeePeriod::Term),
        (r#","rentPeriod":"MONTH""#, FeePeriod::Month),
        (r#","rentPeriod":"YEAR""#, FeePeriod::Unknown),
    ] {
        let body = format!(r#"{{"xOffers":[{{"sla":"A",{rent}{said}}}]}}"#);
        let answer = Assessment::read(body.as_bytes(), &asked(), known(FeePeriod::Term)).unwrap();
        assert_eq!(answer.offers[0].fee.unwrap().period, expected, "{said}");
    }
}

#[test]
fn offers_are_sorted_once_each_and_three_at_most() {
    let body = r#"{"xOffers":[{"sla":"X"},{"sla":"AAA"},{"sla":"A"},{"sla":"A","feasible":true},{"sla":"AA"},{},7]}"#;
    let levels: Vec<_> = assess(body)
        .offers
        .iter()
        .map(|offer| offer.level.clone().unwrap().as_str().to_owned())
        .collect();
    assert_eq!(levels, ["A", "AA", "AAA"]);
    assert_eq!(assess(r#"{"sla":"AA","xOffers":[]}"#).offers.len(), 1);
    assert_eq!(assess(r#"{"sla":"AA","xOffers":{"a":1}}"#).offers.len(), 1);
}

#[test]
fn verdicts_about_connections_nobody_asked_for_are_dropped() {
    let body = r#"{"xConnections":[{"index":1},{"index":-1},{},{"index":0,"feasible":false},{"index":0,"feasible":true}]}"#;
    let answer = assess(body);
    assert_eq!(answer.connections.len(), 1);
    assert_eq!(
        answer.connections[0].feasibility,
        Feasibility::Infeasible { reason: None }
    );
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
