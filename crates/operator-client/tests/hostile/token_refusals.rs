//! Token endpoints that refuse, are down, or give what cannot be used.

use chrono::TimeDelta;
use model::SigningAlgorithm;
use operator_client::{CallError, NotSent, Operator, SigningKey, TokenRefusal};

use crate::{
    operator::{HostileOperator, JSON, Say, answer, json, token, token_endpoint},
    surroundings::{Surroundings, read},
};

/// How a token endpoint that says this refuses; nothing else is asked.
async fn token_refusal(told: fn() -> Say) -> TokenRefusal {
    let operator = token_endpoint(told).await;
    let error = read(&Surroundings::new().client(&operator.root)).await;
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 0));
    let error = error.unwrap_err();
    let CallError::NotSent(NotSent::Token(refusal)) = error else {
        panic!("{error}");
    };
    refusal
}

#[tokio::test]
async fn check_39_only_bearer_tokens_are_used() {
    for (token_type, is_taken) in [
        (r#","token_type":"bearer""#, true),
        (r#","token_type":"BEARER""#, true),
        (r#","token_type":"DPoP""#, false),
        (r#","token_type":null"#, false),
        ("", false),
    ] {
        let operator =
            token_endpoint(move || json(200, &format!(r#"{{"access_token":"t"{token_type}}}"#)))
                .await;
        let outcome = read(&Surroundings::new().client(&operator.root)).await;
        assert_eq!(outcome.is_ok(), is_taken, "{token_type}");
        if let Err(error) = outcome {
            let unusable = |refusal: &TokenRefusal| matches!(refusal, TokenRefusal::Unusable(_));
            assert!(matches!(&error, CallError::NotSent(NotSent::Token(r)) if unusable(r)));
        }
        assert_eq!(operator.calls().len(), usize::from(is_taken));
    }
}

#[tokio::test]
async fn check_40_a_token_endpoint_with_a_fault_is_said_to_have_one() {
    let faults: [fn() -> Say; 5] = [
        || json(503, r#"{"error":"invalid_client"}"#),
        || json(500, ""),
        || answer(502, &["Content-Type: text/html"], b"<h1>Bad gateway</h1>"),
        || json(400, r#"{"error":"temporarily_unavailable"}"#),
        || json(400, r#"{"error":"server_error"}"#),
    ];
    for told in faults {
        let refusal = token_refusal(told).await;
        assert!(matches!(refusal, TokenRefusal::Fault(_)), "{refusal:?}");
    }
}

#[tokio::test]
async fn check_40_what_is_no_token_endpoint_is_told_for_what_it_is() {
    type Told = fn() -> Say;
    let others: [(Told, &str); 6] = [
        (
            || answer(200, &["Content-Type: text/html"], b"<html>"),
            "status 200 of the token endpoint: a web page",
        ),
        (
            || answer(404, &["Content-Type: text/html"], b"<html>"),
            "status 404 of the token endpoint: a web page",
        ),
        (
            || answer(302, &["Location: http://127.0.0.1:1/"], b""),
            "status 302 of the token endpoint: a redirect",
        ),
        (|| json(405, ""), "neither a token nor an OAuth error"),
        (
            || json(200, r#"{"token":"t"}"#),
            "neither a token nor an OAuth error",
        ),
        (
            || {
                json(
                    200,
                    r#"{"access_token":"t1","access_token":"t2","token_type":"Bearer"}"#,
                )
            },
            "neither a token nor an OAuth error",
        ),
    ];
    for (told, words) in others {
        let refusal = token_refusal(told).await;
        let is_told = matches!(&refusal, TokenRefusal::Unusable(why) if why.contains(words));
        assert!(is_told, "{refusal:?}");
    }
}

#[tokio::test]
async fn check_40_a_good_token_is_used_while_the_endpoint_is_down() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" if seen.nth == 0 => token(0),
        "/token" => json(500, "{}"),
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    read(&client).await.unwrap();
    around.clock.advance(TimeDelta::seconds(3570));
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);
    around.clock.advance(TimeDelta::seconds(31));
    assert!(read(&client).await.is_err());
}

#[tokio::test]
async fn check_41_scopes_that_are_not_granted_are_told_apart() {
    let refusal = token_refusal(|| json(400, r#"{"error":"invalid_scope"}"#)).await;
    assert_eq!(refusal, TokenRefusal::InvalidScope);
}

#[tokio::test]
async fn check_41_scopes_that_the_api_has_no_names_for_are_left_out_once_they_are_refused() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" if seen.body.contains("scope=") => json(400, r#"{"error":"invalid_scope"}"#),
        "/token" => json(
            200,
            r#"{"access_token":"t","token_type":"Bearer","expires_in":0}"#,
        ),
        _ => json(200, r#"{"serviceId":"n1"}"#),
    })
    .await;
    let around = Surroundings::new();
    let client = around.service_client(&operator.root);
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 3, "it is known by then");
    assert_eq!(client.granted_scopes(), Some(Vec::new()));
}

#[tokio::test]
async fn check_41_scopes_that_are_refused_together_with_none_are_asked_for_again() {
    let operator = token_endpoint(|| json(400, r#"{"error":"invalid_scope"}"#)).await;
    let client = Surroundings::new().service_client(&operator.root);
    for asked in [2, 4] {
        let refused = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidScope));
        assert_eq!(read(&client).await.unwrap_err(), refused);
        assert_eq!(operator.tokens_asked(), asked);
    }
}

#[tokio::test]
async fn a_token_endpoint_that_asks_to_wait_gets_no_second_assertion() {
    let operator = token_endpoint(|| {
        answer(
            429,
            &[
                JSON,
                "Date: Sat, 21 Nov 2026 09:00:00 GMT",
                "Retry-After: 5",
            ],
            br#"{"error":"invalid_client"}"#,
        )
    })
    .await;
    let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let client = Surroundings::new().signing_client(&operator.root, key);
    let waiting = NotSent::Waiting(std::time::Duration::from_secs(5));
    assert_eq!(
        read(&client).await.unwrap_err(),
        CallError::NotSent(waiting)
    );
    assert_eq!(operator.tokens_asked(), 1);
}

#[tokio::test]
async fn check_42_a_client_that_is_not_accepted_stops_there() {
    let refusals: [fn() -> Say; 3] = [
        || json(401, r#"{"error":"invalid_client"}"#),
        || {
            json(
                400,
                r#"{"error":"invalid_client","error_description":"no"}"#,
            )
        },
        || answer(401, &["Content-Type: text/html"], b"<p>"),
    ];
    for told in refusals {
        assert_eq!(token_refusal(told).await, TokenRefusal::InvalidClient);
    }
    let other = token_refusal(|| json(400, r#"{"error":"bad <thing>"}"#)).await;
    assert_eq!(other, TokenRefusal::Other("badthing".to_owned()));
    let bound = token_refusal(|| json(400, r#"{"error":"use_dpop_nonce"}"#)).await;
    assert_eq!(bound, TokenRefusal::BoundToKey);
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_not_used() {
    for said in [r#""a b""#, r#""""#, r#""a\r\nx-evil: 1""#, r#""tökén""#] {
        let operator = token_endpoint(move || {
            json(
                200,
                &format!(r#"{{"access_token":{said},"token_type":"Bearer"}}"#),
            )
        })
        .await;
        let error = read(&Surroundings::new().client(&operator.root)).await;
        let error = error.unwrap_err();
        assert!(
            matches!(
                &error,
                CallError::NotSent(NotSent::Token(TokenRefusal::Unusable(_)))
            ),
            "{said}: {error:?}"
        );
        assert_eq!(operator.calls().len(), 0);
    }
    let long = "t".repeat(200_000);
    let operator = token_endpoint(move || {
        json(
            200,
            &format!(r#"{{"access_token":"{long}","token_type":"Bearer"}}"#),
        )
    })
    .await;
    assert!(
        read(&Surroundings::new().client(&operator.root))
            .await
            .is_err()
    );
    assert_eq!(operator.calls().len(), 0);
}
