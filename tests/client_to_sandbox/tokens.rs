//! Tokens of the sandbox: kept over a restart, expired, revoked, refused.

use std::sync::Arc;

use chrono::TimeDelta;
use operator_client::{CallError, NotSent, Operator, TokenRefusal};
use operator_sandbox::{Scope, TOKEN_LIFETIME, clock::Clock as _};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::stage::{Stage, Stopped, ordered, read};

#[tokio::test]
async fn a_restart_asks_for_no_token_and_a_revoked_one_for_exactly_one() {
    let stage = Stage::set().await;
    let id = ordered(&stage.client(), "key-1").await;
    let first = stage.store.other_than("").await;
    assert_eq!(stage.tokens_asked(), 1);

    read(&stage.client(), &id).await.unwrap();
    assert_eq!(stage.tokens_asked(), 1);

    let revoked = stage
        .operator
        .state()
        .revoke_tokens(&stage.operator.client_id)
        .await;
    assert_eq!(revoked.unwrap(), 1);
    let restarted = stage.client();
    read(&restarted, &id).await.unwrap();
    read(&restarted, &id).await.unwrap();
    assert_eq!(stage.tokens_asked(), 2);
    stage.store.other_than(&first).await;
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let stage = Stage::set().await;
    let client = stage.client();
    let id = ordered(&client, "key-1").await;
    stage.clock.advance(TOKEN_LIFETIME - TimeDelta::seconds(61));
    read(&client, &id).await.unwrap();
    assert_eq!(stage.tokens_asked(), 1);
    stage.clock.advance(TimeDelta::seconds(2));
    read(&client, &id).await.unwrap();
    assert_eq!(stage.tokens_asked(), 2);
    assert_eq!(stage.records.count(|record| record.status == Some(401)), 0);
}

#[tokio::test]
async fn a_token_that_expired_unnoticed_costs_one_repeat() {
    let stage = Stage::set().await;
    let id = ordered(&stage.client(), "key-1").await;
    stage.store.other_than("").await;
    // A clock that lags behind the operator's takes the kept token for good.
    let lagging = Arc::new(Stopped(stage.clock.now()));
    stage.clock.advance(TOKEN_LIFETIME + TimeDelta::seconds(1));
    let secret = SecretString::from(stage.operator.new_secret().await.unwrap());
    let client = stage.client_on(lagging, &secret);
    read(&client, &id).await.unwrap();
    assert_eq!(stage.tokens_asked(), 2);
    assert_eq!(stage.records.count(|record| record.status == Some(401)), 1);
}

#[tokio::test]
async fn a_wrong_secret_is_told_apart_and_nothing_is_sent() {
    let stage = Stage::set().await;
    let now = stage.clock.now();
    let client = stage.client_on(Arc::new(Stopped(now)), &SecretString::from("wrong"));
    let refused = client.sign_in(&CancellationToken::new()).await.unwrap_err();
    let expected = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn signing_in_tells_every_scope() {
    let stage = Stage::set().await;
    let signed_in = stage
        .client()
        .sign_in(&CancellationToken::new())
        .await
        .unwrap();
    let mut granted = signed_in.value.scopes;
    let mut all = Scope::ALL.map(Scope::as_str).to_vec();
    granted.sort_unstable();
    all.sort_unstable();
    assert_eq!(granted, all);
    assert!(signed_in.is_simulated);
}
