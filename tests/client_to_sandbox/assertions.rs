//! Assertions that the client signs, as the sandbox checks them (`private_key_jwt`).

use std::sync::Arc;

use chrono::TimeDelta;
use model::SigningAlgorithm;
use operator_client::{CallError, Credential, NotSent, Operator, SigningKey, TokenRefusal};
use operator_sandbox::{Client, TOKEN_LIFETIME, clock::Clock as _};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::stage::{Same, Stage, Stopped, ordered, read};

const CLIENT: &str = "signing-client";

async fn register(stage: &Stage, key: &SigningKey) {
    let public: Value = serde_json::from_str(&key.public_jwk()).unwrap();
    let client = json!({
        "client_id": CLIENT,
        "token_endpoint_auth_method": "private_key_jwt",
        "jwks": {"keys": [public]},
    });
    let client = Client::from_json(&client).unwrap();
    let registered = stage.operator.state().register_client(client).await;
    registered.unwrap();
}

#[tokio::test]
async fn check_57_each_kind_of_key_signs_in_with_a_fresh_assertion_each_time() {
    for algorithm in [SigningAlgorithm::Es256, SigningAlgorithm::Rs256] {
        let stage = Stage::set().await;
        let key = SigningKey::generate(algorithm).unwrap();
        register(&stage, &key).await;
        // As it comes out of the keyring.
        let key = SigningKey::from_secret(&key.to_secret().unwrap()).unwrap();
        let clock = Arc::new(Same(Arc::clone(&stage.clock)));
        let client = stage.client_of(CLIENT, clock, Credential::Key(key));
        let id = ordered(&client, "key-1").await;
        // The sandbox refuses an assertion that came before: each has its own `jti`.
        stage.clock.advance(TOKEN_LIFETIME);
        read(&client, &id).await.unwrap();
        client.sign_in(&CancellationToken::new()).await.unwrap();
        assert_eq!(stage.tokens_asked(), 3);
        assert_eq!(stage.records.count(|record| record.status == Some(401)), 0);
    }
}

#[tokio::test]
async fn check_37_a_clock_that_is_wrong_is_corrected_once_by_the_operators_date() {
    for minutes in [-20, 20] {
        let stage = Stage::set().await;
        let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
        register(&stage, &key).await;
        let wrong = stage.clock.now() + TimeDelta::minutes(minutes);
        let client = stage.client_of(CLIENT, Arc::new(Stopped(wrong)), Credential::Key(key));
        let cancel = CancellationToken::new();
        client.sign_in(&cancel).await.unwrap();
        assert_eq!(stage.tokens_asked(), 2, "{minutes} minutes off");
        client.sign_in(&cancel).await.unwrap();
        assert_eq!(stage.tokens_asked(), 3, "what was learned stays");
    }
}

#[tokio::test]
async fn check_42_a_key_that_the_operator_does_not_know_is_refused_once() {
    let stage = Stage::set().await;
    register(
        &stage,
        &SigningKey::generate(SigningAlgorithm::Es256).unwrap(),
    )
    .await;
    let other = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
    let clock = Arc::new(Same(Arc::clone(&stage.clock)));
    let client = stage.client_of(CLIENT, clock, Credential::Key(other));
    let refused = client.sign_in(&CancellationToken::new()).await.unwrap_err();
    let expected = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
    assert_eq!(refused, expected);
    assert_eq!(stage.tokens_asked(), 1);
}
