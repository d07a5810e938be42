//! Checks 63 and 64: what is refused, with the codes of this API.

use axum::http::{Method, StatusCode};
use operator_sandbox::{Reading, SITE_TO_CLOUD_PATH, Scope};
use serde_json::json;

use super::{ASSESSMENT, SERVICE, order, question};
use crate::world::{Call, World};

#[tokio::test]
async fn check_63_bad_input_is_invalid_input() {
    let world = World::new().await;
    for (name, value) in [
        ("primaryCEIP", json!("2001:db8::1")),
        ("primaryPEIP", json!("256.1.1.1")),
        ("secondaryCEIP", json!(null)),
        ("guaranteeBandwidth", json!(0)),
        ("guaranteeBandwidth", json!("20")),
        ("duration", json!(0)),
        ("CEType", json!("dc")),
        ("sink", json!("https://example.com")),
    ] {
        let mut body = order();
        body[name] = value.clone();
        let answer = world.s2c_order(&body).await;
        answer.assert_error(400, "INVALID_INPUT");
        let mut body = question();
        body[name] = value;
        world
            .s2c_assess(&body)
            .await
            .assert_error(400, "INVALID_INPUT");
    }
    for text in ["", "[]", "null", "{", "{} {}"] {
        for (method, path) in [
            (Method::POST, SERVICE),
            (Method::PUT, SERVICE),
            (Method::POST, ASSESSMENT),
        ] {
            let call = world.s2c(method, path);
            let call = call.header("content-type", "application/json");
            let answer = world.send(call.text(text)).await;
            answer.assert_error(400, "INVALID_INPUT");
        }
    }
    let mut lone = order();
    lone.as_object_mut().unwrap().remove("secondaryPEIP");
    let answer = world.s2c_order(&lone).await;
    answer.assert_error(400, "INVALID_INPUT");
    let message = answer.json()["message"].clone();
    assert_eq!(
        message,
        "/secondaryPEIP: is missing, and isProtected is true"
    );
}

