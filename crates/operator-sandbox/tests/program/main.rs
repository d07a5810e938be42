//! The program `operator-sandbox` as a whole: its start, its end, and what survives both.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod admin;
mod alone;
mod clients;
mod connection;
mod crash;
mod notifications;
mod refused;
mod started;

use std::{fs, io::Write as _, net::TcpStream, path::Path, process::Command};

use serde_json::json;

use connection::Reply;
use started::{PROGRAM, Started};

#[test]
fn it_says_where_it_is_in_one_line_and_keeps_client_and_secret() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let first = Started::with(&database, &["--print-secret"]);
    let root = first.ready["apiRoot"].as_str().unwrap();
    assert!(
        root.starts_with("http://127.0.0.1:") && !root.ends_with(":0"),
        "{root}"
    );
    assert_eq!(first.ready["tokenEndpoint"], format!("{root}/oauth2/token"));
    let credentials = (
        first.ready["clientId"].clone(),
        first.ready["clientSecret"].clone(),
    );
    assert!(first.token().len() >= 32);
    first.end();

    let second = Started::with(&database, &[]);
    assert_eq!(second.ready["clientId"], credentials.0);
    assert_eq!(second.ready.get("clientSecret"), None);
    assert_eq!(json!(secret_in_file(&database)), credentials.1);
    assert!(second.token().len() >= 32);
}

#[cfg(unix)]
#[test]
fn the_secret_is_its_owners_and_the_database_has_only_a_hash() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let started = Started::with(&database, &[]);
    let token = started.token();
    let secret = secret_in_file(&database);
    let mode = fs::metadata(secret_path(&database))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    started.end();
    for file in fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let content = fs::read(&path).unwrap();
        let holds = |text: &str| {
            content
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        assert!(!holds(&token), "the token is in {}", path.display());
        assert!(
            path == secret_path(&database) || !holds(&secret),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_lost_secret_is_replaced_for_the_same_client() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let first = Started::with(&database, &[]);
    let client = first.ready["clientId"].clone();
    let secret = secret_in_file(&database);
    first.end();
    fs::remove_file(secret_path(&database)).unwrap();
    let second = Started::with(&database, &[]);
    assert_eq!(second.ready["clientId"], client);
    assert_ne!(secret_in_file(&database), secret);
    assert!(second.token().len() >= 32);
}

#[test]
fn what_was_answered_survives_being_killed() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let first = Started::with(&database, &["--provisioning-delay", "0s"]);
    let token = first.token();
    let [kept, changed, deleted] = [(); 3].map(|()| {
        let reply = first.order(&token, "");
        assert_eq!(reply.status, 201, "{reply:?}");
        reply.json()["serviceId"].as_str().unwrap().to_owned()
    });
    let repeated = first.order(&token, "x-idempotency-key: k1\r\n");
    let patch = json!({"guaranteeBandwidth": 77}).to_string();
    assert_eq!(first.api(&token, "PATCH", &changed, &patch).status, 200);
    assert_eq!(first.api(&token, "DELETE", &deleted, "").status, 202);
    first.kill();

    let second = Started::with(&database, &["--provisioning-delay", "0s"]);
    assert_eq!(
        second.api(&token, "GET", &kept, "").json()["guaranteeBandwidth"],
        20
    );
    assert_eq!(
        second.api(&token, "GET", &changed, "").json()["guaranteeBandwidth"],
        77
    );
    assert_eq!(second.api(&token, "GET", &deleted, "").status, 404);
    let again = second.order(&token, "x-idempotency-key: k1\r\n");
    assert_eq!(
        again.body, repeated.body,
        "the key is kept, and so is the token"
    );
}

#[test]
fn it_ends_although_a_request_is_half_sent() {
    let started = Started::in_memory();
    let mut open = TcpStream::connect(started.address()).unwrap();
    open.write_all(b"POST /oauth2/token HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\nx")
        .unwrap();
    started.token();
    started.end();
}

