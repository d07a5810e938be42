//! Checks 57, 59 and 60 with `private_key_jwt`: assertions that clients sign.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use operator_sandbox::{Client, REVOCATION_PATH, Scope, TOKEN_PATH};
use serde_json::{Value, json};

use crate::{
    signer::{Signer, encoded, message},
    tokens::assert_refused,
    world::{Answer, Call, World},
};

const ID: &str = "signing-client";
const TOKEN_ENDPOINT: &str = "http://127.0.0.1:9091/oauth2/token";
const ISSUER: &str = "http://127.0.0.1:9091";

/// An operator with a client that signs.
async fn world_with(keys: &[&Signer], algorithm: Option<&str>) -> World {
    let world = World::new().await;
    register(&world, keys, algorithm).await;
    world
}

async fn register(world: &World, keys: &[&Signer], algorithm: Option<&str>) {
    let keys: Vec<_> = keys.iter().map(|key| key.public()).collect();
    let mut client = json!({
        "client_id": ID,
        "token_endpoint_auth_method": "private_key_jwt",
        "jwks": {"keys": keys},
    });
    if let Some(algorithm) = algorithm {
        client["token_endpoint_auth_signing_alg"] = algorithm.into();
    }
    let client = Client::from_json(&client).unwrap();
    assert_eq!(world.state.register_client(client).await.unwrap(), None);
}

/// What the profile asks for, with a `jti` of its own, valid for a minute.
fn claims(world: &World) -> Value {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = world.state.shown_time().timestamp();
    json!({
        "iss": ID,
        "sub": ID,
        "aud": TOKEN_ENDPOINT,
        "jti": format!("jti-{number}"),
        "iat": now,
        "exp": now + 60,
    })
}

fn with(mut claims: Value, name: &str, value: impl Into<Value>) -> Value {
    claims[name] = value.into();
    claims
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name);
    claims
}

fn form(assertion: &str) -> String {
    format!(
        "grant_type=client_credentials&scope={}\
         &client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer\
         &client_assertion={assertion}",
        Scope::Read.as_str()
    )
}

