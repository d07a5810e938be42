//! The operator inside another program, as the desktop app starts it.

use std::time::Duration;

use operator_sandbox::{
    Database,
    clock::ClockMode,
    embedded::{self, Options, StartError},
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

fn options(database: Database) -> Options {
    Options {
        database,
        seed: 1,
        clock: ClockMode::Real,
        provisioning_delay: Duration::ZERO,
        fault_plan: None,
    }
}

#[tokio::test]
async fn the_client_outlives_the_operator_and_its_secret_can_be_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let first = embedded::start(options(database.clone())).await.unwrap();
    assert!(first.api_root.starts_with("http://127.0.0.1:"));
    assert_eq!(
        first.token_endpoint,
        format!("{}/oauth2/token", first.api_root)
    );
    let (client_id, secret) = (first.client_id.clone(), first.new_secret().await.unwrap());
    let root = first.api_root.clone();
    first.stop().await;
    let address = root.strip_prefix("http://").unwrap();
    assert!(
        tokio::net::TcpStream::connect(address).await.is_err(),
        "it still listens"
    );

    let second = embedded::start(options(database)).await.unwrap();
    assert_eq!(second.client_id, client_id);
    assert_ne!(second.new_secret().await.unwrap(), secret);
    second.stop().await;
    assert!(
        !dir.path().join("sandbox.db.secret").exists(),
        "the app keeps the secret itself"
    );
}

#[tokio::test]
async fn a_fault_plan_that_cannot_be_used_is_told_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let plan = dir.path().join("faults.json");
    let with_plan = || Options {
        fault_plan: Some(plan.clone()),
        ..options(Database::Memory)
    };
    let missing = embedded::start(with_plan()).await.unwrap_err();
    assert!(matches!(missing, StartError::FaultPlan(_)));
    for (text, words) in [
        ("", "line 1, column 0, at the top: EOF while parsing"),
        (
            r#"{"version": 2, "faults": []}"#,
            "version: version 2 is not known here, 1 is",
        ),
        (
            "{\"version\": 1, \"faults\": [\n  {\"fault\": {\"drop\": \"never\"}}\n]}",
            "line 2, column 28, faults[0].fault.drop: unknown variant `never`",
        ),
        (
            r#"{"version": 1, "faults": [{"operation": "token", "fault": "expireTokens"}]}"#,
            "faults[0].operation: unknown field `operation`, expected one of `name`",
        ),
        (
            r#"{"version": 1, "faults": [{"count": 0, "fault": "expireTokens"}]}"#,
            "faults[0].count: invalid value: integer `0`",
        ),
        (
            r#"{"version": 1, "faults": [{"fault": {"answer": {"status": 204}}}]}"#,
            "an answer with status 204 has no body",
        ),
        (
            r#"{"version": 1, "faults": [{"fault": {"latency": "2"}}]}"#,
            "say a whole number and one of ms, s, m, h",
        ),
        (
            r#"{"version": 1, "faults": [{"probability": 1.5, "fault": "expireTokens"}]}"#,
            "a probability is from 0 to 1",
        ),
        (
            r#"{"version": 1, "faults": []} more"#,
            "trailing characters",
        ),
    ] {
        std::fs::write(&plan, text).unwrap();
        let told = embedded::start(with_plan()).await.unwrap_err().to_string();
        assert!(told.contains("faults.json"), "{told}");
        assert!(told.contains(words), "{told}");
    }
}

#[tokio::test]
async fn the_faults_of_its_plan_are_shown() {
    let dir = tempfile::tempdir().unwrap();
    let plan = dir.path().join("faults.json");
    let faults = r#"{"version": 1, "faults": [{"fault": {"answer": {"status": 503}}}]}"#;
    std::fs::write(&plan, faults).unwrap();
    let started = embedded::start(Options {
        fault_plan: Some(plan),
        ..options(Database::Memory)
    });
    let running = started.await.unwrap();
    let address = running.api_root.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = b"POST /oauth2/token HTTP/1.1\r\nhost: 127.0.0.1\r\n\
        connection: close\r\ncontent-length: 0\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    running.stop().await;
}

#[tokio::test]
async fn a_fast_clock_is_not_turned_back_by_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let fast = Options {
        clock: ClockMode::Times(1_000_000),
        ..options(database.clone())
    };
    embedded::start(fast).await.unwrap().stop().await;
    // Fifty milliseconds are fourteen hours to it.
    let stopped = std::time::Instant::now();
    while stopped.elapsed() < Duration::from_millis(50) {
        tokio::task::yield_now().await;
    }
    let stopped = Options {
        clock: ClockMode::Manual,
        ..options(database)
    };
    let resumed = embedded::start(stopped).await.unwrap();
    let shown = resumed.state().shown_time() - chrono::Utc::now();
    assert!(shown > chrono::TimeDelta::hours(13), "{shown}");
    resumed.stop().await;
}
