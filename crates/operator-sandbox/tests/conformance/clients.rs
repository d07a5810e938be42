//! Registered clients: how each may authenticate, what it may have, and revoking its tokens.

use axum::http::{Method, StatusCode};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use operator_sandbox::{Client, ClientError, REVOCATION_PATH, Scope, TOKEN_PATH};
use serde_json::{Value, json};

use crate::{
    tokens::assert_refused,
    world::{Answer, Call, World},
};

const READ: &str = "multi-point-vpn:network:read";

/// Registers a client with a secret, which is answered.
async fn register(world: &World, id: &str, method: &str, scope: Option<&str>) -> String {
    let mut client = json!({"client_id": id, "token_endpoint_auth_method": method});
    if let Some(scope) = scope {
        client["scope"] = scope.into();
    }
    let client = Client::from_json(&client).unwrap();
    world.state.register_client(client).await.unwrap().unwrap()
}

fn post(path: &str, form: &str) -> Call {
    Call::new(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .text(form)
}

async fn by_post(world: &World, id: &str, secret: &str, scope: &str) -> Answer {
    let scope = scope.replace(' ', "+");
    let form = format!(
        "grant_type=client_credentials&scope={scope}&client_id={id}&client_secret={secret}"
    );
    world.send(post(TOKEN_PATH, &form)).await
}

async fn by_basic(world: &World, id: &str, secret: &str, scope: &str) -> Answer {
    let scope = scope.replace(' ', "+");
    let call = post(
        TOKEN_PATH,
        &format!("grant_type=client_credentials&scope={scope}"),
    );
    let basic = BASE64_STANDARD.encode(format!("{id}:{secret}"));
    world
        .send(call.header("authorization", &format!("Basic {basic}")))
        .await
}

fn token(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

async fn revoke(world: &World, id: &str, secret: &str, token: &str) -> Answer {
    let form =
        format!("token={token}&token_type_hint=access_token&client_id={id}&client_secret={secret}");
    world.send(post(REVOCATION_PATH, &form)).await
}

#[tokio::test]
async fn check_59_a_secret_is_taken_only_the_way_it_is_registered_for() {
    let world = World::new().await;
    let basic = register(&world, "b", "client_secret_basic", None).await;
    let sent = register(&world, "p", "client_secret_post", None).await;
    token(&by_basic(&world, "b", &basic, READ).await);
    token(&by_post(&world, "p", &sent, READ).await);
    let refused = by_post(&world, "b", &basic, READ).await;
    assert_refused(&refused, 401, "invalid_client");
    let refused = by_basic(&world, "p", &sent, READ).await;
    assert_refused(&refused, 401, "invalid_client");
}

#[tokio::test]
async fn check_58_a_client_gets_only_the_scopes_it_may_have() {
    let world = World::new().await;
    let secret = register(&world, "c", "client_secret_post", Some(READ)).await;
    let asked = format!("multi-point-vpn:network:create {READ} {READ}");
    let answer = by_post(&world, "c", &secret, &asked).await;
    assert_eq!(answer.json()["scope"], READ);
    let mut world = world;
    world.token = token(&answer);
    world.get("unknown").await.assert_error(404, "NOT_FOUND");
    world
        .delete("unknown")
        .await
        .assert_error(403, "PERMISSION_DENIED");
    let none = by_post(&world, "c", &secret, Scope::SiteToCloudRead.as_str()).await;
    assert_refused(&none, 400, "unauthorized_client");
    let unknown = by_post(&world, "c", &secret, &format!("{READ} openid")).await;
    assert_refused(&unknown, 400, "invalid_scope");
}

#[tokio::test]
async fn check_45_a_revoked_token_is_401_and_others_are_not() {
    let mut world = World::new().await;
    let secret = register(&world, "c", "client_secret_post", None).await;
    let first = token(&by_post(&world, "c", &secret, READ).await);
    let second = token(&by_post(&world, "c", &secret, READ).await);
    for _ in 0..2 {
        // Also where it is revoked already (RFC 7009, 2.2).
        let answer = revoke(&world, "c", &secret, &first).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert!(answer.body.is_empty());
    }
    world.token = first;
    world
        .get("unknown")
        .await
        .assert_error(401, "UNAUTHENTICATED");
    world.token = second;
    world.get("unknown").await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_token_is_revoked_only_by_the_client_it_was_issued_to() {
    let world = World::new().await;
    let secret = register(&world, "c", "client_secret_post", None).await;
    let token = world.token.clone();
    assert_refused(
        &revoke(&world, "c", &secret, &token).await,
        400,
        "unauthorized_client",
    );
    assert_refused(
        &revoke(&world, "c", "wrong", &token).await,
        401,
        "invalid_client",
    );
    let anonymous = world
        .send(post(REVOCATION_PATH, &format!("token={token}")))
        .await;
    assert_refused(&anonymous, 401, "invalid_client");
    let nothing = format!("client_id=c&client_secret={secret}");
    let nothing = world.send(post(REVOCATION_PATH, &nothing)).await;
    assert_refused(&nothing, 400, "invalid_request");
    world.get("unknown").await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_client_that_is_removed_and_registered_again_has_its_networks_still() {
    let mut world = World::new().await;
    world.become_another_client().await;
    let id = world.ordered().await;
    let client = world.client_id.clone();
    assert!(world.state.remove_client(&client).await.unwrap());
    assert!(!world.state.remove_client(&client).await.unwrap());
    world.get(&id).await.assert_error(401, "UNAUTHENTICATED");
    let answer = by_post(&world, &client, &world.secret, READ).await;
    assert_refused(&answer, 401, "invalid_client");
    world.secret = register(&world, &client, "client_secret_post", None).await;
    world.token = world.mint(&[Scope::Read]).await;
    assert_eq!(world.get(&id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_operators_own_client_is_neither_replaced_nor_removed() {
    let world = World::new().await;
    let own = json!({"client_id": world.client_id, "token_endpoint_auth_method": "client_secret"});
    let refused = world
        .state
        .register_client(Client::from_json(&own).unwrap())
        .await;
    assert!(matches!(refused, Err(ClientError::Own(_))), "{refused:?}");
    assert!(!world.state.remove_client(&world.client_id).await.unwrap());
    world.mint(&Scope::ALL).await;
}

#[tokio::test]
async fn clients_are_listed_without_their_secrets() {
    let world = World::new().await;
    register(&world, "b", "client_secret_basic", Some(READ)).await;
    register(&world, "a", "client_secret_post", None).await;
    register(&world, "b", "client_secret_basic", Some(READ)).await;
    let listed = world.state.clients().await.unwrap();
    let listed: Vec<Value> = listed.iter().map(Client::to_json).collect();
    let ids: Vec<_> = listed.iter().map(|client| &client["client_id"]).collect();
    assert_eq!(ids, [&json!(world.client_id), &json!("a"), &json!("b")]);
    let shown = json!({
        "client_id": "b",
        "token_endpoint_auth_method": "client_secret_basic",
        "scope": READ,
    });
    assert_eq!(listed[2], shown);
}
