//! Checks 45 to 47 and 57 to 60: tokens, and asking for them with a secret.

use axum::http::{Method, StatusCode};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use operator_sandbox::{Scope, TOKEN_LIFETIME};
use serde_json::json;

use crate::{
    published::{assessment_example, create_example},
    world::{Answer, Call, World},
};

#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.status.as_u16(), status, "{answer:?}");
    assert_eq!(answer.json()["error"], error);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn check_45_without_a_valid_token_it_is_401() {
    let world = World::new().await;
    let call = || Call::api(Method::POST, "/assessment").json(&assessment_example());
    let mut messages = Vec::new();
    let expired = world.token.clone();
    world.clock.advance(TOKEN_LIFETIME);
    for authorization in [
        String::new(),
        "Basic YTpi".to_owned(),
        "Bearer".to_owned(),
        "Bearer garbage".to_owned(),
        expired.clone(),
        format!("Bearer {expired}"),
    ] {
        let answer = world
            .send(call().header("authorization", &authorization))
            .await;
        answer.assert_error(401, "UNAUTHENTICATED");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        messages.push(answer.json()["message"].clone());
    }
    let answer = world.send(call()).await;
    answer.assert_error(401, "UNAUTHENTICATED");
    messages.push(answer.json()["message"].clone());
    messages.dedup();
    assert_eq!(messages.len(), 1, "one message whatever the cause");
}

