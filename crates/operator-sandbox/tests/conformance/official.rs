//! What the test definitions of the API assert, in both readings: sent as they send it, with
//! a correlator and content type, and with a deletion that is done at once.

use axum::http::{Method, StatusCode};
use operator_sandbox::Reading;
use serde_json::{Value, json};

use crate::{
    published::{assessment_example, create_example, update_example},
    world::{Answer, Call, World},
};

const READINGS: [Reading; 2] = [Reading::Lenient, Reading::Strict];
const CORRELATOR: &str = "b4333c46-49c0-4f62-80d7-f0ef930f1c46";

/// Sends a body as the definitions do.
async fn send(world: &World, method: Method, path: &str, body: Option<&Value>) -> Answer {
    let media_type = if method == Method::PATCH {
        "application/merge-patch+json"
    } else {
        "application/json"
    };
    let call = world.call(method, path).header("x-correlator", CORRELATOR);
    let call = match body {
        Some(body) => call
            .header("content-type", media_type)
            .text(&body.to_string()),
        None => call,
    };
    let answer = world.send(call).await;
    assert_eq!(answer.header("x-correlator"), CORRELATOR);
    if answer.status != StatusCode::ACCEPTED {
        assert_eq!(answer.header("content-type"), "application/json");
    }
    answer
}

/// The order of the happy path: the example with a level and a bandwidth of its own.
fn order() -> Value {
    let mut order = create_example();
    order["sla"] = json!("AA");
    order["guaranteeBandwidth"] = json!(20);
    order
}

async fn ordered(world: &World) -> String {
    let answer = send(world, Method::POST, "/networks", Some(&order())).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["serviceId"].as_str().unwrap().to_owned()
}

#[track_caller]
fn assert_has(value: &Value, names: &[&str]) {
    for name in names {
        assert!(!value[*name].is_null(), "{name} is missing: {value}");
    }
}

#[tokio::test]
async fn check_01_creation_answers_with_all_that_a_network_is_asked_for() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        for body in [create_example(), order()] {
            let answer = send(&world, Method::POST, "/networks", Some(&body)).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
            let network = answer.json();
            let names = [
                "serviceId",
                "connections",
                "resourceGroupId",
                "cloudGatewayIp",
                "sla",
                "guaranteeBandwidth",
            ];
            assert_has(&network, &names);
            assert_eq!(network["connections"], body["connections"]);
            assert_eq!(network["guaranteeBandwidth"], body["guaranteeBandwidth"]);
            let id = network["serviceId"].as_str().unwrap();
            assert!(answer.header("location").ends_with(id), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn check_02_what_was_created_is_what_is_read() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let id = ordered(&world).await;
        let answer = send(&world, Method::GET, &format!("/networks/{id}"), None).await;
        assert_eq!(answer.status, StatusCode::OK);
        let network = answer.json();
        assert_eq!(network["serviceId"], json!(id));
        for name in [
            "sla",
            "guaranteeBandwidth",
            "connections",
            "isProtected",
            "duration",
        ] {
            assert_eq!(network[name], order()[name], "{name}");
        }
    }
}

#[tokio::test]
async fn check_33_a_change_is_answered_with_the_new_values_and_stays() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let id = ordered(&world).await;
        let path = format!("/networks/{id}");
        for (patch, sla, bandwidth) in [
            (update_example(), "A", 10),
            (json!({"guaranteeBandwidth": 1000}), "A", 1000),
            (json!({"sla": "AAA"}), "AAA", 1000),
            (json!({}), "AAA", 1000),
        ] {
            let answer = send(&world, Method::PATCH, &path, Some(&patch)).await;
            assert_eq!(answer.status, StatusCode::OK, "{patch}: {answer:?}");
            let read = send(&world, Method::GET, &path, None).await.json();
            for network in [answer.json(), read] {
                assert_eq!(network["serviceId"], json!(id));
                assert_eq!(
                    (&network["sla"], &network["guaranteeBandwidth"]),
                    (&json!(sla), &json!(bandwidth))
                );
            }
        }
    }
}

#[tokio::test]
async fn check_40_a_deletion_is_accepted_and_the_network_is_gone() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let id = ordered(&world).await;
        let path = format!("/networks/{id}");
        let answer = send(&world, Method::DELETE, &path, None).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED);
        assert!(answer.body.is_empty(), "{answer:?}");
        send(&world, Method::GET, &path, None)
            .await
            .assert_error(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn check_42_an_assessment_has_days_level_and_rent() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let answer = send(
            &world,
            Method::POST,
            "/assessment",
            Some(&assessment_example()),
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let result = answer.json();
        assert_has(&result, &["waitDays", "sla", "rent"]);
        assert!(result["waitDays"].as_u64().unwrap() >= 1, "{result}");
        assert_has(&result["rent"], &["amount", "currency"]);
        let level = result["sla"].as_str().unwrap();
        assert!(["A", "AA", "AAA"].contains(&level), "{level}");
    }
}

#[tokio::test]
async fn each_bad_body_of_the_definitions_is_an_invalid_argument() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let with = |name: &str, value: Value| {
            let mut order = create_example();
            order[name] = value;
            order
        };
        let without_connections = {
            let mut order = create_example();
            order.as_object_mut().unwrap().remove("connections");
            order
        };
        for body in [
            without_connections,
            with("guaranteeBandwidth", json!(0)),
            with("guaranteeBandwidth", json!(-1)),
            with("guaranteeBandwidth", json!("20")),
            with("isProtected", json!("yes")),
            with("connections", json!("none")),
            with("unknownProperty", json!("x")),
        ] {
            for path in ["/networks", "/assessment"] {
                let answer = send(&world, Method::POST, path, Some(&body)).await;
                answer.assert_error(400, "INVALID_ARGUMENT");
            }
        }
        let id = ordered(&world).await;
        let path = format!("/networks/{id}");
        for patch in [
            json!({"sla": "INVALID"}),
            json!({"guaranteeBandwidth": 0}),
            json!({"serviceName": "other"}),
        ] {
            let answer = send(&world, Method::PATCH, &path, Some(&patch)).await;
            answer.assert_error(400, "INVALID_ARGUMENT");
        }
        let spaced = send(&world, Method::GET, "/networks/a%20b", None).await;
        spaced.assert_error(400, "INVALID_ARGUMENT");
    }
}

#[tokio::test]
async fn each_operation_asks_for_a_token_and_its_scope_and_knows_what_is_not_there() {
    for reading in READINGS {
        let world = World::reading(reading).await;
        let operations = [
            (Method::POST, "/networks", Some(create_example())),
            (Method::POST, "/assessment", Some(assessment_example())),
            (Method::GET, "/networks/unknown_1", None),
            (Method::PATCH, "/networks/unknown_1", Some(update_example())),
            (Method::DELETE, "/networks/unknown_1", None),
        ];
        for (method, path, body) in operations {
            for token in [None, Some("Bearer expired"), Some("Basic YTpi")] {
                let mut call = Call::api(method.clone(), path).header("x-correlator", CORRELATOR);
                if let Some(token) = token {
                    call = call.header("authorization", token);
                }
                if let Some(body) = &body {
                    call = call.json(body);
                }
                world.send(call).await.assert_error(401, "UNAUTHENTICATED");
            }
            if path.ends_with("unknown_1") {
                let answer = send(&world, method, path, body.as_ref()).await;
                answer.assert_error(404, "NOT_FOUND");
            }
        }
    }
}
