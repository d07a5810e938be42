//! What the program does not start with.

use std::{fs, process::Command};

use crate::started::PROGRAM;

#[test]
fn what_it_cannot_use_is_told_in_one_line_with_exit_code_2() {
    let dir = tempfile::tempdir().unwrap();
    let no_database = dir.path().join("text");
    fs::write(
        &no_database,
        "this is not a database, and long enough to be told from one".repeat(9),
    )
    .unwrap();
    let newer = dir.path().join("newer.db");
    let connection = rusqlite::Connection::open(&newer).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let foreign = dir.path().join("foreign.db");
    let connection = rusqlite::Connection::open(&foreign).unwrap();
    connection.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(connection);
    let (no_database, newer) = (no_database.to_str().unwrap(), newer.to_str().unwrap());
    let foreign = foreign.to_str().unwrap();
    for (arguments, words) in [
        (vec!["serve"], "--database"),
        (
            vec!["serve", "--database", ":memory:", "--listen", "0.0.0.0:0"],
            "loopback",
        ),
        (
            vec!["serve", "--database", ":memory:", "--listen", "9091"],
            "127.0.0.1:9091",
        ),
        (
            vec![
                "serve",
                "--database",
                ":memory:",
                "--provisioning-delay",
                "3",
            ],
            "modelled, or a whole number",
        ),
        (
            vec!["serve", "--database", ":memory:", "--rate-limit", "0"],
            "from 1",
        ),
        (
            vec!["serve", "--database", ":memory:", "--network-quota", "-1"],
            "--network-quota",
        ),
        (vec!["client"], "--help"),
        (vec![], "--help"),
        (
            vec!["serve", "--database", ":memory:", "--clock", "x0"],
            "x60",
        ),
        (
            vec!["serve", "--database", ":memory:", "--clock", "x1000001"],
            "1 to 1000000",
        ),
        (vec!["serve", "--database", ""], "say a file"),
        (
            vec!["serve", "--database", ":memory:", "--listen", "127.0.0.1:0"],
            "--print-secret",
        ),
        (
            vec!["serve", "--listen", "127.0.0.1:0", "--database", foreign],
            "another program's",
        ),
        (
            vec!["serve", "--database", ":memory:", "--seed", "many"],
            "a whole number from 0",
        ),
        (
            vec!["serve", "--database", "/nonexistent/sandbox.db"],
            "/nonexistent/sandbox.db",
        ),
        (
            vec![
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                no_database,
            ],
            "not a database",
        ),
        (
            vec!["serve", "--listen", "127.0.0.1:0", "--database", newer],
            "version 99",
        ),
        (vec!["sell"], "sell"),
    ] {
        let output = Command::new(PROGRAM).args(&arguments).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert_eq!(told.lines().count(), 1, "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_log_that_cannot_be_made_is_refused() {
    for (name, value) in [("SANDBOX_LOG", "!!"), ("SANDBOX_LOG_FORMAT", "xml")] {
        let mut command = Command::new(PROGRAM);
        command.arg("openapi").env(name, value);
        let output = command.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains(name), "{told}");
    }
}
