//! What is made of answers, from the golden ones to the hopeless ones (`camara.md`, 2 and 7.2).

use model::Level;
use proptest::prelude::*;

use super::*;

fn assess(body: &str) -> Assessment {
    assessment(body.as_bytes(), Origin::Live, Currency::new("EUR").ok()).unwrap()
}

/// Offers as level, amount and days.
fn told(body: &str) -> Vec<(String, String, Option<u32>)> {
    let offers = assess(body).offers.into_iter();
    offers
        .map(|offer| {
            (
                offer
                    .level
                    .map_or(String::new(), |level| level.as_str().to_owned()),
                offer
                    .fee
                    .map_or(String::new(), |fee| fee.money.amount.to_string()),
                offer.wait.days(),
            )
        })
        .collect()
}

fn read(body: &str) -> Network {
    service(body.as_bytes()).unwrap()
}

#[test]
fn the_golden_assessment_is_now_and_later() {
    let body = include_str!("../../../fixtures/site-to-cloud/02-assessment.json");
    let answer = assess(body);
    assert_eq!(
        told(body),
        [
            ("A".to_owned(), "340".to_owned(), Some(0)),
            ("AA".to_owned(), "510".to_owned(), Some(0)),
            ("AAA".to_owned(), "890".to_owned(), Some(25)),
        ]
    );
    for offer in &answer.offers {
        assert_eq!(offer.feasibility, Feasibility::Feasible);
        assert_eq!(offer.fee.unwrap().period, FeePeriod::Month);
        assert_eq!(offer.fee.unwrap().money.currency.code(), "EUR");
    }
    assert!(!answer.has_odd_types);
}

#[test]
fn without_a_currency_there_is_no_price() {
    let body = br#"{"solution1":[{"SLA":"A","rent":100}]}"#;
    let answer = assessment(body, Origin::Simulated, None).unwrap();
    assert_eq!(answer.offers[0].fee, None);
    let fee = assessment(body, Origin::Simulated, Currency::new("CHF").ok());
    let fee = fee.unwrap().offers[0].fee.unwrap();
    assert_eq!(
        (fee.origin, fee.period),
        (Origin::Simulated, FeePeriod::Month)
    );
}

