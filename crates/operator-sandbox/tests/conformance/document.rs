//! The document at `/openapi.json` and the page at `/`.

use std::collections::BTreeSet;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use camara::request::{LONGEST_ID, LONGEST_LOCATION};
use operator_sandbox::{
    DISCOVERY_PATH, DOCUMENT_PATH, Database, NetworkSettings, Reading, Settings, openapi_document,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    described::description,
    published::create_example,
    world::{Call, World},
};

async fn document(world: &World) -> Value {
    world
        .send(Call::new(Method::GET, DOCUMENT_PATH))
        .await
        .json()
}

#[tokio::test]
async fn the_document_is_that_of_the_operators_own_reading() {
    for reading in [Reading::Lenient, Reading::Strict] {
        let world = World::reading(reading).await;
        let expected: Value = serde_json::from_str(&openapi_document(reading.into())).unwrap();
        assert_eq!(document(&world).await, expected);
    }
}

#[tokio::test]
async fn each_example_is_taken_and_what_is_answered_looks_like_its_example() {
    for reading in [Reading::Lenient, Reading::Strict] {
        let world = World::reading(reading).await;
        let document = document(&world).await;
        let example = |pointer: &str| {
            let found = document.pointer(&format!("/paths/{pointer}/example"));
            found
                .unwrap_or_else(|| panic!("{pointer} has no example"))
                .clone()
        };
        let json = "content/application~1json";
        let assessed = world
            .assess(&example(&format!("~1assessment/post/requestBody/{json}")))
            .await;
        assert_eq!(assessed.status, StatusCode::OK, "{assessed:?}");
        // Of the worked example, so that the numbers are true as well.
        let expected = example(&format!("~1assessment/post/responses/200/{json}"));
        assert_eq!(assessed.json(), expected);
        let created = world
            .create(&example(&format!("~1networks/post/requestBody/{json}")))
            .await;
        assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        let shown = example(&format!("~1networks/post/responses/201/{json}"));
        assert_eq!(names(&created.json()), names(&shown));
        let id = created.json()["serviceId"].as_str().unwrap().to_owned();
        let change = "content/application~1merge-patch+json";
        let change = example(&format!(
            "~1networks~1{{serviceId}}/patch/requestBody/{change}"
        ));
        assert_eq!(world.patch(&id, &change).await.status, StatusCode::OK);
    }
}

/// In no order: whether an object keeps its own is a feature of `serde_json` that other
/// packages of a build may turn on.
fn names(network: &Value) -> BTreeSet<&String> {
    network.as_object().unwrap().keys().collect()
}

#[test]
fn each_example_keeps_to_its_schema() {
    let reading = Reading::Lenient;
    let document: Value = serde_json::from_str(&openapi_document(reading.into())).unwrap();
    let mut count = 0;
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let answers = operation["responses"].as_object().into_iter().flatten();
            let bodies = answers
                .map(|(_, answer)| answer)
                .chain(operation.get("requestBody"));
            for media in bodies.filter_map(|body| body["content"].as_object()?.values().next()) {
                let Some(name) = media["schema"]["$ref"].as_str() else {
                    continue;
                };
                let name = name.rsplit('/').next().unwrap();
                let example = &media["example"];
                assert!(
                    description(reading).takes(name, example),
                    "{name}: {example}"
                );
                count += 1;
            }
        }
    }
    assert!(count >= 7, "{count}");
}

/// The patterns are written down beside the readers; here they are held against them.
#[test]
fn a_pattern_takes_what_its_reader_takes() {
    for reading in [Reading::Lenient, Reading::Strict] {
        let described = description(reading);
        let order = |property: &str, text: &str| {
            let mut order = create_example();
            *order.pointer_mut(property).unwrap() = json!(text);
            order
        };
        let name = |text: &str| {
            let mut order = create_example();
            order["serviceName"] = json!(text);
            order
        };
        for byte in 0..=127_u8 {
            let text = char::from(byte).to_string();
            let is_taken = reading.pattern().takes(&text, LONGEST_ID);
            assert_eq!(
                described.takes("NetworkCreate", &name(&text)),
                is_taken,
                "{text:?}"
            );
        }
        for text in ["", "caf\u{e9}", &"n".repeat(LONGEST_ID + 1)] {
            assert!(!described.takes("NetworkCreate", &name(text)), "{text}");
        }
        let location = "/connections/0/customerEdge/location";
        let longest = "l".repeat(LONGEST_LOCATION);
        assert!(described.takes("NetworkCreate", &order(location, &longest)));
        let longer = format!("{longest}l");
        assert!(!described.takes("NetworkCreate", &order(location, &longer)));
    }
}

