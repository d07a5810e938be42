//! An operator that asks to wait is left alone that long.

use std::time::Duration;

use chrono::TimeDelta;
use operator_client::{CallError, NotSent};

use crate::{
    operator::{HostileOperator, Say, answer, json, token},
    surroundings::{Surroundings, assess, read},
};

/// Says `first` to the first call and is friendly from then on.
async fn at_first(first: fn() -> Say) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ if seen.nth == 0 => first(),
        _ => json(200, "{}"),
    })
    .await
}

#[tokio::test]
async fn check_28_a_rate_limit_pauses_the_operator_for_its_time() {
    let operator = at_first(|| {
        answer(
            429,
            &["Retry-After: 120"],
            br#"{"code":"TOO_MANY_REQUESTS"}"#,
        )
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let error = read(&client).await.unwrap_err();
    assert!(
        matches!(&error, CallError::Refused(r) if r.retry_after == Some(Duration::from_secs(120)))
    );
    around.clock.advance(TimeDelta::seconds(50));
    let waiting = CallError::NotSent(NotSent::Waiting(Duration::from_secs(70)));
    assert_eq!(assess(&client).await.unwrap_err(), waiting);
    assert_eq!(operator.calls().len(), 1);
    around.clock.advance(TimeDelta::seconds(70));
    read(&client).await.unwrap();
}

#[tokio::test]
async fn check_29_a_date_counts_from_the_operators_own_clock() {
    let operator = at_first(|| {
        answer(
            429,
            &[
                "Date: Mon, 01 Jan 2024 00:00:00 GMT",
                "Retry-After: Mon, 01 Jan 2024 00:00:30 GMT",
            ],
            b"",
        )
    })
    .await;
    let error = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, CallError::Refused(r) if r.retry_after == Some(Duration::from_secs(30)))
    );
}

#[tokio::test]
async fn check_30_a_business_quota_does_not_pause_and_is_not_repeated() {
    let operator = at_first(|| answer(429, &[], br#"{"code":"QUOTA_EXCEEDED"}"#)).await;
    let client = Surroundings::new().client(&operator.root);
    let error = read(&client).await.unwrap_err();
    assert!(matches!(&error, CallError::Refused(r) if r.retry_after.is_none()));
    assert_eq!(operator.calls().len(), 1);
    read(&client).await.unwrap();
}

#[tokio::test]
async fn check_40_a_token_endpoint_that_asks_to_wait_is_left_alone_as_long() {
    for (status, header, least, most) in [
        (429, "Retry-After: 120", 120, 120),
        (503, "Retry-After: 120", 120, 120),
        (429, "X-Nothing: said", 1, 2),
    ] {
        let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
            "/token" if seen.nth == 0 => answer(status, &[header], b""),
            "/token" => token(seen.nth),
            _ => json(200, "{}"),
        })
        .await;
        let around = Surroundings::new();
        let client = around.client(&operator.root);
        for _ in 0..3 {
            let error = read(&client).await.unwrap_err();
            let CallError::NotSent(NotSent::Waiting(wait)) = error else {
                panic!("{error}");
            };
            let range = Duration::from_secs(least)..=Duration::from_secs(most);
            assert!(range.contains(&wait), "{wait:?}");
        }
        assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 0));
        around.clock.advance(TimeDelta::seconds(most as i64));
        read(&client).await.unwrap();
        assert_eq!(operator.tokens_asked(), 2);
    }
}
