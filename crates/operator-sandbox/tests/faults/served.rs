//! An operator on a port of its own, and raw HTTP to it.

use operator_sandbox::{
    BASE_PATH, Database, FaultPlan, SandboxState, Scope, Settings, TOKEN_PATH,
    embedded::{self, Running},
};
use serde_json::{Value, json};
use std::{io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use operator_sandbox::clock::ManualClock;

/// An operator whose clock stands still, and a client of it.
pub(crate) struct Served {
    pub(crate) running: Running,
    secret: String,
}

/// What came over a connection until it was closed.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    /// How it ended: `None` for in good order.
    pub(crate) broken: Option<io::Error>,
}

impl Served {
    pub(crate) async fn with_plan(plan: &Value) -> Self {
        let served = Self::new().await;
        served.set_plan(plan);
        served
    }

    pub(crate) async fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-02T09:30:00Z".parse().unwrap()));
        let settings = Settings {
            provisioning_delay: Duration::ZERO.into(),
            ..Settings::default()
        };
        let state = SandboxState::open(&Database::Memory, clock, settings).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let running = embedded::serve(state, listener).await.unwrap();
        let secret = running.new_secret().await.unwrap();
        Self { running, secret }
    }

    pub(crate) fn set_plan(&self, faults: &Value) {
        let plan = json!({"version": 1, "faults": faults}).to_string();
        let plan = FaultPlan::parse(plan.as_bytes()).unwrap();
        self.running.state().set_fault_plan(Some(plan));
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        let address = self.running.api_root.strip_prefix("http://").unwrap();
        TcpStream::connect(address).await.unwrap()
    }

    /// Sends a request over a connection of its own and reads until it is closed.
    pub(crate) async fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> Received {
        let mut stream = self.connect().await;
        let request = request(method, path, headers, body);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        let broken = stream.read_to_end(&mut bytes).await.err();
        Received { bytes, broken }
    }

    pub(crate) async fn ask_token(&self) -> Received {
        let scopes = Scope::ALL.map(Scope::as_str).join("+");
        let (id, secret) = (&self.running.client_id, &self.secret);
        let form = format!(
            "grant_type=client_credentials&scope={scopes}&client_id={id}&client_secret={secret}"
        );
        let headers = "content-type: application/x-www-form-urlencoded\r\n";
        self.exchange("POST", TOKEN_PATH, headers, &form).await
    }

    pub(crate) async fn token(&self) -> String {
        let answer = self.ask_token().await;
        assert_eq!(answer.status(), 200, "{answer:?}");
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Orders a network under an idempotency key, so that a test can tell one order from two.
    pub(crate) async fn order(&self, token: &str, key: &str) -> Received {
        let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}});
        let connections = json!([{"customerEdge": edge, "providerEdge": edge}]);
        let order = json!({"connections": connections, "guaranteeBandwidth": 20}).to_string();
        let headers = format!(
            "authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             x-idempotency-key: {key}\r\n"
        );
        let path = format!("{BASE_PATH}/networks");
        self.exchange("POST", &path, &headers, &order).await
    }

    pub(crate) async fn get(&self, token: &str, id: &str) -> Received {
        let headers = format!("authorization: Bearer {token}\r\n");
        let path = format!("{BASE_PATH}/networks/{id}");
        self.exchange("GET", &path, &headers, "").await
    }
}

impl Received {
    pub(crate) fn status(&self) -> u16 {
        let head = self.head();
        let status = head.split(' ').nth(1).unwrap_or_else(|| panic!("{self:?}"));
        status.parse().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let head = self.head();
        let mut fields = head.lines().filter_map(|line| line.split_once(": "));
        let found = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.to_owned())
    }

    pub(crate) fn announced_length(&self) -> usize {
        self.header("content-length").unwrap().parse().unwrap()
    }

    pub(crate) fn body(&self) -> &[u8] {
        let end = self.bytes.windows(4).position(|part| part == b"\r\n\r\n");
        &self.bytes[end.unwrap_or_else(|| panic!("{self:?}")) + 4..]
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(self.body()).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn service_id(&self) -> String {
        self.json()["serviceId"].as_str().unwrap().to_owned()
    }

    fn head(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        text.split("\r\n\r\n").next().unwrap().to_owned()
    }
}

/// One request, after which the connection is closed.
pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n{headers}\
         content-length: {length}\r\n\r\n{body}"
    )
}
