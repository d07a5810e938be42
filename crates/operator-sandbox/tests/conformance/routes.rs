//! Checks 48 to 52: correlators, unknown methods and paths, and where requests come from.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{
    published::{assessment_example, create_example},
    world::{Call, World},
};

#[tokio::test]
async fn check_48_a_correlator_is_echoed_on_every_answer() {
    let world = World::new().await;
    let id = world.ordered().await;
    let path = format!("/networks/{id}");
    let calls = |world: &World| {
        [
            (200, world.call(Method::GET, &path)),
            (
                201,
                world
                    .call(Method::POST, "/networks")
                    .json(&create_example()),
            ),
            (400, world.call(Method::POST, "/networks").json(&json!({}))),
            (401, Call::api(Method::GET, &path)),
            (404, world.call(Method::GET, "/networks/unknown")),
            (404, Call::new(Method::GET, "/unknown")),
            (405, world.call(Method::PUT, &path)),
            (400, Call::new(Method::POST, "/oauth2/token")),
            (202, world.call(Method::DELETE, &path)),
        ]
    };
    for (status, call) in calls(&world) {
        let answer = world.send(call.header("x-correlator", "abc")).await;
        assert_eq!(answer.status.as_u16(), status, "{answer:?}");
        assert_eq!(answer.header("x-correlator"), "abc");
    }
    world.state.close();
    let call = world
        .call(Method::GET, &path)
        .header("X-Correlator", "{a}/<b>;c:d.e_f-1");
    let answer = world.send(call).await;
    answer.assert_error(500, "INTERNAL");
    assert_eq!(answer.header("x-correlator"), "{a}/<b>;c:d.e_f-1");
}

#[tokio::test]
async fn check_49_an_invalid_correlator_is_400_and_not_echoed() {
    let world = World::new().await;
    let long = "c".repeat(257);
    for correlator in ["a b", "a,b", "caf\u{e9}", &long] {
        let call = world
            .call(Method::POST, "/assessment")
            .json(&assessment_example());
        let answer = world.send(call.header("x-correlator", correlator)).await;
        answer.assert_error(400, "INVALID_ARGUMENT");
        assert!(is_uuid(answer.header("x-correlator")), "{answer:?}");
    }
    let call = world
        .call(Method::POST, "/assessment")
        .json(&assessment_example());
    let longest = "c".repeat(256);
    let answer = world.send(call.header("x-correlator", &longest)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("x-correlator"), longest);
}

#[tokio::test]
async fn check_50_without_a_correlator_one_is_made() {
    let world = World::new().await;
    let call = || {
        world
            .call(Method::POST, "/assessment")
            .json(&assessment_example())
    };
    let absent = world.send(call()).await;
    let empty = world.send(call().header("x-correlator", "")).await;
    for answer in [&absent, &empty] {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(is_uuid(answer.header("x-correlator")), "{answer:?}");
    }
    assert_ne!(absent.header("x-correlator"), empty.header("x-correlator"));
}

#[tokio::test]
async fn check_51_an_unknown_method_is_405_and_says_which_are_known() {
    let world = World::new().await;
    for (method, path, allowed) in [
        (Method::PUT, "/networks/x", vec!["GET", "PATCH", "DELETE"]),
        (Method::POST, "/networks/x", vec!["GET", "PATCH", "DELETE"]),
        (Method::DELETE, "/networks", vec!["POST"]),
        (Method::GET, "/networks", vec!["POST"]),
        (Method::GET, "/assessment", vec!["POST"]),
    ] {
        let answer = world.send(world.call(method, path)).await;
        answer.assert_error(405, "METHOD_NOT_ALLOWED");
        let named: Vec<_> = answer.header("allow").split(',').map(str::trim).collect();
        assert!(
            allowed.iter().all(|method| named.contains(method)),
            "{named:?}"
        );
    }
}

#[tokio::test]
async fn check_52_an_unknown_path_is_404_in_json() {
    let world = World::new().await;
    for path in [
        "/index.html",
        "/openapi",
        "//",
        "/multi-point-vpn/vwip",
        "/multi-point-vpn/vwip/network",
        "/multi-point-vpn/vwip/networks/",
        "/multi-point-vpn/vwip/networks/a/b",
        "/multi-point-vpn/v1/networks",
        "/favicon.ico",
    ] {
        world
            .send(Call::new(Method::GET, path))
            .await
            .assert_error(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn a_web_page_cannot_reach_the_operator() {
    let world = World::new().await;
    let call = || {
        world
            .call(Method::POST, "/assessment")
            .json(&assessment_example())
    };
    let page = world
        .send(call().header("origin", "https://example.com"))
        .await;
    page.assert_error(403, "PERMISSION_DENIED");
    let rebound = world.send(call().header("host", "example.com:9091")).await;
    rebound.assert_error(403, "PERMISSION_DENIED");
    let local = world.send(call().header("host", "localhost:9091")).await;
    assert_eq!(local.status, StatusCode::OK);
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.matches('-').count() == 4
}
