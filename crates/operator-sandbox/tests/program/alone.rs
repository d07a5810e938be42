//! Two programs and one file.

use std::{fs, process::Command};

use serde_json::Value;

use crate::started::{PROGRAM, Started};

#[test]
fn a_file_is_served_by_one_program_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let first = Started::with(&database, &[]);
    let second = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(&database)
        .output()
        .unwrap();
    let told = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{told}");
    assert!(told.contains("another operator serves it"), "{told}");
    first.token();
    first.kill();
    Started::with(&database, &[]).token();
}

#[test]
fn a_start_that_fails_leaves_the_clock_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let manual = ["--clock", "manual", "--admin-listen", "127.0.0.1:0"];
    let ask = |started: &Started, method: &str, path: &str, body: &str| -> Value {
        let token = fs::read_to_string(dir.path().join("sandbox.db.admin-token")).unwrap();
        let reply = started.admin(token.trim(), method, path, body);
        reply.json()["now"].clone()
    };
    let first = Started::with(&database, &manual);
    let shown = ask(&first, "POST", "/clock/step", r#"{"by":"480h"}"#);
    first.kill();
    let elsewhere = Started::in_memory();
    // It would show the system's time again, if there were a port for it.
    let failed = Command::new(PROGRAM)
        .args(["serve", "--listen", elsewhere.address(), "--database"])
        .arg(&database)
        .output()
        .unwrap();
    assert_eq!(failed.status.code(), Some(2));
    let again = Started::with(&database, &manual);
    assert_eq!(ask(&again, "GET", "/clock", ""), shown);
}
