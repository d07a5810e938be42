//! Clients of the program: from a file, and by `operator-sandbox client`.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::{
    connection::Reply,
    started::{PROGRAM, Started, eventually},
};

const READ: &str = "multi-point-vpn:network:read";

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ask(started: &Started, id: &str, secret: &str) -> Reply {
    let form =
        format!("grant_type=client_credentials&scope={READ}&client_id={id}&client_secret={secret}");
    let headers = "content-type: application/x-www-form-urlencoded\r\n";
    started.send("POST", "/oauth2/token", headers, &form)
}

#[test]
fn a_client_is_added_shown_and_removed_while_the_operator_runs() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sandbox.db");
    let database = path.to_str().unwrap();
    let started = Started::with(&path, &[]);
    let method = ["--method", "client_secret_post", "--scope", READ];
    let add = [
        &["client", "add", "--database", database][..],
        &method,
        &["c"],
    ]
    .concat();
    let (code, told, error) = run(&add);
    assert_eq!(code, Some(0), "{error}");
    let added = lines(&told).remove(0);
    assert_eq!(added["client_id"], "c");
    let secret = added["client_secret"].as_str().unwrap();
    let token = ask(&started, "c", secret).json()["access_token"].clone();
    let token = token.as_str().unwrap();
    let own = started.token();
    let read = |token: &str| {
        let headers = format!("authorization: Bearer {token}\r\n");
        let path = "/multi-point-vpn/vwip/networks/unknown";
        started.send("GET", path, &headers, "").status
    };
    assert_eq!(read(token), 404);

    let (code, listed, _) = run(&["client", "list", "--database", database]);
    assert_eq!(code, Some(0));
    let shown = json!({
        "client_id": "c",
        "token_endpoint_auth_method": "client_secret_post",
        "scope": READ,
    });
    assert_eq!(lines(&listed)[1], shown);
    assert!(!listed.contains(secret));

    let remove = ["client", "remove", "--database", database, "c"];
    assert_eq!(run(&remove).0, Some(0));
    assert_eq!(ask(&started, "c", secret).status, 401);
    eventually(|| read(token) == 401);
    assert_eq!(read(&own), 404, "the token of another client goes on");
    let (code, _, told) = run(&remove);
    assert_eq!(code, Some(2));
    assert_eq!(told, "operator-sandbox: there is no client c\n");
    let own = started.ready["clientId"].as_str().unwrap();
    let (code, _, told) = run(&["client", "remove", "--database", database, own]);
    assert_eq!(code, Some(2));
    assert!(told.contains("the operator's own client"), "{told}");
}

#[test]
fn the_clients_of_the_documented_example_are_registered_at_the_start() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let example = example.join("sandbox-clients.example.json");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sandbox.db");
    Started::with(&path, &["--client-file", example.to_str().unwrap()]).end();
    let (_, listed, _) = run(&["client", "list", "--database", path.to_str().unwrap()]);
    let listed = lines(&listed);
    assert_eq!(listed[1]["client_id"], "portal-with-a-key");
    assert_eq!(listed[1]["token_endpoint_auth_method"], "private_key_jwt");
    assert_eq!(listed[2]["client_id"], "reader-with-a-secret");
}

#[test]
fn what_is_wrong_with_a_client_is_told_in_one_line_with_exit_code_2() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        ":memory:",
        "--client-file",
    ];
    let database = dir.path().join("new.db");
    let database = database.to_str().unwrap();
    let add = ["client", "add", "--database", database];
    let open = r#"{"clients": [{"client_id": "c", "client_secret": "very open"}]}"#;
    let keys = file("keys.json", r#"{"keys": [{"kty": "EC", "d": "private"}]}"#);
    let with_keys = ["--method", "private_key_jwt", "--jwks", &keys, "c"];
    for (arguments, words) in [
        (
            [&serve[..], &["/nonexistent/clients.json"]].concat(),
            "/nonexistent/clients.json",
        ),
        ([&serve[..], &[&file("a.json", "{")]].concat(), "a.json"),
        (
            [&serve[..], &[&file("b.json", open)]].concat(),
            "client 1 (c): client_secret would",
        ),
        (
            [&add[..], &["--method", "none", "c"]].concat(),
            "private_key_jwt",
        ),
        (
            [&add[..], &["--method", "private_key_jwt", "c"]].concat(),
            "jwks is missing",
        ),
        ([&add[..], &with_keys].concat(), "key 1 is private"),
        (
            [&add[..], &["--scope", "all", "c"]].concat(),
            "scope: the scope all",
        ),
        ([&add[..], &["a b"]].concat(), "client id"),
        (
            vec!["client", "list", "--database", "/nonexistent/x.db"],
            "there is no such file",
        ),
        (
            vec!["client", "list", "--database", ":memory:"],
            "say a file",
        ),
    ] {
        let (code, out, told) = run(&arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {told}");
        assert_eq!(told.lines().count(), 1, "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert!(!told.contains("very open"), "{told}");
        assert!(out.is_empty());
    }
}
