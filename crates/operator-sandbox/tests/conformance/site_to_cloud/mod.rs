//! Checks 61 to 64: Site-to-Cloud VPN 0.1, in the spelling of its file.

mod admission;
mod assessing;
mod golden;
mod living;
mod sharing;
mod spelling;
mod telling;

use axum::http::{Method, StatusCode};
use operator_sandbox::SITE_TO_CLOUD_PATH;
use serde_json::{Value, json};

use crate::world::{Answer, Call, World};

/// The path of services below the API's.
const SERVICE: &str = "/S2C_VPN";
const ASSESSMENT: &str = "/S2C_VPN_Assessment";

/// An on-net office and a cloud.
fn order() -> Value {
    json!({
        "servceName": "Berlin to cloud",
        "isProtected": true,
        "CEType": "site",
        "primaryCEIP": "84.125.93.10",
        "secondaryCEIP": "84.125.94.10",
        "PEType": "cloud",
        "primaryPEIP": "84.125.95.10",
        "secondaryPEIP": "84.125.96.10",
        "SLA": "AA",
        "guaranteeBandwidth": 20,
        "duration": 72,
        "CELocation": "N52.520008_E13.404954_Berlin",
        "routeProtocal": "BGP",
    })
}

fn question() -> Value {
    let mut question = order();
    for name in ["servceName", "SLA", "routeProtocal"] {
        question.as_object_mut().unwrap().remove(name);
    }
    question
}

impl World {
    /// A call of Site-to-Cloud VPN with the token and a correlator.
    fn s2c(&self, method: Method, path: &str) -> Call {
        Call::new(method, &format!("{SITE_TO_CLOUD_PATH}{path}"))
            .header("authorization", &format!("Bearer {}", self.token))
            .header("x-correlator", "b4333c46-49c0-4f62-80d7-f0ef930f1c46")
    }

    async fn s2c_order(&self, order: &Value) -> Answer {
        self.send(self.s2c(Method::POST, SERVICE).json(order)).await
    }

    async fn s2c_ordered(&self) -> String {
        let answer = self.s2c_order(&order()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()["serviceId"].as_str().unwrap().to_owned()
    }

    async fn s2c_get(&self, id: &str) -> Answer {
        let path = format!("{SERVICE}?servceId={id}");
        self.send(self.s2c(Method::GET, &path)).await
    }

    async fn s2c_put(&self, change: &Value) -> Answer {
        self.send(self.s2c(Method::PUT, SERVICE).json(change)).await
    }

    async fn s2c_delete(&self, id: &str) -> Answer {
        let path = format!("{SERVICE}?servceId={id}");
        self.send(self.s2c(Method::DELETE, &path)).await
    }

    async fn s2c_assess(&self, question: &Value) -> Answer {
        self.send(self.s2c(Method::POST, ASSESSMENT).json(question))
            .await
    }
}

/// The names of an object, sorted.
fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}
