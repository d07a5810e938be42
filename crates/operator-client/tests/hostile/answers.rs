//! Answers of every shape and what becomes of them.

use model::{FeePeriod, Level, Mbps, Origin, ServiceId};
use operator_client::{CallError, DeleteAnswer, Operation, ReportedStatus};

use crate::{
    operator::{HostileOperator, Say, answer, json, token},
    surroundings::{Surroundings, assess, create, delete, read, update},
};

const JSON: &str = "Content-Type: application/json";

async fn api(said: impl Fn() -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(),
    })
    .await
}

#[tokio::test]
async fn check_1_to_5_what_a_creation_may_be_answered_with() {
    type Told = fn() -> Say;
    let cases: [(Told, Option<&str>); 10] = [
        (
            || json(201, r#"{"serviceId":"n1","more":{"than":"declared"}}"#),
            Some("n1"),
        ),
        (|| json(200, r#"{"serviceId":"n-1/x"}"#), Some("n-1/x")),
        (
            || answer(201, &[JSON, "Location: /api/vwip/networks/n2"], b"{}"),
            Some("n2"),
        ),
        (|| answer(201, &["Location: n3"], b""), Some("n3")),
        (
            || {
                answer(
                    201,
                    &[JSON, "Location: https://elsewhere.example/networks/n4"],
                    b"{}",
                )
            },
            None,
        ),
        (|| json(201, "{}"), None),
        (|| json(201, r#"{"serviceId":null}"#), None),
        (|| json(201, r#"{"serviceId":".."}"#), None),
        (|| json(201, ""), None),
        (|| json(201, "[1]"), None),
    ];
    for (number, (told, id)) in cases.into_iter().enumerate() {
        let operator = api(told).await;
        let created = create(&Surroundings::new().client(&operator.root))
            .await
            .unwrap();
        let given = created.value.service_id.as_ref().map(ServiceId::as_str);
        assert_eq!(given, id, "case {number}");
        assert_eq!(operator.calls().len(), 1);
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
async fn check_10_11_and_15_what_is_not_the_api_is_not_read() {
    type Told = fn() -> Say;
    let cases: [(Told, u16); 7] = [
        (
            || {
                answer(
                    200,
                    &["Content-Type: text/html; charset=utf-8"],
                    br#"{"sla":"A"}"#,
                )
            },
            200,
        ),
        (|| answer(200, &["content-type: TEXT/HTML"], b"<html>"), 200),
        (|| json(200, ""), 200),
        (|| json(200, "null"), 200),
        (|| json(200, r#"{"sla":"A""#), 200),
        (|| answer(204, &[], b""), 204),
        (
            || answer(302, &["Location: /api/vwip/networks/n2"], b""),
            302,
        ),
    ];
    for (number, (told, status)) in cases.into_iter().enumerate() {
        let operator = api(told).await;
        let error = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap_err();
        assert!(
            matches!(&error, CallError::Undecodable { status: got, .. } if *got == status),
            "case {number}: {error:?}"
        );
        assert_eq!(operator.calls().len(), 1, "case {number}");
    }
    let operator = api(|| answer(404, &["Content-Type: text/html"], b"<b>gone</b>")).await;
    let error = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    let CallError::Refused(refusal) = error else {
        panic!("{error}");
    };
    assert_eq!(
        (
            refusal.status,
            refusal.code.as_str(),
            refusal.message.as_str()
        ),
        (404, "", "")
    );
}

#[tokio::test]
async fn check_17_and_20_the_http_status_counts_and_the_missing_scope_is_named() {
    let operator = api(|| {
        json(
            403,
            r#"{"status":200,"code":"PERMISSION_DENIED","message":"no"}"#,
        )
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let scopes = [
        (
            assess(&client).await.unwrap_err(),
            "multi-point-vpn:assessment:assess",
        ),
        (
            create(&client).await.unwrap_err(),
            "multi-point-vpn:network:create",
        ),
        (
            read(&client).await.unwrap_err(),
            "multi-point-vpn:network:read",
        ),
        (
            update(&client).await.unwrap_err(),
            "multi-point-vpn:network:update",
        ),
        (
            delete(&client).await.unwrap_err(),
            "multi-point-vpn:network:delete",
        ),
    ];
    for (error, scope) in scopes {
        let CallError::Refused(refusal) = error else {
            panic!("{error}");
        };
        assert_eq!((refusal.status, refusal.scope), (403, scope));
    }
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 5));
    let records = around.records.all();
    assert_eq!(records[0].operation, Operation::Token);
    assert!(records[1..].iter().all(|record| record.status == Some(403)
        && record.problem.as_deref() == Some("PERMISSION_DENIED")));
}

#[tokio::test]
async fn check_5_and_22_how_a_deletion_may_be_answered() {
    type Told = fn() -> Say;
    let cases: [(Told, DeleteAnswer); 4] = [
        (|| answer(202, &[], b""), DeleteAnswer::Accepted),
        (|| answer(204, &[], b""), DeleteAnswer::Done),
        (|| json(200, r#"{"serviceId":"n1"}"#), DeleteAnswer::Done),
        (|| json(404, r#"{"code":"NOT_FOUND"}"#), DeleteAnswer::Done),
    ];
    for (number, (told, expected)) in cases.into_iter().enumerate() {
        let operator = api(told).await;
        let answer = delete(&Surroundings::new().client(&operator.root))
            .await
            .unwrap();
        assert_eq!(answer.value, expected, "case {number}");
    }
    let operator = api(|| answer(200, &["Content-Type: text/html"], b"<html>")).await;
    assert!(
        delete(&Surroundings::new().client(&operator.root))
            .await
            .is_err()
    );
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
    let report = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap()
        .value;
    assert_eq!(report.bandwidth, Mbps::new(250).ok());
    let lifecycle = report.lifecycle.unwrap();
    assert_eq!(lifecycle.status, ReportedStatus::Available);
    assert_eq!(lifecycle.pending.unwrap().bandwidth, Mbps::new(500).ok());
}

#[tokio::test]
async fn check_9_a_state_of_the_operators_own_is_kept_as_text() {
    let operator = api(|| json(200, r#"{"xLifecycle":{"status":"PAUSED"}}"#)).await;
    let report = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap()
        .value;
    let status = report.lifecycle.unwrap().status;
    assert_eq!(status, ReportedStatus::Other("PAUSED".to_owned()));
}