#[test]
fn check_48_what_there_is_of_an_assessment_is_shown() {
    let nothing = vec![(String::new(), String::new(), None)];
    for body in [
        "{}",
        r#"{"solution1":[],"solution2":null}"#,
        r#"{"solution1":null}"#,
        r#"{"solution1":[{}],"solution2":{}}"#,
        r#"{"solution1":"x","solution2":[7]}"#,
    ] {
        assert_eq!(told(body), nothing, "{body}");
        assert_eq!(assess(body).offers[0].feasibility, Feasibility::Unknown);
    }
    let offer = |level: &str, rent: &str, days| vec![(level.to_owned(), rent.to_owned(), days)];
    for (body, expected) in [
        (
            r#"{"solution2":{"waitdays":9,"SLA":"AA","rent":5}}"#,
            offer("AA", "5", Some(9)),
        ),
        (r#"{"solution2":{"SLA":"AA"}}"#, offer("AA", "", None)),
        (
            r#"{"solution1":{"SLA":"A","rent":"5"}}"#,
            offer("A", "5", Some(0)),
        ),
        (r#"{"solution1":[{"rent":5}]}"#, offer("", "5", Some(0))),
        (
            r#"{"solution1":[{"SLA":"gold","rent":-5}]}"#,
            offer("gold", "", Some(0)),
        ),
        // A level is told once, and as early as it can be had.
        (
            r#"{"solution1":[{"SLA":"A","rent":5},{"SLA":"A","rent":6}],
                "solution2":{"waitdays":3,"SLA":"A","rent":4}}"#,
            offer("A", "5", Some(0)),
        ),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn levels_in_neither_solution_come_from_what_is_added() {
    let answer = assess(
        r#"{"solution1":[{"SLA":"A","rent":340}],"xOffers":[
            {"sla":"A","feasible":true,"rent":{"amount":1,"currency":"USD"}},
            {"sla":"AA","feasible":true,"rent":{"amount":2,"currency":"USD"},"waitDays":4},
            {"sla":"AAA","feasible":false,"reason":"no second way"}]}"#,
    );
    let [a, aa, aaa] = &answer.offers[..] else {
        panic!("{:?}", answer.offers)
    };
    assert_eq!(a.fee.unwrap().money.amount.to_string(), "340");
    assert_eq!(aa.fee.unwrap().period, FeePeriod::Unknown);
    assert_eq!(aa.wait, Wait::Days(4));
    let reason = Some("no second way".to_owned());
    assert_eq!(aaa.feasibility, Feasibility::Infeasible { reason });
}

#[test]
fn the_golden_service_is_read_in_full() {
    let ordered = read(include_str!(
        "../../../fixtures/site-to-cloud/04-ordered.json"
    ));
    assert_eq!(ordered.service_id.as_deref(), Some("5f0c1d"));
    assert_eq!(ordered.gateway.as_deref(), Some("203.0.113.7"));
    assert_eq!(ordered.lifecycle.unwrap().status, "REQUESTED");

    let service = read(include_str!(
        "../../../fixtures/site-to-cloud/05-service.json"
    ));
    assert_eq!(service.level, Some(Level::AAA.into()));
    assert_eq!(service.bandwidth, Mbps::new(500).ok());
    assert_eq!(service.is_protected, Some(true));
    let term = service.duration.unwrap();
    assert_eq!((term.value, term.unit), (8_760.into(), TermUnit::Hours));
    let observed = service.observed.unwrap();
    assert_eq!(observed.level, Some(Level::A.into()));
    assert_eq!(observed.bandwidth, Some(231));
    assert_eq!(observed.latency_ms, Some(14.0));
    assert_eq!(observed.loss_percent, Some(0.412));
    assert_eq!(observed.serviced_hours, Some(26));
    let pending = service.lifecycle.unwrap().pending.unwrap();
    assert_eq!(pending.bandwidth, Mbps::new(500).ok());
    assert!(!service.has_odd_types);

    let changed = read(include_str!(
        "../../../fixtures/site-to-cloud/07-changed.json"
    ));
    assert_eq!(changed.level, Some(Level::AAA.into()));
    assert_eq!(changed.bandwidth, Mbps::new(500).ok());
    assert!(!changed.has_odd_types, "a text by the file");

    let last = read(include_str!(
        "../../../fixtures/site-to-cloud/08-final-report.json"
    ));
    assert_eq!(last.service_id.as_deref(), Some("5f0c1d"));
    assert_eq!((last.level, last.bandwidth), (None, None));
    assert_eq!(last.observed.unwrap().serviced_hours, Some(840));
}

#[test]
fn a_service_is_identified_in_every_spelling() {
    for name in ["serviceId", "serviceID", "servceId"] {
        let body = format!(r#"{{"{name}":" s-1/ü"}}"#);
        assert_eq!(read(&body).service_id.as_deref(), Some(" s-1/ü"), "{name}");
    }
    assert_eq!(read(r#"{"serviceid":"s"}"#).service_id, None);
}

#[test]
fn check_08_numbers_come_with_their_unit_or_without() {
    for (value, expected) in [
        ("20", Some(20)),
        ("20.0", Some(20)),
        ("\"20\"", Some(20)),
        ("\"20 Mbps\"", Some(20)),
        ("\" 20mbps \"", Some(20)),
        ("\"20 Mps\"", Some(20)),
        ("\"20 Mbit/s\"", Some(20)),
        ("\"2 Gbps\"", None),
        ("\"20 Mbps Mbps\"", None),
        ("\"Mbps\"", None),
        ("\"20.5 Mbps\"", None),
        ("\"1_000\"", None),
        ("0", None),
        ("-20", None),
        ("{}", None),
    ] {
        for name in [
            "purchasedGuaranteeBandwidth",
            "GuaranteeBandwidth",
            "guaranteeBandwidth",
        ] {
            let body = format!(r#"{{"{name}":{value}}}"#);
            let bandwidth = expected.and_then(|value| Mbps::new(value).ok());
            assert_eq!(read(&body).bandwidth, bandwidth, "{body}");
        }
    }
    for (said, expected) in [
        ("true", Some(true)),
        ("\"false\"", Some(false)),
        ("1", None),
    ] {
        let body = format!(r#"{{"isProtected":{said}}}"#);
        assert_eq!(read(&body).is_protected, expected, "{said}");
    }
    assert!(read(r#"{"isProtected":"true"}"#).has_odd_types);
    assert!(assess(r#"{"solution2":{"waitdays":"9"}}"#).has_odd_types);
}

#[test]
fn what_is_actual_is_taken_as_far_as_it_can_be_true() {
    for (said, expected) in [
        ("0.1", Some(0.1)),
        ("\"0.1%\"", Some(0.1)),
        ("\"0.1 %\"", Some(0.1)),
        ("0", Some(0.0)),
        ("100", Some(100.0)),
        ("100.1", None),
        ("-0.1", None),
        ("\"%\"", None),
        ("\"0.1 permille\"", None),
    ] {
        let observed = read(&format!(r#"{{"actualPacketLostRate":{said}}}"#)).observed;
        assert_eq!(
            observed.and_then(|seen| seen.loss_percent),
            expected,
            "{said}"
        );
    }
    let odd = read(r#"{"actualLatency":"14 ms","actualGuaranteeBandwidth":"0 Mbps"}"#);
    let seen = odd.observed.unwrap();
    assert_eq!((seen.latency_ms, seen.bandwidth), (Some(14.0), Some(0)));
    assert!(odd.has_odd_types);
    assert_eq!(
        read(r#"{"actualLatency":-1,"actualSLA":null}"#).observed,
        None
    );
}

#[test]
fn what_is_no_object_is_no_answer() {
    for body in ["", "[]", "null", "<html>", "{\"a\":1} x", "{"] {
        assert_eq!(service(body.as_bytes()), Err(NotAnObject), "{body}");
        let answer = assessment(body.as_bytes(), Origin::Live, None);
        assert_eq!(answer, Err(NotAnObject), "{body}");
    }
}

proptest! {
    #[test]
    fn no_value_of_a_property_makes_it_panic(
        name in "solution[12]|SLA|rent|waitdays|GuaranteeBandwidth|actual(Latency|PacketLostRate)|servicedDuration",
        value in "\\PC{0,40}",
    ) {
        let value = serde_json::from_str(&value).unwrap_or(serde_json::json!(value));
        for body in [
            serde_json::json!({ name.as_str(): value }),
            serde_json::json!({ "solution1": [{ name.as_str(): value }] }),
        ] {
            let answer = assess(&body.to_string());
            prop_assert!((1..=3).contains(&answer.offers.len()));
            read(&body.to_string());
        }
    }
}
