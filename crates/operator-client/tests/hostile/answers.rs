//! Answers of every shape and what becomes of them.

use model::{Feasibility, FeePeriod, Level, Mbps, Origin, ServiceId};
use operator_client::{DeleteAnswer, Operator, ReportedStatus};
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{JSON, Say, answer, api, json},
    surroundings::{Surroundings, assess, create, delete, read, update},
};

#[tokio::test]
async fn check_01_more_than_was_declared_is_taken_and_kept() {
    let body = r#"{"serviceId":"n1","sla":"AA","more":{"than":["declared",{"sla":"A"}]},"x":null,
        "duration":{"value":6,"unit":"months","from":"now"},"rent":{"amount":1,"currency":"EUR","vat":20}}"#;
    let operator = api(|| json(200, body)).await;
    let client = Surroundings::new().client(&operator.root);
    assert_eq!(create(&client).await.unwrap().response, body);
    let report = read(&client).await.unwrap();
    assert_eq!(report.response, body);
    assert_eq!(report.value.level, Some(Level::AA.into()));
    assert!(report.value.term.is_some());
    assert_eq!(update(&client).await.unwrap().response, body);
    let assessed = assess(&client).await.unwrap();
    assert_eq!(assessed.response, body);
    assert!(assessed.value.offers[0].fee.is_some());
}

/// The identifier that a creation answered like this gives.
async fn created_id(told: fn() -> Say) -> Option<String> {
    let operator = api(told).await;
    let created = create(&Surroundings::new().client(&operator.root)).await;
    assert_eq!(operator.calls().len(), 1, "an order is sent once");
    let id = created.unwrap().value.service_id;
    id.map(|id| id.as_str().to_owned())
}

