//! Tokens: asked for once, kept, replaced, and shown to nobody.

use chrono::TimeDelta;
use futures::future::join_all;
use model::SigningAlgorithm;
use operator_client::{CallError, Clock, NotSent, Operator, SigningKey, StoredToken, TokenRefusal};
use secrecy::{ExposeSecret, SecretString};
use tokio_util::sync::CancellationToken;

use crate::{
    assertions::claims,
    operator::{HostileOperator, JSON, answer, json, token, token_endpoint},
    surroundings::{SECRET, Surroundings, connection, create, read},
};

/// An operator with hourly tokens that takes any of them.
async fn friendly() -> HostileOperator {
    HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => json(200, "{}"),
    })
    .await
}

fn is_kept(token: Option<&StoredToken>, text: &str) -> bool {
    token.is_some_and(|token| token.access_token.expose_secret() == text)
}

#[tokio::test]
async fn the_secret_goes_to_the_token_endpoint_in_its_header_only() {
    let operator = friendly().await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    read(&client).await.unwrap();
    let asked = &operator.seen("/token")[0];
    // base64 of `portal%3A1:s3cret%2Fwith%2Bsigns` (RFC 6749, 2.3.1)
    let basic = "Basic cG9ydGFsJTNBMTpzM2NyZXQlMkZ3aXRoJTJCc2lnbnM=";
    assert_eq!(asked.header("authorization"), basic);
    assert!(asked.body.contains("grant_type=client_credentials"));
    assert!(asked.body.contains("scope=network%3Aread+network%3Acreate"));
    let call = &operator.calls()[0];
    assert_eq!(call.header("authorization"), "Bearer token-0");
    let shown = format!("{client:?} {:?}", around.records.all());
    assert!(
        !shown.contains(SECRET) && !shown.contains("token-0"),
        "{shown}"
    );
}

#[tokio::test]
async fn fifty_calls_at_once_ask_for_one_token() {
    let operator = friendly().await;
    let client = Surroundings::new().client(&operator.root);
    let calls = (0..50).map(|_| read(&client)).collect::<Vec<_>>();
    for outcome in join_all(calls).await {
        outcome.unwrap();
    }
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 50));
}

#[tokio::test]
async fn fifty_calls_at_once_share_a_refusal() {
    let operator = token_endpoint(|| {
        json(
            401,
            r#"{"error":"invalid_client","error_description":"no"}"#,
        )
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    let calls = (0..50).map(|_| read(&client)).collect::<Vec<_>>();
    for outcome in join_all(calls).await {
        let refused = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
        assert_eq!(outcome.unwrap_err(), refused);
    }
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 0));
}

#[tokio::test]
async fn check_19_a_revoked_token_is_replaced_once_and_the_call_repeated_once() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ if seen.header("authorization") == "Bearer token-0" => json(401, "{}"),
        _ => json(201, r#"{"serviceId":"n1"}"#),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    create(&client).await.unwrap();
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (2, 2));
    let keys: Vec<_> = operator
        .calls()
        .iter()
        .map(|call| call.header("x-idempotency-key").to_owned())
        .collect();
    assert_eq!(keys, ["key-1", "key-1"]);
    around.store.until(|kept| is_kept(kept, "token-1")).await;
}

#[tokio::test]
async fn check_19_a_second_401_stops() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => json(401, r#"{"code":"UNAUTHENTICATED","message":"no"}"#),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let error = read(&client).await.unwrap_err();
    assert!(matches!(error, CallError::Refused(refusal) if refusal.status == 401));
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (2, 2));
    around.store.until(|kept| kept.is_none()).await;
}

#[tokio::test]
async fn a_restart_within_the_lifetime_asks_for_no_token() {
    let operator = friendly().await;
    let around = Surroundings::new();
    read(&around.client(&operator.root)).await.unwrap();
    around.store.until(|kept| is_kept(kept, "token-0")).await;
    around.clock.advance(TimeDelta::minutes(58));
    read(&around.client(&operator.root)).await.unwrap();
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 2));
}

#[tokio::test]
async fn a_revoked_token_after_a_restart_asks_for_exactly_one() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ if seen.nth > 0 && seen.header("authorization") == "Bearer token-0" => json(401, "{}"),
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    read(&around.client(&operator.root)).await.unwrap();
    around.store.until(|kept| is_kept(kept, "token-0")).await;
    let restarted = around.client(&operator.root);
    for _ in 0..3 {
        read(&restarted).await.unwrap();
    }
    assert_eq!(operator.tokens_asked(), 2);
    around.store.until(|kept| is_kept(kept, "token-1")).await;
}

#[tokio::test]
async fn a_kept_token_is_not_used_for_anything_else_nor_at_its_end() {
    let operator = friendly().await;
    let around = Surroundings::new();
    read(&around.client(&operator.root)).await.unwrap();
    around.store.until(|kept| kept.is_some()).await;
    let kept = around.store.now().unwrap();

    let mut other = connection(&operator.root);
    other.scopes.pop();
    read(&around.client_of(other)).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);

    around.store.put(StoredToken {
        expires_at: around.clock.now() + TimeDelta::seconds(60),
        ..kept.clone()
    });
    read(&around.client(&operator.root)).await.unwrap();
    assert_eq!(operator.tokens_asked(), 3);

    around.store.put(kept);
    let mut unkept = connection(&operator.root);
    unkept.keep_token = false;
    read(&around.client_of(unkept)).await.unwrap();
    assert_eq!(operator.tokens_asked(), 4);
    assert!(is_kept(around.store.now().as_ref(), "token-0"));
}

