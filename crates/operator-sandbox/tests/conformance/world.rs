//! An operator in memory with a clock moved by hand, and a client that holds a token.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use chrono::TimeDelta;
use operator_sandbox::{
    BASE_PATH, Database, Offered, Reading, SandboxState, Scope, Settings, TOKEN_PATH,
    clock::ManualClock, router,
};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::{
    described::{Exchange, description_of},
    published,
};

pub(crate) const DELAY: TimeDelta = TimeDelta::seconds(3);

/// An operator and one client of it.
pub(crate) struct World {
    pub(crate) state: SandboxState,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) router: Router,
    offered: Offered,
    pub(crate) client_id: String,
    pub(crate) secret: String,
    /// With every scope.
    pub(crate) token: String,
}

/// A request to be sent.
pub(crate) struct Call {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// An answer, with what holds for every answer checked.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_delay(DELAY).await
    }

    pub(crate) async fn with_delay(delay: TimeDelta) -> Self {
        Self::over(&Database::Memory, delay).await
    }

    pub(crate) async fn over(database: &Database, delay: TimeDelta) -> Self {
        let provisioning_delay: Duration = delay.to_std().unwrap();
        let settings = Settings {
            provisioning_delay: provisioning_delay.into(),
            ..Settings::default()
        };
        Self::with_settings(database, settings).await
    }

    /// One that reads the published texts so, and does at once what it is asked for, as the
    /// tests of the standard expect.
    pub(crate) async fn reading(reading: Reading) -> Self {
        let settings = Settings {
            provisioning_delay: Duration::ZERO.into(),
            reading,
            ..Settings::default()
        };
        Self::with_settings(&Database::Memory, settings).await
    }

    pub(crate) async fn with_settings(database: &Database, settings: Settings) -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-02T09:30:00Z".parse().unwrap()));
        let offered = Offered {
            reading: settings.reading,
            order_sinks: settings.notifications.order_sinks,
            is_listed: settings.networks.is_listed,
        };
        let state = SandboxState::open(database, clock.clone(), settings).unwrap();
        let client_id = state.own_client().await.unwrap();
        let secret = state.new_secret(&client_id).await.unwrap();
        let router = router(state.clone());
        let mut world = Self {
            state,
            clock,
            router,
            offered,
            client_id,
            secret,
            token: String::new(),
        };
        world.token = world.mint(&Scope::ALL).await;
        world
    }

    /// Moves the clock, and takes a new token for the time after.
    pub(crate) async fn advance_with_new_token(&mut self, by: TimeDelta) {
        self.clock.advance(by);
        self.token = self.mint(&Scope::ALL).await;
    }

    /// Calls as another, new client from here on.
    pub(crate) async fn become_another_client(&mut self) {
        self.client_id = "other".to_owned();
        self.state.add_client(&self.client_id).await.unwrap();
        self.secret = self.state.new_secret(&self.client_id).await.unwrap();
        self.token = self.mint(&Scope::ALL).await;
    }

    /// A token with these scopes.
    pub(crate) async fn mint(&self, scopes: &[Scope]) -> String {
        let names: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
        let form = format!("grant_type=client_credentials&scope={}", names.join("+"));
        let answer = self.send(self.token_request(&form)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// A token request of this world's client, which authenticates in the body.
    pub(crate) fn token_request(&self, form: &str) -> Call {
        let (id, secret) = (&self.client_id, &self.secret);
        Call::new(Method::POST, TOKEN_PATH)
            .header("content-type", "application/x-www-form-urlencoded")
            .text(&format!("{form}&client_id={id}&client_secret={secret}"))
    }

    /// A call of the API with the token.
    pub(crate) fn call(&self, method: Method, path: &str) -> Call {
        Call::api(method, path).header("authorization", &format!("Bearer {}", self.token))
    }

    /// Without holding the answer against the document: one that a fault plan scripts may be
    /// anything.
    pub(crate) async fn send_scripted(&self, call: Call) -> Answer {
        exchange(self.router.clone(), call).await
    }

    pub(crate) async fn send(&self, call: Call) -> Answer {
        let (method, path, sent) = (call.method.clone(), call.path.clone(), call.body.clone());
        let answer = exchange(self.router.clone(), call).await;
        description_of(self.offered, &path).hold(&Exchange {
            method: &method,
            path: &path,
            sent: &sent,
            status: answer.status.as_u16(),
            headers: &answer.headers,
            body: &answer.body,
        });
        answer
    }

    pub(crate) async fn create(&self, body: &Value) -> Answer {
        self.send(self.call(Method::POST, "/networks").json(body))
            .await
    }

    pub(crate) async fn create_text(&self, body: &str) -> Answer {
        let call = self
            .call(Method::POST, "/networks")
            .header("content-type", "application/json");
        self.send(call.text(body)).await
    }

    pub(crate) async fn assess(&self, body: &Value) -> Answer {
        self.send(self.call(Method::POST, "/assessment").json(body))
            .await
    }

    pub(crate) async fn get(&self, id: &str) -> Answer {
        self.send(self.call(Method::GET, &format!("/networks/{id}")))
            .await
    }

    pub(crate) async fn patch(&self, id: &str, body: &Value) -> Answer {
        let call = self.call(Method::PATCH, &format!("/networks/{id}"));
        let call = call.header("content-type", "application/merge-patch+json");
        self.send(call.text(&body.to_string())).await
    }

    pub(crate) async fn delete(&self, id: &str) -> Answer {
        self.send(self.call(Method::DELETE, &format!("/networks/{id}")))
            .await
    }

    /// Orders the published example and gives its identifier.
    pub(crate) async fn ordered(&self) -> String {
        let answer = self.create(&published::create_example()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()["serviceId"].as_str().unwrap().to_owned()
    }
}

/// Sends a call to a router, and checks what holds for every answer.
pub(crate) async fn exchange(router: Router, call: Call) -> Answer {
    let mut request = Request::builder().method(call.method).uri(call.path);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let request = request.body(Body::from(call.body)).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let answer = Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    };
    answer.check();
    answer
}

impl Call {
    pub(crate) fn new(method: Method, path: &str) -> Self {
        let headers = vec![("host", "127.0.0.1:9091".to_owned())];
        Self {
            method,
            path: path.to_owned(),
            headers,
            body: Vec::new(),
        }
    }

    /// A call of the API without a token.
    pub(crate) fn api(method: Method, path: &str) -> Self {
        Self::new(method, &format!("{BASE_PATH}{path}"))
    }

    /// Adds a header, or replaces the one of this name.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Takes a header away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    pub(crate) fn text(self, body: &str) -> Self {
        self.bytes(body.as_bytes().to_vec())
    }

    pub(crate) fn bytes(mut self, body: Vec<u8>) -> Self {
        self = self.header("content-length", &body.len().to_string());
        self.body = body;
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .text(&body.to_string())
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that it is this error, in the CAMARA form.
    #[track_caller]
    pub(crate) fn assert_error(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        let info = self.json();
        assert_eq!(info["status"], status, "{self:?}");
        assert_eq!(info["code"], code, "{self:?}");
        let message = info["message"].as_str().unwrap();
        assert!((1..=512).contains(&message.chars().count()), "{message}");
        assert_eq!(info.as_object().unwrap().len(), 3, "{info}");
    }

    #[track_caller]
    fn check(&self) {
        assert!(!self.header("x-correlator").is_empty(), "{self:?}");
        assert_eq!(self.header("x-simulated"), "true");
        let timing = self
            .header("server-timing")
            .strip_prefix("app;dur=")
            .unwrap();
        assert!(timing.parse::<f64>().unwrap() >= 0.0, "{timing}");
        if !self.body.is_empty() {
            assert_eq!(self.header("content-type"), "application/json");
        }
    }
}
