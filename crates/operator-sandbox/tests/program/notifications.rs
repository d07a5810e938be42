//! Notifications of the whole program: across its death, and without a word of the secret.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::started::Started;

const SECRET: &str = "a-token-of-the-sink";

/// A sink that answers with these, then with 204, and gives what it was posted.
fn sink(mut answers: Vec<u16>) -> (String, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, received) = channel();
    answers.reverse();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut reader = BufReader::new(stream.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                if reader.read_line(&mut head).unwrap_or(0) == 0 {
                    break;
                }
            }
            let Some((_, length)) = head.split_once("content-length: ") else {
                continue;
            };
            let length = length.lines().next().unwrap().parse().unwrap();
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let status = answers.pop().unwrap_or(204);
            let answer =
                format!("HTTP/1.1 {status} -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            // Before the answer: the sender may be killed as soon as this is known.
            let event = serde_json::from_slice(&body).unwrap();
            let is_wanted = sender.send((head, event)).is_ok();
            let _ = reader.get_mut().write_all(answer.as_bytes());
            if !is_wanted {
                break;
            }
        }
    });
    (url, received)
}

fn next(received: &Receiver<(String, Value)>) -> (String, Value) {
    received
        .recv_timeout(Duration::from_secs(20))
        .unwrap_or_else(|_| panic!("no notification came"))
}

fn order_to(started: &Started, token: &str, url: &str) -> Value {
    let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}});
    let order = json!({
        "connections": [{"customerEdge": edge, "providerEdge": edge}],
        "guaranteeBandwidth": 20,
        "sink": url,
        "sinkCredential": {
            "credentialType": "ACCESSTOKEN",
            "accessToken": SECRET,
            "accessTokenExpiresUtc": "2999-01-01T00:00:00Z",
            "accessTokenType": "bearer",
        },
    });
    let reply = started.post(
        "/multi-point-vpn/vwip/networks",
        token,
        "",
        &order.to_string(),
    );
    assert_eq!(reply.status, 201, "{reply:?}");
    assert!(!reply.body.contains(SECRET), "{reply:?}");
    reply.json()
}

#[test]
fn what_a_killed_operator_had_to_tell_is_told_after_its_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let arguments = ["--notifications", "--provisioning-delay", "0s"];
    let (url, received) = sink(vec![503, 503, 503]);
    let first = Started::with(&database, &arguments);
    let token = first.token();
    let network = order_to(&first, &token, &url);
    let (_, sent) = next(&received);
    first.kill();
    while received.try_recv().is_ok() {}

    let second = Started::with(&database, &arguments);
    let (head, again) = next(&received);
    assert_eq!(again, sent, "the same event, source and all");
    assert!(
        head.contains(&format!("authorization: Bearer {SECRET}\r\n")),
        "{head}"
    );
    assert_eq!(again["data"]["serviceId"], network["serviceId"]);
    assert_eq!(again["data"]["status"], "AVAILABLE");
    second.end();
}

#[test]
fn each_transition_is_told_under_one_id_however_often_the_operator_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let arguments = ["--notifications", "--provisioning-delay", "0s"];
    // Some of them are lost between the attempt and the note of it, some are put off.
    let (url, received) = sink(vec![204, 503, 204, 204, 503, 204, 204, 503]);
    let mut expected = BTreeSet::new();
    let mut told = BTreeMap::<(String, String), BTreeSet<String>>::new();
    for round in 0..6 {
        let started = Started::with(&database, &arguments);
        let token = started.token();
        for order in 0..4 {
            let network = order_to(&started, &token, &url);
            let id = network["serviceId"].as_str().unwrap().to_owned();
            if order % 2 == 0 {
                let path = format!("/multi-point-vpn/vwip/networks/{id}");
                let headers = format!("authorization: Bearer {token}\r\n");
                assert_eq!(started.send("DELETE", &path, &headers, "").status, 202);
                expected.insert((id.clone(), "UNAVAILABLE".to_owned()));
            }
            expected.insert((id, "AVAILABLE".to_owned()));
        }
        if round % 2 == 0 {
            // In the midst of telling.
            note(&mut told, next(&received).1);
        }
        started.kill();
    }
    let last = Started::with(&database, &arguments);
    while told.len() < expected.len() {
        note(&mut told, next(&received).1);
    }
    last.end();
    while let Ok((_, event)) = received.try_recv() {
        note(&mut told, event);
    }
    assert!(told.keys().eq(expected.iter()), "{told:?}");
    assert!(told.values().all(|ids| ids.len() == 1), "{told:?}");
    let ids: BTreeSet<_> = told.values().flatten().collect();
    assert_eq!(ids.len(), told.len(), "no two of them share one");
}

fn note(told: &mut BTreeMap<(String, String), BTreeSet<String>>, event: Value) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let transition = (
        text(&event["data"]["serviceId"]),
        text(&event["data"]["status"]),
    );
    told.entry(transition)
        .or_default()
        .insert(text(&event["id"]));
}

#[test]
fn neither_log_nor_database_tells_the_token_of_a_sink_longer_than_needed() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("sandbox.db");
    let log = dir.path().join("log");
    let arguments = ["--notifications", "--provisioning-delay", "0s"];
    let (url, received) = sink(vec![503, 204]);
    let started = Started::logging(&database, &arguments, File::create(&log).unwrap());
    let token = started.token();
    let network = order_to(&started, &token, &url);
    let id = network["serviceId"].as_str().unwrap();
    let _failed = next(&received);
    let _taken = next(&received);
    let path = format!("/multi-point-vpn/vwip/networks/{id}");
    let headers = format!("authorization: Bearer {token}\r\n");
    assert_eq!(started.send("DELETE", &path, &headers, "").status, 202);
    let (_, deleted) = next(&received);
    assert_eq!(deleted["data"]["statusInfo"], "DELETE_REQUESTED");
    started.end();
    assert!(!holds(&database, SECRET), "nothing is left to be told");
    for secret in [SECRET, &*token] {
        assert!(
            !holds(&log, secret),
            "{}",
            std::fs::read_to_string(&log).unwrap()
        );
    }
    assert!(holds(&log, id), "it is a log of this");
}

fn holds(file: &Path, text: &str) -> bool {
    let content = std::fs::read(file).unwrap();
    content
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}