#[test]
fn a_body_that_is_too_large_is_answered_and_the_connection_is_closed() {
    let started = Started::in_memory();
    let token = started.token();
    let body = " ".repeat(3 * 1024 * 1024);
    let reply = started.post("/multi-point-vpn/vwip/networks", &token, "", &body);
    assert_eq!(reply.status, 400, "{reply:?}");
    assert_eq!(reply.json()["code"], "INVALID_ARGUMENT");
    assert_eq!(reply.header("connection"), Some("close"));
}

#[test]
fn on_a_fast_clock_a_minute_of_delay_is_less_than_a_second() {
    let dir = tempfile::tempdir().unwrap();
    let arguments = ["--clock", "x100", "--provisioning-delay", "1m"];
    let started = Started::with(&dir.path().join("sandbox.db"), &arguments);
    let token = started.token();
    let ordered = started.order(&token, "").json();
    assert_eq!(ordered["xLifecycle"]["status"], "REQUESTED");
    let id = ordered["serviceId"].as_str().unwrap();
    started::eventually(|| {
        started.api(&token, "GET", id, "").json()["xLifecycle"]["status"] == "AVAILABLE"
    });
}

impl Started {
    /// Orders one network whose both edges are alike.
    pub(crate) fn order(&self, token: &str, headers: &str) -> Reply {
        let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}});
        let connections = json!([{"customerEdge": edge, "providerEdge": edge}]);
        let order = json!({"connections": connections, "guaranteeBandwidth": 20}).to_string();
        self.post("/multi-point-vpn/vwip/networks", token, headers, &order)
    }

    fn api(&self, token: &str, method: &str, id: &str, body: &str) -> Reply {
        let path = format!("/multi-point-vpn/vwip/networks/{id}");
        let headers = format!(
            "authorization: Bearer {token}\r\ncontent-type: application/merge-patch+json\r\n"
        );
        self.send(method, &path, &headers, body)
    }

    fn post(&self, path: &str, token: &str, headers: &str, body: &str) -> Reply {
        let headers =
            format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n{headers}");
        self.send("POST", path, &headers, body)
    }

    /// A new token with every scope.
    pub(crate) fn token(&self) -> String {
        let headers = "content-type: application/x-www-form-urlencoded\r\n";
        let reply = self.send("POST", "/oauth2/token", headers, &self.token_form());
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// The body of a request for one.
    pub(crate) fn token_form(&self) -> String {
        let scopes = operator_sandbox::Scope::ALL
            .map(operator_sandbox::Scope::as_str)
            .join("+");
        format!(
            "grant_type=client_credentials&scope={scopes}&client_id={}&client_secret={}",
            self.ready["clientId"].as_str().unwrap(),
            self.secret(),
        )
    }
}

fn secret_path(database: &Path) -> std::path::PathBuf {
    database.with_file_name("sandbox.db.secret")
}

fn secret_in_file(database: &Path) -> String {
    fs::read_to_string(secret_path(database))
        .unwrap()
        .trim()
        .to_owned()
}

#[test]
fn it_prints_its_document_without_being_started() {
    for (options, has_hyphen) in [(&["openapi"][..], true), (&["openapi", "--strict"], false)] {
        let output = Command::new(PROGRAM).args(options).output().unwrap();
        assert!(output.status.success());
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let service_id = &document["components"]["schemas"]["Network"]["properties"]["serviceId"];
        let pattern = service_id["pattern"].as_str().unwrap();
        assert_eq!(pattern.contains("^_-]"), has_hyphen, "{pattern}");
    }
}

#[test]
fn what_is_switched_on_is_in_the_printed_document_alone() {
    let printed = |options: &[&str]| {
        let output = Command::new(PROGRAM)
            .arg("openapi")
            .args(options)
            .output()
            .unwrap();
        assert!(output.status.success());
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let list = "/paths/~1networks/get";
    let sink = "/components/schemas/NetworkCreate/properties/sink";
    for (options, has_list, has_sink) in [
        (&[][..], false, false),
        (&["--list"], true, false),
        (&["--notifications"], false, true),
    ] {
        let document = printed(options);
        assert_eq!(document.pointer(list).is_some(), has_list, "{options:?}");
        assert_eq!(document.pointer(sink).is_some(), has_sink, "{options:?}");
    }
}
