//! What is sent twice and what never is.

use std::time::{Duration, Instant};

use operator_client::{CallError, NotSent};
use tokio::net::TcpListener;

use crate::{
    operator::{HostileOperator, Say, answer, head, json, token},
    surroundings::{Surroundings, assess, create, delete, read, update},
};

async fn api(said: impl Fn(usize) -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(seen.nth),
    })
    .await
}

/// Announces more than it says.
fn cut_off(status: u16) -> Say {
    let mut bytes = head(status, &["Content-Type: application/json"], 100);
    bytes.extend_from_slice(br#"{"serviceId":"n1""#);
    Say::Bytes(bytes)
}

#[tokio::test]
async fn check_31_a_question_is_put_three_times_at_most() {
    for status in [500, 502, 503, 504] {
        let operator = api(move |_| json(status, "{}")).await;
        let error = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap_err();
        assert!(
            matches!(&error, CallError::Refused(r) if r.status == status),
            "{error}"
        );
        assert_eq!(operator.calls().len(), 3);
        let correlators: std::collections::HashSet<_> = operator
            .calls()
            .iter()
            .map(|call| call.header("x-correlator").to_owned())
            .collect();
        assert_eq!(correlators.len(), 1);
    }
    let operator = api(|nth| json(if nth < 2 { 503 } else { 200 }, "{}")).await;
    read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
}

#[tokio::test]
async fn check_31_a_503_that_asks_for_long_is_handed_on() {
    let operator = api(|_| answer(503, &["Retry-After: 120"], b"")).await;
    let error = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    assert!(matches!(&error, CallError::Refused(r) if r.retry_after.unwrap().as_secs() == 120));
    assert_eq!(operator.calls().len(), 1);
}

#[tokio::test]
async fn check_32_nothing_that_changes_anything_is_repeated() {
    let operator = api(|_| json(503, "{}")).await;
    let client = Surroundings::new().client(&operator.root);
    assert!(create(&client).await.is_err());
    assert_eq!(operator.calls().len(), 1);
    assert!(assess(&client).await.is_err());
    assert_eq!(operator.calls().len(), 2);
    assert!(update(&client).await.is_err());
    assert_eq!(operator.calls().len(), 3);
    assert!(delete(&client).await.is_err());
    assert_eq!(operator.calls().len(), 4);
}

#[tokio::test]
async fn check_12_a_cut_off_answer_leaves_an_order_unknown() {
    let operator = api(|_| cut_off(201)).await;
    let around = Surroundings::new();
    let error = create(&around.client(&operator.root)).await.unwrap_err();
    let CallError::Unanswered {
        timed_out,
        correlator,
        ..
    } = error
    else {
        panic!("{error}");
    };
    assert!(!timed_out);
    assert_eq!(correlator, operator.calls()[0].header("x-correlator"));
    assert_eq!(operator.calls().len(), 1);
    assert!(around.records.all()[1].problem.is_some());
}

#[tokio::test]
async fn check_12_a_cut_off_answer_is_asked_for_again() {
    let operator = api(|nth| {
        if nth == 0 {
            cut_off(200)
        } else {
            json(200, "{}")
        }
    })
    .await;
    read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
    assert_eq!(operator.calls().len(), 2);
}

#[tokio::test]
async fn closing_without_a_word_leaves_an_order_unknown() {
    let operator = api(|_| Say::Bytes(Vec::new())).await;
    let error = create(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            CallError::Unanswered {
                timed_out: false,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(operator.calls().len(), 1);
}

#[tokio::test]
async fn check_33_a_refused_connection_sent_nothing() {
    let operator = api(|_| json(200, "{}")).await;
    // A port that was free a moment ago: bound and let go of.
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let mut connection = crate::surroundings::connection(&operator.root);
    connection.api_root = format!("http://{closed}").parse().unwrap();
    let client = Surroundings::new().client_of(connection);
    let error = create(&client).await.unwrap_err();
    let host = closed.to_string();
    assert_eq!(error, CallError::NotSent(NotSent::Unreachable { host }));
}

#[tokio::test]
async fn check_49_a_merge_patch_that_is_not_taken_goes_once_more_as_json() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ if seen.header("content-type") == "application/json" => json(200, "{}"),
        _ => json(415, r#"{"code":"UNSUPPORTED_MEDIA_TYPE"}"#),
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    update(&client).await.unwrap();
    update(&client).await.unwrap();
    let kinds: Vec<_> = operator
        .calls()
        .iter()
        .map(|call| (call.header("content-type").to_owned(), call.body.clone()))
        .collect();
    let body = r#"{"guaranteeBandwidth":50}"#.to_owned();
    assert_eq!(
        kinds,
        [
            ("application/merge-patch+json".to_owned(), body.clone()),
            ("application/json".to_owned(), body.clone()),
            ("application/json".to_owned(), body),
        ]
    );
    let operator = api(|_| json(415, "{}")).await;
    let error = update(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::Refused(refusal) if refusal.status == 415));
    assert_eq!(operator.calls().len(), 2);
}

#[tokio::test]
async fn check_18_a_refused_argument_is_handed_on_and_not_tried_again() {
    let told = r#"{"status":400,"code":"INVALID_ARGUMENT","message":"location is too long"}"#;
    let operator = api(move |_| json(400, told)).await;
    let client = Surroundings::new().client(&operator.root);
    for error in [
        assess(&client).await.unwrap_err(),
        create(&client).await.unwrap_err(),
        update(&client).await.unwrap_err(),
        read(&client).await.unwrap_err(),
    ] {
        let CallError::Refused(refusal) = error else {
            panic!("{error}");
        };
        assert_eq!(refusal.message, "location is too long");
    }
    assert_eq!(operator.calls().len(), 4);
}

#[tokio::test]
async fn check_26_what_exists_already_is_told_apart_and_not_tried_again() {
    for code in [
        "ALREADY_EXISTS",
        "CONFLICT",
        "ABORTED",
        "INCOMPATIBLE_STATE",
    ] {
        let operator = api(move |_| json(409, &format!(r#"{{"code":"{code}"}}"#))).await;
        let error = create(&Surroundings::new().client(&operator.root)).await;
        let CallError::Refused(refusal) = error.unwrap_err() else {
            panic!("{code}");
        };
        assert_eq!((refusal.status, refusal.code.as_str()), (409, code));
        assert_eq!(operator.calls().len(), 1);
    }
}

#[tokio::test]
async fn a_question_that_fails_again_and_again_ends_within_twice_the_limit() {
    // Each answer breaks off after a while: by itself no limit is reached.
    let operator = api(|_| {
        let head = head(200, &["Content-Type: application/json"], 60_000);
        Say::DripThenClose(head, Duration::from_millis(20), 14)
    })
    .await;
    let mut around = Surroundings::new();
    around.limits.total = Duration::from_millis(500);
    let begun = Instant::now();
    assert!(read(&around.client(&operator.root)).await.is_err());
    assert!(begun.elapsed() < around.limits.total * 2 + Duration::from_secs(1));
    assert!(operator.calls().len() >= 2);
}

#[tokio::test]
async fn check_27_a_business_refusal_is_handed_on_as_it_is() {
    let operator = api(|_| json(422, include_str!("../../../camara/fixtures/error.json"))).await;
    let error = create(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    let CallError::Refused(refusal) = error else {
        panic!("{error}");
    };
    assert_eq!(refusal.code, "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT");
    assert_eq!(operator.calls().len(), 1);
}
