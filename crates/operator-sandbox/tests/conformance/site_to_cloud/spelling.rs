//! The names of this API: misspelt in answers, either way in requests unless read to the letter.

use std::path::Path;

use axum::http::{Method, StatusCode};
use operator_sandbox::Reading;
use serde_json::{Value, json};

use super::{SERVICE, order, question};
use crate::world::World;

/// The property under another name.
fn renamed(mut body: Value, from: &str, to: &str) -> Value {
    let properties = body.as_object_mut().unwrap();
    let value = properties.remove(from).unwrap();
    properties.insert(to.to_owned(), value);
    body
}

const OF_AN_ORDER: [(&str, &str); 5] = [
    ("servceName", "serviceName"),
    ("routeProtocal", "routeProtocol"),
    ("guaranteeBandwidth", "GuaranteeBandwidth"),
    ("SLA", "sla"),
    ("SLA", "slaLevel"),
];

const OF_A_CHANGE: [(&str, &str); 5] = [
    ("serviceID", "serviceId"),
    ("serviceID", "servceId"),
    ("guaranteeBandwidth", "GuaranteeBandwidth"),
    ("SLA", "sla"),
    ("SLA", "slaLevel"),
];

#[tokio::test]
async fn corrected_names_are_taken_unless_read_to_the_letter() {
    for reading in [Reading::Lenient, Reading::Strict] {
        let world = World::reading(reading).await;
        let id = world.s2c_ordered().await;
        let change = json!({"serviceID": id, "guaranteeBandwidth": 30, "SLA": "A"});
        let mut answers = Vec::new();
        for (published, corrected) in OF_AN_ORDER {
            let body = renamed(order(), published, corrected);
            answers.push((corrected, world.s2c_order(&body).await));
        }
        for (published, corrected) in OF_A_CHANGE {
            let body = renamed(change.clone(), published, corrected);
            answers.push((corrected, world.s2c_put(&body).await));
        }
        let body = renamed(question(), "guaranteeBandwidth", "GuaranteeBandwidth");
        answers.push(("GuaranteeBandwidth", world.s2c_assess(&body).await));
        for corrected in ["serviceId", "serviceID"] {
            let call = world.s2c(Method::GET, &format!("{SERVICE}?{corrected}={id}"));
            answers.push((corrected, world.send(call).await));
        }
        for (corrected, answer) in answers {
            match reading {
                Reading::Lenient => assert_eq!(answer.status, StatusCode::OK, "{corrected}"),
                Reading::Strict => answer.assert_error(400, "INVALID_INPUT"),
            }
        }
        // As published.
        assert_eq!(world.s2c_put(&change).await.status, StatusCode::OK);
        assert_eq!(world.s2c_get(&id).await.status, StatusCode::OK);
        assert_eq!(world.s2c_delete(&id).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn one_thing_under_two_names_is_refused() {
    let world = World::new().await;
    for (published, corrected) in OF_AN_ORDER {
        let mut body = order();
        body[corrected] = body[published].clone();
        world
            .s2c_order(&body)
            .await
            .assert_error(400, "INVALID_INPUT");
    }
}

#[tokio::test]
async fn every_name_in_an_answer_is_one_of_the_file() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/spec/site-to-cloud-vpn-0.1.yaml");
    let Ok(published) = std::fs::read_to_string(file) else {
        println!("skipped: the published API file is not here");
        return;
    };
    let names: Vec<_> = published
        .lines()
        .filter_map(|line| line.trim().strip_suffix(':'))
        .collect();
    let world = World::reading(Reading::Strict).await;
    let ordered = world.s2c_order(&order()).await.json();
    let id = ordered["serviceId"].as_str().unwrap();
    let mut far = question();
    far["CELocation"] = json!("N59.858600_E17.638900_Uppsala");
    let far = world.s2c_assess(&far).await.json();
    let near = world.s2c_assess(&question()).await.json();
    for answer in [
        &near,
        &near["solution1"][0],
        &far,
        &far["solution2"],
        &ordered,
        &world.s2c_get(id).await.json(),
        &world.s2c_put(&json!({"serviceID": id})).await.json(),
        &world.s2c_delete(id).await.json(),
        &world.s2c_get(id).await.json(),
    ] {
        for name in answer.as_object().unwrap().keys() {
            let is_addition = name.starts_with('x') && name[1..].starts_with(char::is_uppercase);
            assert!(is_addition || names.contains(&name.as_str()), "{name}");
        }
    }
}