#[tokio::test]
async fn check_45_a_token_is_valid_until_it_expires_or_is_revoked() {
    let mut world = World::new().await;
    world
        .clock
        .advance(TOKEN_LIFETIME - chrono::TimeDelta::milliseconds(1));
    assert_eq!(
        world.assess(&assessment_example()).await.status,
        StatusCode::OK
    );
    world.token = world.mint(&Scope::ALL).await;
    assert_eq!(
        world.assess(&assessment_example()).await.status,
        StatusCode::OK
    );
    let revoked = world.state.revoke_tokens(&world.client_id).await.unwrap();
    assert!(revoked >= 1);
    world
        .assess(&assessment_example())
        .await
        .assert_error(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn check_46_each_operation_needs_its_scope() {
    let mut world = World::new().await;
    let id = world.ordered().await;
    let path = format!("/networks/{id}");
    let order = create_example();
    let question = assessment_example();
    let nothing = json!({});
    let operations = [
        (Scope::Create, Method::POST, "/networks", Some(&order)),
        (Scope::Read, Method::GET, &path, None),
        (Scope::Update, Method::PATCH, &path, Some(&nothing)),
        (Scope::Delete, Method::DELETE, &path, None),
        (Scope::Assess, Method::POST, "/assessment", Some(&question)),
    ];
    for (missing, method, path, body) in operations {
        let rest: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|scope| *scope != missing)
            .collect();
        world.token = world.mint(&rest).await;
        let call = world.call(method, path);
        let call = match body {
            Some(body) => call.json(body),
            None => call,
        };
        world
            .send(call)
            .await
            .assert_error(403, "PERMISSION_DENIED");
    }
    world.token = world.mint(&[Scope::Assess]).await;
    assert_eq!(
        world.assess(&assessment_example()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn check_47_who_asks_comes_before_what_is_asked() {
    let world = World::new().await;
    let anonymous = || Call::api(Method::POST, "/networks").text("not json");
    for call in [
        anonymous(),
        anonymous().header("content-type", "text/plain"),
        anonymous().header("x-correlator", "a b"),
        anonymous().header("accept", "text/html"),
        Call::api(Method::GET, "/networks/a%20b"),
    ] {
        world.send(call).await.assert_error(401, "UNAUTHENTICATED");
    }
    let mut reader = world;
    reader.token = reader.mint(&[Scope::Read]).await;
    let call = reader.call(Method::POST, "/networks").text("not json");
    let call = call.header("x-correlator", "a b");
    reader
        .send(call)
        .await
        .assert_error(403, "PERMISSION_DENIED");
}

#[tokio::test]
async fn check_58_scopes_are_needed_and_known() {
    let world = World::new().await;
    for form in [
        "grant_type=client_credentials",
        "grant_type=client_credentials&scope=",
    ] {
        let answer = world.send(world.token_request(form)).await;
        assert_refused(&answer, 400, "invalid_request");
    }
    for scope in [
        "unknown",
        "multi-point-vpn:*",
        "multi-point-vpn:network:read+openid",
    ] {
        let form = format!("grant_type=client_credentials&scope={scope}");
        let answer = world.send(world.token_request(&form)).await;
        assert_refused(&answer, 400, "invalid_scope");
    }
}

#[tokio::test]
async fn check_57_a_token_answer_is_not_stored_and_has_no_refresh_token() {
    let world = World::new().await;
    let scopes = "multi-point-vpn:network:read multi-point-vpn:assessment:assess";
    let form = format!(
        "grant_type=client_credentials&scope={}",
        scopes.replace(' ', "%20")
    );
    let basic = BASE64_STANDARD.encode(format!("{}:{}", world.client_id, world.secret));
    let call = Call::new(Method::POST, "/oauth2/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", &format!("Basic {basic}"))
        .text(&form);
    let answer = world.send(call).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let token = answer.json();
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["expires_in"], 3600);
    assert_eq!(token["scope"], scopes);
    assert_eq!(token.as_object().unwrap().len(), 4, "{token}");
}

/// The profile lets a client prove a key of its own (RFC 9449), and a server without it pass over that.
#[tokio::test]
async fn a_proof_of_a_key_is_no_error() {
    let world = World::new().await;
    let form = format!(
        "grant_type=client_credentials&scope={}",
        Scope::Assess.as_str()
    );
    let call = world.token_request(&form).header("dpop", "a.b.c");
    let answer = world.send(call).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json()["token_type"], "Bearer");
    let call = world
        .call(Method::POST, "/assessment")
        .header("dpop", "a.b.c")
        .json(&assessment_example());
    assert_eq!(world.send(call).await.status, StatusCode::OK);
}

#[tokio::test]
async fn check_59_wrong_credentials_are_invalid_client() {
    let world = World::new().await;
    let scope = Scope::Read.as_str();
    let form = format!("grant_type=client_credentials&scope={scope}");
    for credentials in [
        String::new(),
        format!("&client_id={}", world.client_id),
        format!("&client_id={}&client_secret=wrong", world.client_id),
        format!("&client_id=unknown&client_secret={}", world.secret),
    ] {
        let call = Call::new(Method::POST, "/oauth2/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .text(&format!("{form}{credentials}"));
        let answer = world.send(call).await;
        assert_refused(&answer, 401, "invalid_client");
        assert!(answer.header("www-authenticate").starts_with("Basic"));
    }
    let old = world.token_request(&form);
    world.state.new_secret(&world.client_id).await.unwrap();
    assert_refused(&world.send(old).await, 401, "invalid_client");
    let still = world.assess(&assessment_example()).await;
    assert_eq!(
        still.status,
        StatusCode::OK,
        "tokens outlive the secret they were made with"
    );
}

#[tokio::test]
async fn check_60_other_grants_and_forms_are_refused() {
    let world = World::new().await;
    let scope = Scope::Read.as_str();
    let other = world.token_request(&format!("grant_type=password&scope={scope}"));
    assert_refused(&world.send(other).await, 400, "unsupported_grant_type");
    let none = world.token_request(&format!("scope={scope}"));
    assert_refused(&world.send(none).await, 400, "invalid_request");
    let form = format!("grant_type=client_credentials&scope={scope}");
    let as_json = world
        .token_request(&form)
        .header("content-type", "application/json");
    assert_refused(&world.send(as_json).await, 400, "invalid_request");
    let twice = world.token_request(&format!("{form}&scope={scope}"));
    assert_refused(&world.send(twice).await, 400, "invalid_request");
    let large = world.token_request(&format!("{form}&x={}", "x".repeat(70_000)));
    assert_refused(&world.send(large).await, 400, "invalid_request");
    let basic = BASE64_STANDARD.encode(format!("{}:{}", world.client_id, world.secret));
    let both = world
        .token_request(&form)
        .header("authorization", &format!("Basic {basic}"));
    assert_refused(&world.send(both).await, 400, "invalid_request");
}