#[tokio::test]
async fn check_63_without_a_token_authentication_is_required() {
    let world = World::new().await;
    let id = world.s2c_ordered().await;
    let service = format!("{SERVICE}?servceId={id}");
    for (method, path) in [
        (Method::POST, ASSESSMENT),
        (Method::POST, SERVICE),
        (Method::PUT, SERVICE),
        (Method::GET, service.as_str()),
        (Method::DELETE, service.as_str()),
    ] {
        let path = format!("{SITE_TO_CLOUD_PATH}{path}");
        let anonymous = || Call::new(method.clone(), &path);
        for call in [
            anonymous(),
            anonymous().header("authorization", "Basic YTpi"),
            anonymous().header("authorization", "Bearer garbage"),
            anonymous()
                .header("content-type", "text/plain")
                .header("x-correlator", "a b"),
        ] {
            let answer = world.send(call).await;
            answer.assert_error(401, "AUTHENTICATION_REQUIRED");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn check_64_a_service_has_to_be_named_once() {
    let world = World::new().await;
    let id = world.s2c_ordered().await;
    for query in [
        String::new(),
        "?".to_owned(),
        "?servceId".to_owned(),
        "?servceId=".to_owned(),
        format!("?servceName={id}"),
        format!("?servceId={id}&servceId={id}"),
        format!("?servceId={id}&serviceId={id}"),
    ] {
        for method in [Method::GET, Method::DELETE] {
            let call = world.s2c(method, &format!("{SERVICE}{query}"));
            world.send(call).await.assert_error(400, "INVALID_INPUT");
        }
    }
    let nameless = json!({"guaranteeBandwidth": 30});
    world
        .s2c_put(&nameless)
        .await
        .assert_error(400, "INVALID_INPUT");
    assert_eq!(world.s2c_get(&id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn each_operation_needs_its_scope() {
    let mut world = World::new().await;
    let id = world.s2c_ordered().await;
    let service = format!("{SERVICE}?servceId={id}");
    let change = json!({"serviceID": id});
    for (missing, method, path, body) in [
        (
            Scope::SiteToCloudCreate,
            Method::POST,
            SERVICE,
            Some(order()),
        ),
        (Scope::SiteToCloudRead, Method::GET, service.as_str(), None),
        (Scope::SiteToCloudUpdate, Method::PUT, SERVICE, Some(change)),
        (
            Scope::SiteToCloudDelete,
            Method::DELETE,
            service.as_str(),
            None,
        ),
        (
            Scope::SiteToCloudAssess,
            Method::POST,
            ASSESSMENT,
            Some(question()),
        ),
    ] {
        let rest: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|scope| *scope != missing)
            .collect();
        world.token = world.mint(&rest).await;
        let call = world.s2c(method, path);
        let call = match &body {
            Some(body) => call.json(body),
            None => call,
        };
        let answer = world.send(call).await;
        answer.assert_error(403, "PERMISSION_DENIED");
        assert!(
            answer.json()["message"]
                .as_str()
                .unwrap()
                .contains(missing.as_str())
        );
    }
}

#[tokio::test]
async fn a_service_of_another_client_or_api_does_not_exist() {
    let mut world = World::new().await;
    let service = world.s2c_ordered().await;
    let network = world.ordered().await;
    for id in ["unknown", "a%20b", network.as_str()] {
        world.s2c_get(id).await.assert_error(404, "NOT_FOUND");
        world.s2c_delete(id).await.assert_error(404, "NOT_FOUND");
        let change = json!({"serviceID": id, "SLA": "A"});
        world.s2c_put(&change).await.assert_error(404, "NOT_FOUND");
    }
    world.get(&service).await.assert_error(404, "NOT_FOUND");
    let patch = json!({"sla": "A"});
    world
        .patch(&service, &patch)
        .await
        .assert_error(404, "NOT_FOUND");
    world.delete(&service).await.assert_error(404, "NOT_FOUND");
    assert_eq!(world.s2c_get(&service).await.status, StatusCode::OK);
    world.become_another_client().await;
    world.s2c_get(&service).await.assert_error(404, "NOT_FOUND");
    world
        .s2c_delete(&service)
        .await
        .assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn what_cannot_be_built_is_invalid_input_with_its_reason() {
    let world = World::new().await;
    let mut unprotected = order();
    unprotected["isProtected"] = json!(false);
    unprotected["SLA"] = json!("AAA");
    let answer = world.s2c_order(&unprotected).await;
    answer.assert_error(400, "INVALID_INPUT");
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("needs protection"), "{message}");
    unprotected["SLA"] = json!("A");
    let ordered = world.s2c_order(&unprotected).await.json();
    let change = json!({"serviceID": ordered["serviceId"], "SLA": "AAA"});
    world
        .s2c_put(&change)
        .await
        .assert_error(400, "INVALID_INPUT");
}

#[tokio::test]
async fn methods_and_media_types_are_those_of_the_file() {
    let world = World::new().await;
    let id = world.s2c_ordered().await;
    let patch = world.s2c(Method::PATCH, SERVICE).json(&json!({}));
    let answer = world.send(patch).await;
    answer.assert_error(405, "METHOD_NOT_ALLOWED");
    for method in ["GET", "POST", "PUT", "DELETE"] {
        assert!(answer.header("allow").contains(method), "{answer:?}");
    }
    let text = world.s2c(Method::POST, SERVICE).json(&order());
    let answer = world.send(text.header("content-type", "text/plain")).await;
    answer.assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
    let html = world.s2c(Method::GET, &format!("{SERVICE}?servceId={id}"));
    let answer = world.send(html.header("accept", "text/html")).await;
    answer.assert_error(406, "NOT_ACCEPTABLE");
    let elsewhere = world.s2c(Method::GET, "/S2C_VPN/");
    world.send(elsewhere).await.assert_error(404, "NOT_FOUND");
    world.state.close();
    world.s2c_get(&id).await.assert_error(500, "INTERNAL");
}

#[tokio::test]
async fn the_correlator_is_required_to_the_letter_and_always_echoed() {
    for reading in [Reading::Lenient, Reading::Strict] {
        let world = World::reading(reading).await;
        let answer = world.s2c_order(&order()).await;
        assert_eq!(answer.status, StatusCode::OK, "{reading:?}");
        assert_eq!(
            answer.header("x-correlator"),
            "b4333c46-49c0-4f62-80d7-f0ef930f1c46"
        );
        let unknown = world.s2c_get("unknown").await;
        unknown.assert_error(404, "NOT_FOUND");
        assert_eq!(
            unknown.header("x-correlator"),
            "b4333c46-49c0-4f62-80d7-f0ef930f1c46"
        );
        for (method, path, body) in [
            (Method::POST, SERVICE, order()),
            (Method::POST, ASSESSMENT, question()),
        ] {
            let call = || world.s2c(method.clone(), path).json(&body);
            let empty = world.send(call().header("x-correlator", "")).await;
            let absent = world.send(call().without("x-correlator")).await;
            for answer in [empty, absent] {
                match reading {
                    Reading::Lenient => assert_eq!(answer.status, StatusCode::OK),
                    Reading::Strict => answer.assert_error(400, "INVALID_INPUT"),
                }
            }
            let bad = world.send(call().header("x-correlator", "a b")).await;
            bad.assert_error(400, "INVALID_INPUT");
        }
    }
    let strict = World::reading(Reading::Strict).await;
    let unmarked = strict
        .call(Method::POST, "/assessment")
        .json(&crate::published::assessment_example());
    assert_eq!(strict.send(unmarked).await.status, StatusCode::OK);
}
