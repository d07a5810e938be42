//! The admin interface, the metrics and the logs of the program.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::{
    connection::{self, Reply},
    started::{PROGRAM, Started},
};

impl Started {
    pub(crate) fn admin(&self, token: &str, method: &str, path: &str, body: &str) -> Reply {
        let address = self.ready["adminRoot"].as_str().unwrap();
        let address = address.strip_prefix("http://").unwrap();
        let headers = format!("authorization: Bearer {token}\r\n");
        connection::send(address, method, path, &headers, body)
    }
}

#[test]
fn the_admin_interface_is_off_until_it_is_given_an_address() {
    let started = Started::in_memory();
    assert_eq!(started.ready.get("adminRoot"), None);
    assert_eq!(started.ready.get("adminToken"), None);
}

#[test]
fn the_admin_token_is_kept_like_the_clients_secret() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let first = Started::with(&database, &["--admin-listen", "127.0.0.1:0"]);
    assert_eq!(first.ready.get("adminToken"), None);
    let file = dir.path().join("sandbox.db.admin-token");
    let token = fs::read_to_string(&file).unwrap().trim().to_owned();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(
        first.admin(&token, "GET", "/clock", "").json()["mode"],
        "real"
    );
    assert_eq!(first.admin("wrong", "GET", "/clock", "").status, 401);
    first.end();
    let arguments = ["--admin-listen", "127.0.0.1:0", "--print-secret"];
    let second = Started::with(&database, &arguments);
    assert_eq!(second.ready["adminToken"], token);
}

#[test]
fn what_cannot_be_done_is_not_told_as_done() {
    let started = Started::run(
        ":memory:",
        &["--print-secret", "--admin-listen", "127.0.0.1:0"],
        None,
    );
    let token = started.ready["adminToken"].as_str().unwrap().to_owned();
    let now = started.admin(&token, "GET", "/clock", "").json()["now"].clone();
    for (method, path, body, status) in [
        ("POST", "/clock/step", r#"{"by":"99999999999h"}"#, 400),
        ("GET", "/clients/nobody/undelivered", "", 404),
        ("DELETE", "/clients/nobody/tokens", "", 404),
    ] {
        let reply = started.admin(&token, method, path, body);
        assert_eq!(reply.status, status, "{path}: {reply:?}");
    }
    let later = started.admin(&token, "GET", "/clock", "").json()["now"].clone();
    assert_eq!(
        later.as_str().map(|text| &text[..10]),
        now.as_str().map(|text| &text[..10])
    );
}

#[test]
fn a_clock_that_was_set_goes_on_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let arguments = [
        "--admin-listen",
        "127.0.0.1:0",
        "--print-secret",
        "--clock",
        "manual",
    ];
    let first = Started::with(&database, &arguments);
    let token = first.ready["adminToken"].as_str().unwrap().to_owned();
    let step = json!({"by": "100h"}).to_string();
    let stepped = first.admin(&token, "POST", "/clock/step", &step).json();
    first.end();
    let second = Started::with(&database, &arguments);
    let resumed = second.admin(&token, "GET", "/clock", "").json();
    assert_eq!(resumed["now"], stepped["now"]);
}

#[test]
fn metrics_count_what_was_answered_and_which_faults_were_shown() {
    let dir = tempfile::tempdir().unwrap();
    let plan = dir.path().join("faults.json");
    let faults = json!([
        {"operations": ["createNetwork"], "count": 1, "fault": {"answer": {"status": 503}}},
    ]);
    fs::write(&plan, json!({"version": 1, "faults": faults}).to_string()).unwrap();
    let started = Started::with(
        &dir.path().join("sandbox.db"),
        &[
            "--admin-listen",
            "127.0.0.1:0",
            "--print-secret",
            "--fault-plan",
            plan.to_str().unwrap(),
        ],
    );
    let token = started.token();
    assert_eq!(started.order(&token, "").status, 503);
    assert_eq!(started.order(&token, "").status, 201);
    let admin = started.ready["adminToken"].as_str().unwrap();
    let metrics = started.admin(admin, "GET", "/metrics", "");
    assert_eq!(metrics.status, 200);
    for line in [
        "sandbox_requests_total{operation=\"createNetwork\",status=\"503\"} 1",
        "sandbox_requests_total{operation=\"createNetwork\",status=\"201\"} 1",
        "sandbox_requests_total{operation=\"token\",status=\"200\"} 1",
        "sandbox_request_duration_seconds_count{operation=\"createNetwork\"} 2",
        "sandbox_requests_under_way 0",
        "sandbox_faults_shown_total{operation=\"createNetwork\",fault=\"answer\"} 1",
        "sandbox_networks 1",
        "# EOF",
    ] {
        assert!(
            metrics.body.lines().any(|known| known == line),
            "{line}: {}",
            metrics.body
        );
    }
}

#[test]
fn limits_are_taken_from_the_command_line() {
    let dir = tempfile::tempdir().unwrap();
    let arguments = ["--network-quota", "1", "--rate-limit", "100"];
    let started = Started::with(&dir.path().join("sandbox.db"), &arguments);
    let token = started.token();
    assert_eq!(started.order(&token, "").status, 201);
    assert_eq!(started.order(&token, "").json()["code"], "QUOTA_EXCEEDED");
}

#[test]
fn logs_are_objects_without_a_token_a_secret_or_a_body() {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--database", ":memory:"])
        .args(["--print-secret"])
        .env("SANDBOX_LOG", "trace")
        .env("SANDBOX_LOG_FORMAT", "json")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let logs = std::thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).map(|_| text)
    });
    let started = Started::of(child);
    let token = started.token();
    assert_eq!(started.order(&token, "").status, 201);
    let secret = started.secret().to_owned();
    started.kill();
    let logs = logs.join().unwrap().unwrap();
    let mut is_order_logged = false;
    for line in logs.lines() {
        let event: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        assert!(event["timestamp"].is_string() && event["level"].is_string());
        is_order_logged |= event["operation"] == "createNetwork" && event["status"] == 201;
    }
    assert!(is_order_logged, "{logs}");
    for private in [token.as_str(), &secret, "customerEdge", "grant_type"] {
        assert!(!logs.contains(private), "{private} is logged");
    }
}

#[cfg(unix)]
#[test]
fn an_answer_that_drips_is_finished_although_it_is_told_to_end() {
    let dir = tempfile::tempdir().unwrap();
    let plan = dir.path().join("faults.json");
    let faults = json!([
        {"operations": ["token"], "skip": 1, "fault": {"drip": {"bytes": 20, "every": "40ms"}}},
    ]);
    fs::write(&plan, json!({"version": 1, "faults": faults}).to_string()).unwrap();
    let arguments = ["--fault-plan", plan.to_str().unwrap()];
    let started = Started::with(&dir.path().join("sandbox.db"), &arguments);
    started.token();
    let form = started.token_form();
    let mut stream = TcpStream::connect(started.address()).unwrap();
    let request = format!(
        "POST /oauth2/token HTTP/1.1\r\nhost: 127.0.0.1\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut first = [0; 16];
    stream.read_exact(&mut first).unwrap();
    started.end();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    let (_, body) = rest.split_once("\r\n\r\n").unwrap();
    let answer: Value = serde_json::from_str(body).unwrap();
    assert!(answer["access_token"].is_string());
}