#[tokio::test]
async fn a_token_is_renewed_a_minute_ahead_of_its_end() {
    let operator = friendly().await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    for (minutes, tokens) in [(0, 1), (58, 1), (1, 2)] {
        around.clock.advance(TimeDelta::minutes(minutes));
        read(&client).await.unwrap();
        assert_eq!(operator.tokens_asked(), tokens);
    }
}

#[tokio::test]
async fn check_38_a_token_without_a_life_is_used_once_and_never_kept() {
    for (expires_in, tokens, has_kept) in [
        ("0", 2, false),
        ("-1", 2, false),
        ("null", 1, false),
        ("\"3600\"", 1, true),
    ] {
        let operator = token_endpoint(move || {
            let body = format!(
                r#"{{"access_token":"t","token_type":"bearer","expires_in":{expires_in}}}"#
            );
            json(200, &body)
        })
        .await;
        let around = Surroundings::new();
        let client = around.client(&operator.root);
        read(&client).await.unwrap();
        read(&client).await.unwrap();
        assert_eq!(operator.tokens_asked(), tokens, "{expires_in}");
        around.store.until(|kept| kept.is_some() == has_kept).await;
    }
}

#[tokio::test]
async fn check_44_signing_in_always_asks_and_tells_the_scopes_granted() {
    let operator = token_endpoint(|| {
        let body =
            r#"{"access_token":"t","token_type":"Bearer","expires_in":60,"scope":"network:read"}"#;
        answer(
            200,
            &["Content-Type: application/json", "x-simulated: true"],
            body.as_bytes(),
        )
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    for _ in 0..2 {
        let signed_in = client.sign_in(&CancellationToken::new()).await.unwrap();
        assert_eq!(signed_in.value.scopes, ["network:read"]);
        assert!(signed_in.is_simulated && signed_in.response.is_empty());
    }
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);
}

#[tokio::test]
async fn of_the_scopes_of_an_answer_only_what_can_be_one_is_told() {
    let operator = token_endpoint(|| {
        let long = "x".repeat(300);
        let many = "more ".repeat(1000);
        let scopes = format!("network:read \u{202e}daer {long} {many}");
        let body = serde_json::json!({
            "access_token": "t", "token_type": "Bearer", "expires_in": 60, "scope": scopes,
        });
        json(200, &body.to_string())
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    let told = client
        .sign_in(&CancellationToken::new())
        .await
        .unwrap()
        .value
        .scopes;
    assert_eq!((told.len(), told[0].as_str()), (64, "network:read"));
    assert!(told[1..].iter().all(|scope| scope == "more"), "{told:?}");
}

#[tokio::test]
async fn what_an_operator_repeats_of_a_token_is_blanked_out() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => {
            let body = r#"{"code":"token-0","message":"your token-0 is bad"}"#;
            answer(
                422,
                &["Content-Type: application/json", "x-correlator: token-0"],
                body.as_bytes(),
            )
        }
    })
    .await;
    let around = Surroundings::new();
    let error = read(&around.client(&operator.root)).await.unwrap_err();
    let told = format!("{error:?} {error} {:?}", around.records.all());
    assert!(!told.contains("token-0"), "{told}");
    assert!(told.contains("your [hidden] is bad"), "{told}");
}

#[test]
fn a_kept_token_does_not_show_itself() {
    let kept = StoredToken {
        access_token: SecretString::from("token-0"),
        scopes: Vec::new(),
        expires_at: chrono::DateTime::UNIX_EPOCH,
        minted_for: String::new(),
    };
    assert!(!format!("{kept:?}").contains("token-0"));
}

#[tokio::test]
async fn a_date_beyond_every_calendar_stops_no_call() {
    for (date, ahead) in [
        ("31 Dec 262142 23:59:59 GMT", 0),
        ("31 Dec 9999 23:59:59 GMT", 0),
        ("21 Nov 2026 09:00:00 GMT", 3_598),
    ] {
        let said = format!("Date: {date}");
        let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
            "/token" => answer(
                200,
                &[JSON, &said],
                br#"{"access_token":"t","token_type":"Bearer","expires_in":0}"#,
            ),
            _ => answer(200, &[JSON, &said, "x-simulated: true"], b"{}"),
        })
        .await;
        let around = Surroundings::new();
        let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
        for client in [
            around.client(&operator.root),
            around.signing_client(&operator.root, key),
        ] {
            read(&client).await.unwrap();
            around.clock.advance(TimeDelta::seconds(2));
            read(&client).await.unwrap();
        }
        let asked = operator.seen("/token");
        let issued = |nth: usize| claims(&asked[nth].body)["iat"].as_i64().unwrap();
        assert_eq!(issued(3) - issued(2) - 2, ahead, "{date}");
    }
}