#[tokio::test]
async fn check_02_without_an_identifier_in_the_body_the_location_has_it() {
    type Told = fn() -> Say;
    let cases: [(Told, &str); 4] = [
        (
            || answer(201, &[JSON, "Location: /api/vwip/networks/n2"], b"{}"),
            "n2",
        ),
        (|| answer(201, &["Location: n3"], b""), "n3"),
        (
            || answer(201, &[JSON, "Location: n4"], br#"{"serviceId":null}"#),
            "n4",
        ),
        (
            || {
                let twice = br#"{"serviceId":"a","serviceId":"b"}"#;
                answer(201, &[JSON, "Location: n5"], twice)
            },
            "n5",
        ),
    ];
    for (told, expected) in cases {
        assert_eq!(created_id(told).await.as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn check_03_a_network_without_any_identifier_is_created_all_the_same() {
    let cases: [fn() -> Say; 7] = [
        || json(201, "{}"),
        || json(201, r#"{"serviceId":null}"#),
        || json(201, r#"{"serviceId":".."}"#),
        || json(201, r#"{"serviceId":"a\u202eb"}"#),
        || json(201, r#"{"serviceId":["n1"]}"#),
        || json(201, ""),
        || json(201, "[1]"),
    ];
    for told in cases {
        assert_eq!(created_id(told).await, None);
    }
    let operator = api(|| json(201, "{}")).await;
    let created = create(&Surroundings::new().client(&operator.root)).await;
    let sent = operator.calls()[0].header("x-correlator").to_owned();
    assert_eq!(created.unwrap().correlator, sent);
}

#[tokio::test]
async fn check_04_a_location_elsewhere_is_ignored_and_any_identifier_stays_in_its_place() {
    let elsewhere: [fn() -> Say; 3] = [
        || {
            answer(
                201,
                &[JSON, "Location: https://elsewhere.example/networks/n4"],
                b"{}",
            )
        },
        || {
            answer(
                201,
                &[JSON, "Location: //elsewhere.example/networks/n4"],
                b"{}",
            )
        },
        || answer(201, &[JSON, "Location: http://[::1"], b"{}"),
    ];
    for told in elsewhere {
        assert_eq!(created_id(told).await, None);
    }
    for (said, path) in [
        ("n-1", "n-1"),
        ("a/b", "a%2Fb"),
        ("../../token", "..%2F..%2Ftoken"),
        ("a?b=c#d%2e", "a%3Fb=c%23d%252e"),
        (" n 1 ", "%20n%201%20"),
        ("straße/東京", "stra%C3%9Fe%2F%E6%9D%B1%E4%BA%AC"),
    ] {
        let body = format!(r#"{{"serviceId":"{said}"}}"#);
        let operator = api(move || json(201, &body)).await;
        let client = Surroundings::new().client(&operator.root);
        let id = create(&client).await.unwrap().value.service_id.unwrap();
        assert_eq!(id.as_str(), said);
        client.read(&id, &CancellationToken::new()).await.unwrap();
        let asked = operator.calls().pop().unwrap().path;
        assert_eq!(asked, format!("/api/vwip/networks/{path}"));
    }
}

#[tokio::test]
async fn check_05_another_good_status_is_as_good() {
    assert_eq!(
        created_id(|| json(200, r#"{"serviceId":"n-1/x"}"#))
            .await
            .as_deref(),
        Some("n-1/x")
    );
    assert_eq!(
        created_id(|| json(202, r#"{"serviceId":"n1"}"#))
            .await
            .as_deref(),
        Some("n1")
    );
    let deletions: [fn() -> Say; 4] = [
        || answer(202, &[], b""),
        || answer(204, &[], b""),
        || json(200, r#"{"serviceId":"n1"}"#),
        || answer(202, &["Content-Type: text/plain"], b"soon"),
    ];
    for told in deletions {
        let operator = api(told).await;
        let answer = delete(&Surroundings::new().client(&operator.root)).await;
        // That it is gone is believed when the network is not found any more.
        assert_eq!(answer.unwrap().value, DeleteAnswer::Accepted);
    }
}

#[tokio::test]
async fn check_06_what_is_not_reported_is_absent() {
    let operator = api(|| json(200, "{}")).await;
    let client = Surroundings::new().client(&operator.root);
    assert_eq!(read(&client).await.unwrap().value, Default::default());
    let created = create(&client).await.unwrap().value;
    assert_eq!((created.service_id, created.report), Default::default());
}

#[tokio::test]
async fn check_07_null_is_as_if_it_was_missing() {
    let body = r#"{"serviceId":null,"sla":null,"guaranteeBandwidth":null,"duration":null,
        "connections":null,"isProtected":null,"xLifecycle":null,"rent":null,"waitDays":null}"#;
    let operator = api(|| json(200, body)).await;
    let client = Surroundings::new().client(&operator.root);
    assert_eq!(read(&client).await.unwrap().value, Default::default());
    let offers = assess(&client).await.unwrap().value.offers;
    assert_eq!((offers.len(), offers[0].fee), (1, None));
    assert_eq!(offers[0].feasibility, Feasibility::Unknown);
}

#[tokio::test]
async fn check_08_numbers_are_read_in_any_dress_and_nothing_else_is() {
    for (said, expected) in [
        ("20", Some(20)),
        ("20.0", Some(20)),
        ("\"20\"", Some(20)),
        ("2e1", Some(20)),
        ("20.5", None),
        ("\"twenty\"", None),
        ("\"NaN\"", None),
        ("\"0x14\"", None),
        ("\"2_0\"", None),
        ("1e400", None),
        ("-20", None),
        ("0", None),
        ("4294967316", None),
        ("[20]", None),
        ("{\"value\":20}", None),
        ("true", None),
    ] {
        let body = format!(r#"{{"guaranteeBandwidth":{said},"sla":"A"}}"#);
        let operator = api(move || json(200, &body)).await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        let bandwidth = report.unwrap().value.bandwidth;
        assert_eq!(bandwidth.map(Mbps::get), expected, "{said}");
    }
}

#[tokio::test]
async fn an_order_carries_all_that_the_api_takes() {
    let operator = api(|| json(201, r#"{"serviceId":"n1","sla":"AA"}"#)).await;
    let answer = create(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
    let sent = &operator.calls()[0];
    assert_eq!(
        (sent.method.as_str(), sent.path.as_str()),
        ("POST", "/api/vwip/networks")
    );
    assert_eq!(sent.header("x-idempotency-key"), "key-1");
    assert_eq!(sent.header("content-type"), "application/json");
    assert_eq!(sent.body, answer.request);
    let order: camara::request::NetworkCreate =
        camara::request::parse(sent.body.as_bytes(), camara::request::Pattern::Literal).unwrap();
    assert_eq!(order.sla, Some(Level::AA));
    let correlator = sent.header("x-correlator");
    assert!(correlator.len() == 36 && answer.correlator == correlator);
}

#[tokio::test]
async fn check_22_a_network_that_is_not_there_needs_no_deletion() {
    for status in [404, 410] {
        for body in [r#"{"code":"NOT_FOUND"}"#, ""] {
            let operator = api(move || json(status, body)).await;
            let answer = delete(&Surroundings::new().client(&operator.root)).await;
            assert_eq!(answer.unwrap().value, DeleteAnswer::Done);
        }
    }
}

#[tokio::test]
async fn check_45_another_correlator_is_taken_and_a_bad_one_is_not() {
    for (header, is_taken) in [
        ("x-correlator: abc-1", true),
        ("x-correlator: a b", false),
        ("x-correlator: ", false),
        ("x-other: abc-1", false),
    ] {
        let operator = api(move || answer(200, &[JSON, header], b"{}")).await;
        let answer = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap();
        let sent = operator.calls()[0].header("x-correlator").to_owned();
        let expected = if is_taken { "abc-1" } else { &sent };
        assert_eq!(answer.correlator, expected, "{header}");
    }
}

#[tokio::test]
async fn check_46_one_level_is_one_offer_with_the_profiles_period() {
    let operator = api(|| {
        json(
            200,
            r#"{"sla":"AA","rent":{"amount":2000,"currency":"GBP"}}"#,
        )
    })
    .await;
    let answer = assess(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
    let [offer] = answer.value.offers.as_slice() else {
        panic!("{:?}", answer.value.offers);
    };
    let fee = offer.fee.unwrap();
    assert_eq!((fee.period, fee.origin), (FeePeriod::Month, Origin::Live));
    assert_eq!(offer.state(), "unknown");
    assert!(!answer.is_simulated);
}

#[tokio::test]
async fn a_simulated_operators_offers_say_so() {
    let body = include_bytes!("../../../camara/fixtures/assessment-result.json");
    let operator = api(|| {
        answer(
            200,
            &[
                JSON,
                "X-Simulated: true",
                "Date: Sat, 21 Nov 2026 09:00:00 GMT",
            ],
            body,
        )
    })
    .await;
    let answer = assess(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
    assert!(answer.is_simulated);
    assert_eq!(answer.answered_at.to_rfc3339(), "2026-11-21T09:00:00+00:00");
    assert_eq!(answer.response.as_bytes(), body);
    let origins: Vec<_> = answer
        .value
        .offers
        .iter()
        .filter_map(|offer| offer.fee.map(|fee| fee.origin))
        .collect();
    assert_eq!(origins, [Origin::Simulated, Origin::Simulated]);
    assert_eq!(answer.value.connections.len(), 1);
}

#[tokio::test]
async fn a_network_is_reported_with_its_life() {
    let operator = api(|| json(200, include_str!("../../../camara/fixtures/network.json"))).await;
    let id = ServiceId::new("mpv_5f0c1d").unwrap();
    let client = Surroundings::new().client(&operator.root);
    let answer = client.read(&id, &CancellationToken::new()).await;
    let report = answer.unwrap().value;
    assert_eq!(report.bandwidth, Mbps::new(250).ok());
    let lifecycle = report.lifecycle.unwrap();
    assert_eq!(lifecycle.status, ReportedStatus::Available);
    assert_eq!(lifecycle.pending.unwrap().bandwidth, Mbps::new(500).ok());
}

#[tokio::test]
async fn check_09_a_state_of_the_operators_own_is_kept_as_text() {
    let operator = api(|| json(200, r#"{"xLifecycle":{"status":"PAUSED"}}"#)).await;
    let report = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap()
        .value;
    let status = report.lifecycle.unwrap().status;
    assert_eq!(status, ReportedStatus::Other("PAUSED".to_owned()));
}
