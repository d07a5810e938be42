//! Signing in by an assertion with a key.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use model::SigningAlgorithm;
use operator_client::{CallError, NotSent, SigningKey, TokenRefusal};

use crate::{
    operator::{HostileOperator, answer, json},
    surroundings::{Surroundings, read},
};

#[tokio::test]
async fn an_assertion_stands_for_the_secret_and_is_new_each_time() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => json(
            200,
            r#"{"access_token":"t","token_type":"Bearer","expires_in":0}"#,
        ),
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let client = around.signing_client(&operator.root, key);
    read(&client).await.unwrap();
    read(&client).await.unwrap();
    let asked = operator.seen("/token");
    assert_eq!(asked.len(), 2);
    let mut ids = Vec::new();
    for request in &asked {
        assert_eq!(request.header("authorization"), "");
        assert!(request.body.contains("client_id=portal%3A1"));
        assert!(request.body.contains("client_assertion_type=urn%3Aietf"));
        let claims = claims(&request.body);
        assert_eq!(claims["iss"], "portal:1");
        assert_eq!(claims["sub"], "portal:1");
        assert_eq!(claims["aud"], format!("{}/token", operator.root).as_str());
        let lifetime = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
        assert!((60..=120).contains(&lifetime), "{lifetime}");
        ids.push(claims["jti"].clone());
    }
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn check_42_an_assertion_that_is_repeated_by_the_operator_is_blanked_out() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => {
            let assertion = form_value(&seen.body, "client_assertion");
            let body = format!(r#"{{"error":"invalid_client","error_description":"{assertion}"}}"#);
            json(401, &body)
        }
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let client = around.signing_client(&operator.root, key);
    let error = read(&client).await.unwrap_err();
    let refused = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
    assert_eq!(error, refused);
    let asked = operator.seen("/token");
    assert_eq!(asked.len(), 1, "there is no Date to learn from");
    let assertion = form_value(&asked[0].body, "client_assertion");
    let shown = format!("{error:?} {:?}", around.records.all());
    assert!(!shown.contains(&assertion), "{shown}");
}

#[tokio::test]
async fn check_37_a_clock_corrected_once_is_not_corrected_for_ever() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => answer(
            401,
            &[
                "Content-Type: application/json",
                "Date: Sat, 21 Nov 2026 09:00:00 GMT",
            ],
            br#"{"error":"invalid_client"}"#,
        ),
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let client = around.signing_client(&operator.root, key);
    read(&client).await.unwrap_err();
    let asked = operator.seen("/token");
    assert_eq!(asked.len(), 2);
    let issued = |nth: usize| claims(&asked[nth].body)["iat"].as_i64().unwrap();
    assert_eq!(issued(1) - issued(0), 3_600);
    read(&client).await.unwrap_err();
    assert_eq!(operator.tokens_asked(), 3, "by the same clock, once");
}

#[tokio::test]
async fn check_37_a_clock_of_another_age_is_not_believed() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => answer(
            401,
            &[
                "Content-Type: application/json",
                "Date: 31 Dec 262142 23:59:59 GMT",
            ],
            br#"{"error":"invalid_client"}"#,
        ),
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let client = around.signing_client(&operator.root, key);
    for _ in 0..2 {
        read(&client).await.unwrap_err();
        around.clock.advance(TimeDelta::days(300));
    }
    for asked in operator.seen("/token") {
        let issued = claims(&asked.body)["iat"].as_i64().unwrap();
        assert!(issued < 2_000_000_000, "{issued}");
    }
}

fn form_value(body: &str, name: &str) -> String {
    body.split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .collect()
}

pub(crate) fn claims(body: &str) -> serde_json::Value {
    let assertion = form_value(body, "client_assertion");
    let payload = assertion.split('.').nth(1).unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(payload).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