/// What the API's tests ask for and the published schema does not say, ours says.
#[tokio::test]
async fn what_is_refused_by_the_schema_is_refused_by_the_operator() {
    let world = World::new().await;
    let described = description(Reading::Lenient);
    let changed = |pointer: &str, value: Value| {
        let mut order = create_example();
        *order.pointer_mut(pointer).unwrap() = value;
        order
    };
    let without = |parent: &str, name: &str| {
        let mut order = create_example();
        let parent = order.pointer_mut(parent).unwrap();
        parent.as_object_mut().unwrap().remove(name);
        order
    };
    for order in [
        json!({}),
        changed("/connections", json!([])),
        changed("/guaranteeBandwidth", json!(0)),
        changed("/guaranteeBandwidth", json!(1_000_001)),
        changed("/duration/value", json!(0)),
        changed("/duration/value", json!(36_501)),
        changed("/duration", json!({"value": 876_001})),
        changed("/duration", json!({"value": 101, "unit": "years"})),
        changed("/duration/unit", json!("weeks")),
        changed("/duration", json!({"x": 1})),
        without("/connections/0", "providerEdge"),
        without("/connections/0/customerEdge", "primaryIpAddress"),
        without("/connections/0/customerEdge", "secondaryIpAddress"),
    ] {
        assert!(!described.takes("NetworkCreate", &order), "{order}");
        let answer = world.create(&order).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{order}");
    }
    for order in [
        changed("/duration/value", json!(36_500)),
        changed("/duration/value", json!(0.001)),
        changed("/duration", json!({"value": 876_000})),
        changed("/duration", json!({"value": 100, "unit": "years"})),
        changed("/duration", json!({})),
    ] {
        assert!(described.takes("NetworkCreate", &order), "{order}");
        let answer = world.create(&order).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{order}: {answer:?}");
    }
}

/// The page, read as a browser does.
async fn page(world: &World, host: &str) -> (HeaderMap, String) {
    let request = Request::builder()
        .uri("/")
        .header("host", host)
        .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let request = request.body(Body::empty()).unwrap();
    let answer = world.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    (parts.headers, String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn the_page_shows_every_operation_and_schema_and_needs_nothing_from_elsewhere() {
    let world = World::new().await;
    let (headers, html) = page(&world, "127.0.0.1:40123").await;
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["x-simulated"], "true");
    for outside in [
        "<script", "<link", "<img", "<iframe", "@import", "url(", " on", "style=",
    ] {
        let tags = html.split('<').filter_map(|tag| tag.split('>').next());
        let is_there = match outside {
            " on" | "style=" => tags
                .clone()
                .any(|tag| tag.contains(&format!("{outside}click")) || tag.contains(" style=")),
            _ => html.contains(outside),
        };
        assert!(!is_there, "{outside}");
    }
    let document = document(&world).await;
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            if let Some(id) = operation["operationId"].as_str() {
                assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
            }
        }
    }
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(html.contains(&format!("id=\"schema-{name}\"")), "{name}");
    }
    assert!(html.contains("curl -s http://127.0.0.1:40123/oauth2/token"));
    assert!(html.contains("--data-urlencode 'grant_type=client_credentials'"));
    assert!(!html.contains("origin.invalid"));
    assert!(!html.contains(&world.secret), "no secret is shown");
}

#[tokio::test]
async fn each_link_of_the_page_leads_somewhere() {
    let world = World::new().await;
    let (_, html) = page(&world, "localhost").await;
    let targets = html
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap());
    for target in targets {
        match target.strip_prefix('#') {
            Some(id) => assert!(html.contains(&format!("id=\"{id}\"")), "{target}"),
            None => {
                let document = world.send(Call::new(Method::GET, target)).await;
                assert_eq!(document.status, StatusCode::OK, "{target}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_switched_on_is_described() {
    let settings = Settings {
        networks: NetworkSettings {
            is_listed: true,
            ..NetworkSettings::default()
        },
        ..Settings::default()
    };
    let world = World::with_settings(&Database::Memory, settings).await;
    let described = document(&world).await;
    let list = described.pointer("/paths/~1networks/get").unwrap();
    let scopes = ["multi-point-vpn:network:read"];
    assert_eq!(list["security"][0]["openId"], json!(scopes));
    let (_, html) = page(&world, "localhost").await;
    assert!(html.contains("id=\"listNetworks\""));
    let (_, without) = page(&World::new().await, "localhost").await;
    assert!(!without.contains("listNetworks"));
}

/// The page shows what the server says of itself with the same words as the document.
#[tokio::test]
async fn the_documents_example_of_the_metadata_is_what_is_served() {
    let world = World::new().await;
    let described = document(&world).await;
    let served = world.send(Call::new(Method::GET, DISCOVERY_PATH)).await;
    let path = format!("/paths/{}/get", DISCOVERY_PATH.replace('/', "~1"));
    let example = format!("{path}/responses/200/content/application~1json/example");
    assert_eq!(described.pointer(&example), Some(&served.json()));
}