fn post(path: &str, form: &str) -> Call {
    Call::new(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .text(form)
}

async fn ask(world: &World, assertion: &str) -> Answer {
    world.send(post(TOKEN_PATH, &form(assertion))).await
}

#[tokio::test]
async fn check_57_a_signed_assertion_gets_a_token() {
    let (rsa, ec) = (Signer::rsa("r"), Signer::ec("e"));
    let mut world = world_with(&[&rsa, &ec], None).await;
    for (signer, algorithm) in [(&rsa, "RS256"), (&rsa, "PS256"), (&ec, "ES256")] {
        let assertion = signer.sign(algorithm, &claims(&world));
        let answer = ask(&world, &assertion).await;
        assert_eq!(answer.status, StatusCode::OK, "{algorithm}: {answer:?}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let token = answer.json();
        assert_eq!(token["token_type"], "Bearer");
        assert_eq!(token["expires_in"], 3600);
        assert_eq!(token["scope"], Scope::Read.as_str());
        assert_eq!(token.get("refresh_token"), None);
        world.token = token["access_token"].as_str().unwrap().to_owned();
        world.get("unknown").await.assert_error(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn check_57_what_an_assertion_may_leave_open() {
    let signer = Signer::ec("e");
    let world = world_with(&[&signer], None).await;
    let now = world.state.shown_time().timestamp();
    for taken in [
        with(claims(&world), "aud", ISSUER),
        with(
            claims(&world),
            "aud",
            json!(["https://example.com", TOKEN_ENDPOINT]),
        ),
        without(claims(&world), "iat"),
        with(claims(&world), "exp", now as f64 + 0.5),
        with(claims(&world), "exp", now + 300),
        with(claims(&world), "nbf", now + 5),
        with(claims(&world), "extra", json!({"a": [1]})),
    ] {
        let answer = ask(&world, &signer.sign("ES256", &taken)).await;
        assert_eq!(answer.status, StatusCode::OK, "{taken}: {answer:?}");
    }
    let without_kid = signer.sign_under(&json!({"alg": "ES256"}), &claims(&world));
    let answer = ask(&world, &without_kid).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let assertion = signer.sign("ES256", &claims(&world));
    let named = format!("{}&client_id={ID}", form(&assertion));
    let answer = world.send(post(TOKEN_PATH, &named)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn check_59_claims_that_break_the_profile_are_refused() {
    let signer = Signer::ec("e");
    let world = world_with(&[&signer], None).await;
    let now = world.state.shown_time().timestamp();
    for (refused, word) in [
        (with(claims(&world), "exp", now + 301), "300"),
        (
            with(with(claims(&world), "iat", now - 241), "exp", now + 60),
            "iat",
        ),
        (with(claims(&world), "iat", now + 61), "iat"),
        (with(claims(&world), "exp", now), "expired"),
        (with(claims(&world), "exp", -1e300), "expired"),
        (with(claims(&world), "exp", 1e300), "300"),
        (with(claims(&world), "nbf", now + 11), "not valid yet"),
        (
            with(claims(&world), "aud", "https://example.com/oauth2/token"),
            "aud",
        ),
        (
            with(claims(&world), "aud", format!("{TOKEN_ENDPOINT}/")),
            "aud",
        ),
        (with(claims(&world), "aud", json!([])), "aud"),
        (with(claims(&world), "iss", "another"), "iss"),
        (with(claims(&world), "jti", ""), "jti"),
        (with(claims(&world), "exp", (now + 60).to_string()), "needs"),
        (without(claims(&world), "iss"), "needs"),
        (without(claims(&world), "sub"), "needs"),
        (without(claims(&world), "aud"), "needs"),
        (without(claims(&world), "jti"), "needs"),
        (without(claims(&world), "exp"), "needs"),
    ] {
        let answer = ask(&world, &signer.sign("ES256", &refused)).await;
        assert_refused(&answer, 401, "invalid_client");
        let told = answer.json()["error_description"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(told.contains(word), "{refused}: {told}");
    }
}

#[tokio::test]
async fn check_59_a_wrong_signature_is_refused_and_says_no_more_than_an_unknown_client() {
    let (rsa, other) = (Signer::rsa("r"), Signer::other_rsa("r"));
    let world = world_with(&[&rsa], None).await;
    let good = rsa.sign("RS256", &claims(&world));
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (header, _) = message.split_once('.').unwrap();
    let changed = with(claims(&world), "extra", true).to_string();
    let changed = encoded(changed.as_bytes());
    let of_nobody = with(with(claims(&world), "iss", "x"), "sub", "x");
    let of_the_own = with(
        with(claims(&world), "iss", world.client_id.as_str()),
        "sub",
        world.client_id.as_str(),
    );
    let mut told = Vec::new();
    for assertion in [
        other.sign("RS256", &claims(&world)),
        format!("{header}.{changed}.{signature}"),
        format!("{message}."),
        format!("{message}.{}", encoded(&[0; 256])),
        Signer::rsa("unknown").sign("RS256", &claims(&world)),
        Signer::ec("r").sign("ES256", &claims(&world)),
        rsa.sign("RS256", &of_nobody),
        rsa.sign("RS256", &of_the_own),
    ] {
        let answer = ask(&world, &assertion).await;
        assert_refused(&answer, 401, "invalid_client");
        told.push(answer.json());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(ask(&world, &good).await.status, StatusCode::OK);
}

#[tokio::test]
async fn check_59_algorithms_without_a_public_key_are_refused() {
    let (rsa, ec) = (Signer::rsa("r"), Signer::ec("e"));
    let world = world_with(&[&rsa, &ec], None).await;
    let unsigned = |algorithm: &str| message(&json!({"alg": algorithm}), &claims(&world));
    // The public key as the shared secret, which a careless server would take.
    let shared = ec.public()["x"].as_str().unwrap().to_owned();
    let stranger = Signer::ec("x");
    let critical = json!({"alg": "ES256", "kid": "e", "crit": ["exp"]});
    for assertion in [
        format!("{}.", unsigned("none")),
        format!("{}.{shared}", unsigned("none")),
        format!("{}.{shared}", unsigned("None")),
        format!("{}.{shared}", unsigned("HS256")),
        format!("{}.{shared}", unsigned("HS512")),
        rsa.sign_under(&json!({"alg": "RS512", "kid": "r"}), &claims(&world)),
        rsa.sign_under(&json!({"kid": "r"}), &claims(&world)),
        ec.sign_under(&critical, &claims(&world)),
        // A key for another algorithm, and one that the header brings along.
        rsa.sign_under(&json!({"alg": "RS256", "kid": "e"}), &claims(&world)),
        stranger.sign_under(
            &json!({"alg": "ES256", "jwk": stranger.public()}),
            &claims(&world),
        ),
        "a.b.c".to_owned(),
        "a.b".to_owned(),
        "x".repeat(10_000),
    ] {
        let answer = ask(&world, &assertion).await;
        assert_refused(&answer, 401, "invalid_client");
    }
}

#[tokio::test]
async fn check_59_a_registered_algorithm_is_the_only_one() {
    let signer = Signer::rsa("r");
    let world = world_with(&[&signer], Some("PS256")).await;
    let answer = ask(&world, &signer.sign("RS256", &claims(&world))).await;
    assert_refused(&answer, 401, "invalid_client");
    let answer = ask(&world, &signer.sign("PS256", &claims(&world))).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn check_59_a_jti_is_taken_once_until_its_exp_and_over_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let database = operator_sandbox::Database::File(dir.path().join("sandbox.db"));
    let signer = Signer::ec("e");
    let world = World::over(&database, TimeDelta::zero()).await;
    register(&world, &[&signer], None).await;
    let claims = with(claims(&world), "jti", "same");
    let assertion = signer.sign("ES256", &claims);
    assert_eq!(ask(&world, &assertion).await.status, StatusCode::OK);
    let replayed = ask(&world, &assertion).await;
    assert_refused(&replayed, 401, "invalid_client");
    world.state.close();

    let world = World::over(&database, TimeDelta::zero()).await;
    world.clock.advance(TimeDelta::seconds(59));
    let replayed = ask(&world, &assertion).await;
    assert_refused(&replayed, 401, "invalid_client");
    assert!(
        replayed.json()["error_description"]
            .as_str()
            .unwrap()
            .contains("jti")
    );
    // Another client may use the same text, and the same client once the first is over.
    world.clock.advance(TimeDelta::seconds(1));
    let now = world.state.shown_time().timestamp();
    let again = with(with(claims, "iat", now), "exp", now + 60);
    let answer = ask(&world, &signer.sign("ES256", &again)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn check_59_the_operators_clock_decides_and_date_shows_it() {
    let signer = Signer::ec("e");
    let world = world_with(&[&signer], None).await;
    let of_now = signer.sign("ES256", &claims(&world));
    world.clock.advance(TimeDelta::days(400));
    let answer = ask(&world, &of_now).await;
    assert_refused(&answer, 401, "invalid_client");
    let date = chrono::DateTime::parse_from_rfc2822(answer.header("date")).unwrap();
    assert_eq!(date.timestamp(), world.state.shown_time().timestamp());
    let answer = ask(&world, &signer.sign("ES256", &claims(&world))).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn check_60_two_methods_or_half_a_method_are_refused() {
    let signer = Signer::ec("e");
    let world = world_with(&[&signer], None).await;
    let assertion = || form(&signer.sign("ES256", &claims(&world)));
    let both = format!("{}&client_id={ID}&client_secret=s", assertion());
    assert_refused(
        &world.send(post(TOKEN_PATH, &both)).await,
        400,
        "invalid_request",
    );
    let basic = post(TOKEN_PATH, &assertion()).header("authorization", "Basic YTpi");
    assert_refused(&world.send(basic).await, 400, "invalid_request");
    let of_another = format!("{}&client_id={}", assertion(), world.client_id);
    assert_refused(
        &world.send(post(TOKEN_PATH, &of_another)).await,
        401,
        "invalid_client",
    );
    let no_type = assertion().replace("client_assertion_type", "other");
    assert_refused(
        &world.send(post(TOKEN_PATH, &no_type)).await,
        400,
        "invalid_request",
    );
    let no_assertion = assertion().replace("client_assertion=", "other=");
    assert_refused(
        &world.send(post(TOKEN_PATH, &no_assertion)).await,
        400,
        "invalid_request",
    );
    let other_type = assertion().replace("jwt-bearer", "saml2-bearer");
    assert_refused(
        &world.send(post(TOKEN_PATH, &other_type)).await,
        401,
        "invalid_client",
    );
    let as_secret = format!(
        "grant_type=client_credentials&scope={}&client_id={ID}&client_secret=s",
        Scope::Read.as_str()
    );
    assert_refused(
        &world.send(post(TOKEN_PATH, &as_secret)).await,
        401,
        "invalid_client",
    );
}

#[tokio::test]
async fn a_token_is_revoked_with_an_assertion_for_the_revocation_endpoint() {
    let signer = Signer::ec("e");
    let mut world = world_with(&[&signer], None).await;
    let answer = ask(&world, &signer.sign("ES256", &claims(&world))).await;
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let audience = format!("{ISSUER}{REVOCATION_PATH}");
    let assertion = signer.sign("ES256", &with(claims(&world), "aud", audience));
    let form = format!("{}&token={token}", form(&assertion));
    let answer = world.send(post(REVOCATION_PATH, &form)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    world.token = token;
    world
        .get("unknown")
        .await
        .assert_error(401, "UNAUTHENTICATED");
    // It was used, although not for a token.
    let again = world.send(post(REVOCATION_PATH, &form)).await;
    assert_refused(&again, 401, "invalid_client");
}
