//! In which order a request is checked (`camara.md`, 1.5): of all that is wrong with it, the first is told.

use std::num::NonZeroU32;

use axum::http::Method;
use operator_sandbox::{Limits, Scope};
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{Answer, Call, World},
};

/// A request whose faults are taken away one by one.
struct Faulty {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Faulty {
    /// With everything wrong that a header can be.
    fn new(method: Method, path: &str, body: String) -> Self {
        Self {
            method,
            path: path.to_owned(),
            headers: vec![
                ("x-correlator", "not one".to_owned()),
                ("content-type", "text/plain".to_owned()),
                ("accept", "text/html".to_owned()),
            ],
            body,
        }
    }

    fn with(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    async fn send(&self, world: &World) -> Answer {
        let call = Call::api(self.method.clone(), &self.path).text(&self.body);
        let headers = self.headers.iter();
        world
            .send(headers.fold(call, |call, (name, value)| call.header(name, value)))
            .await
    }

    /// Sends it, and mends what a header has to do with, step by step.
    async fn mend_headers(&mut self, world: &World, missing: Scope) {
        let limit = |requests| {
            world.state.set_limits(Limits {
                requests_per_second: NonZeroU32::new(requests),
                ..Limits::default()
            });
        };
        limit(1);
        self.send(world).await.assert_error(401, "UNAUTHENTICATED");
        self.send(world)
            .await
            .assert_error(429, "TOO_MANY_REQUESTS");
        limit(0);
        self.with("authorization", "Bearer unknown");
        self.send(world).await.assert_error(401, "UNAUTHENTICATED");
        let others: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|scope| *scope != missing)
            .collect();
        let poor = world.mint(&others).await;
        self.with("authorization", &format!("Bearer {poor}"));
        self.send(world)
            .await
            .assert_error(403, "PERMISSION_DENIED");
        self.with("authorization", &format!("Bearer {}", world.token));
        told(&self.send(world).await, "x-correlator");
        self.with("x-correlator", "one");
        self.send(world)
            .await
            .assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
        let media_type = match self.method {
            Method::PATCH => "application/merge-patch+json",
            _ => "application/json",
        };
        self.with("content-type", media_type);
        self.send(world).await.assert_error(406, "NOT_ACCEPTABLE");
        self.with("accept", "application/json");
    }
}

/// Checks that it is a 400 about this.
#[track_caller]
fn told(answer: &Answer, about: &str) {
    answer.assert_error(400, "INVALID_ARGUMENT");
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains(about), "{message}");
}

fn too_large() -> String {
    " ".repeat(1024 * 1024 + 1)
}

#[tokio::test]
async fn a_change_is_told_what_is_wrong_first() {
    let mut world = World::new().await;
    let others = world.ordered().await;
    world.become_another_client().await;
    let own = world.ordered().await;
    let mut request = Faulty::new(Method::PATCH, "/network/a%20b", too_large());
    request.send(&world).await.assert_error(404, "NOT_FOUND");
    request.path = "/networks/a%20b".to_owned();
    request.method = Method::PUT;
    request
        .send(&world)
        .await
        .assert_error(405, "METHOD_NOT_ALLOWED");
    request.method = Method::PATCH;
    request.mend_headers(&world, Scope::Update).await;
    told(&request.send(&world).await, "serviceId");
    request.path = format!("/networks/{others}");
    told(&request.send(&world).await, "1 MiB");
    request.body = json!({"sla": "AAAA"}).to_string();
    told(&request.send(&world).await, "sla");
    // More than any line carries, of a network that is being deleted.
    request.body = json!({"guaranteeBandwidth": 1_000_000}).to_string();
    request.send(&world).await.assert_error(404, "NOT_FOUND");
    world.delete(&own).await;
    request.path = format!("/networks/{own}");
    request
        .send(&world)
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
}

#[tokio::test]
async fn an_order_is_told_what_is_wrong_first() {
    let world = World::new().await;
    let mut request = Faulty::new(Method::POST, "/networks", too_large());
    request.mend_headers(&world, Scope::Create).await;
    told(&request.send(&world).await, "1 MiB");
    let mut order = create_example();
    order["connections"][0]["providerEdge"]["location"] = json!("S40.0_W25.0");
    let unreadable = |order: &Value| {
        let mut order = order.clone();
        order["unknown"] = json!(1);
        order.to_string()
    };
    world.state.set_limits(Limits {
        networks: Some(0),
        ..Limits::default()
    });
    request.body = unreadable(&order);
    told(&request.send(&world).await, "unknown");
    request.body = order.to_string();
    request
        .send(&world)
        .await
        .assert_error(422, "MULTI_POINT_VPN.SERVICEAREA_NOT_SUPPORTED");
    request.body = create_example().to_string();
    request
        .send(&world)
        .await
        .assert_error(429, "QUOTA_EXCEEDED");
}
