//! HTTP that no check names and an operator may speak all the same: without an end, beyond its rules, or in odd packing.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use operator_client::CallError;

use crate::{
    operator::{HostileOperator, JSON, Say, answer, api, head, json, token},
    surroundings::{Surroundings, create, delete, read, update},
};

/// Short limits, for what goes on until one of them is reached.
fn hurried() -> Surroundings {
    let mut around = Surroundings::new();
    around.limits.total = Duration::from_millis(600);
    around
}

/// Checks that every operation ends with an error within the limits.
async fn is_given_up(told: fn() -> Say) {
    let operator = api(told).await;
    let around = hurried();
    let client = around.client(&operator.root);
    let begun = Instant::now();
    let order = create(&client).await.unwrap_err();
    assert!(
        matches!(
            order,
            CallError::Unanswered { .. } | CallError::Undecodable { .. }
        ),
        "whether there is a network is not known: {order:?}"
    );
    assert!(read(&client).await.is_err());
    assert!(delete(&client).await.is_err());
    assert!(begun.elapsed() < around.limits.total * 6);
    for record in around.records.all() {
        let problem = record.problem.unwrap_or_default();
        assert!(problem.len() < 200, "{problem}");
    }
}

#[tokio::test]
async fn headers_without_an_end_are_given_up() {
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-more: 0123456789\r\n")).await;
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 OK\r\nx-long: ".to_vec(), b"0123456789abcdef")).await;
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 ".to_vec(), b"very ")).await;
}

#[tokio::test]
async fn answers_that_are_none_yet_come_to_an_end() {
    is_given_up(|| Say::Flood(Vec::new(), b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n")).await;
    is_given_up(|| Say::Flood(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n")).await;
    is_given_up(|| {
        Say::Bytes(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{}".to_vec())
    })
    .await;
}

#[tokio::test]
async fn a_body_in_endless_pieces_ends_at_the_limit() {
    let begin = || {
        let mut bytes = b"HTTP/1.1 201 Created\r\n".to_vec();
        bytes.extend_from_slice(
            b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        );
        bytes
    };
    let operator = api(move || Say::Flood(begin(), b"1\r\n{\r\n")).await;
    let client = Surroundings::new().client(&operator.root);
    let error = create(&client).await.unwrap_err();
    assert!(
        matches!(error, CallError::Undecodable { status: 201, .. }),
        "{error:?}"
    );
    let operator = api(move || Say::Flood(begin(), b"1;name=value;name=value\r\n{\r\n")).await;
    assert!(
        create(&Surroundings::new().client(&operator.root))
            .await
            .is_err()
    );
    let operator = api(move || {
        let mut bytes = begin();
        bytes.extend_from_slice(b"2\r\n{}\r\n0\r\n");
        Say::Flood(bytes, b"x-trailer: 0123456789\r\n")
    })
    .await;
    assert!(create(&hurried().client(&operator.root)).await.is_err());
}

#[tokio::test]
async fn what_is_no_http_leaves_an_order_unknown() {
    let answers: [&[u8]; 9] = [
        b"HTTP/9.9 201 Created\r\n\r\n{}",
        b"ICY 201 OK\r\n\r\n{}",
        b"HTTP/1.1 99 Low\r\n\r\n{}",
        b"HTTP/1.1 1000 High\r\n\r\n{}",
        b"HTTP/1.1 2o1 Created\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ];
    for bytes in answers {
        let operator = api(move || Say::Bytes(bytes.to_vec())).await;
        let client = Surroundings::new().client(&operator.root);
        let error = create(&client).await.unwrap_err();
        assert!(
            matches!(
                error,
                CallError::Unanswered {
                    timed_out: false,
                    ..
                }
            ),
            "{}: {error:?}",
            String::from_utf8_lossy(bytes)
        );
        assert_eq!(operator.calls().len(), 1);
    }
}

#[tokio::test]
async fn a_status_beyond_all_classes_is_no_success() {
    for status in [600, 999] {
        let operator = api(move || json(status, r#"{"serviceId":"n1"}"#)).await;
        let error = create(&Surroundings::new().client(&operator.root)).await;
        assert!(matches!(error, Err(CallError::Refused(r)) if r.status == status));
    }
}

#[tokio::test]
async fn packing_that_is_broken_or_odd_is_no_answer() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed
        .write_all(br#"{"serviceId":"n1","sla":"A"}"#)
        .unwrap();
    let good = packed.finish().unwrap();
    let mut again = GzEncoder::new(Vec::new(), Compression::fast());
    again.write_all(&good).unwrap();
    let twice = again.finish().unwrap();
    for (encoding, body) in [
        ("gzip", b"not gzip at all".to_vec()),
        ("gzip", good[..good.len() / 2].to_vec()),
        ("gzip, gzip", twice),
        ("br", good.clone()),
        ("unheard-of", good.clone()),
    ] {
        let header = format!("Content-Encoding: {encoding}");
        let operator = api(move || answer(201, &[JSON, &header], &body)).await;
        let client = Surroundings::new().client(&operator.root);
        let created = create(&client).await;
        let is_unknown = match &created {
            Err(CallError::Unanswered { .. } | CallError::Undecodable { .. }) => true,
            // 201 stands for itself; nothing of the body is taken.
            Ok(created) => created.value.service_id.is_none(),
            Err(_) => false,
        };
        assert!(is_unknown, "{encoding}: {created:?}");
        assert!(read(&client).await.is_err(), "{encoding}");
    }
}

#[tokio::test]
async fn a_wrong_length_is_no_whole_answer() {
    for (length, is_read) in [(2, true), (1, false), (20, false)] {
        let operator = api(move || {
            let mut bytes = head(200, &[JSON], length);
            bytes.extend_from_slice(b"{}");
            Say::Bytes(bytes)
        })
        .await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        assert_eq!(report.is_ok(), is_read, "{length}");
    }
}

#[tokio::test]
async fn cookies_are_not_taken() {
    let cookie = "Set-Cookie: session=1; Path=/";
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => answer(200, &[JSON, cookie, cookie], b"{}"),
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    for _ in 0..2 {
        read(&client).await.unwrap();
    }
    assert!(
        operator
            .calls()
            .iter()
            .all(|call| call.header("cookie").is_empty())
    );
    assert!(
        operator
            .calls()
            .iter()
            .all(|call| call.header("referer").is_empty())
    );
}

#[tokio::test]
async fn a_body_where_none_belongs_is_not_read() {
    let operator = api(|| {
        let mut bytes = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_vec();
        bytes.extend_from_slice(br#"{"serviceId":"n1","sla":"A"}"#);
        Say::Bytes(bytes)
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    assert!(matches!(
        create(&client).await,
        Err(CallError::Undecodable { status: 204, .. })
    ));
    assert!(read(&client).await.is_err());
}

#[tokio::test]
async fn an_operator_does_not_make_the_client_ask_elsewhere_or_loop() {
    let root = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let target = std::sync::Arc::clone(&root);
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => {
            let here = target.lock().unwrap().clone();
            let headers = [
                format!("Location: {here}{}", seen.path),
                format!("Refresh: 0; url={here}/elsewhere"),
                format!("Link: <{here}/elsewhere>; rel=preload"),
                format!("Alt-Svc: h2=\"{}\"", here.trim_start_matches("http://")),
            ];
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            answer(308, &headers, b"")
        }
    })
    .await;
    root.lock().unwrap().clone_from(&operator.root);
    let client = Surroundings::new().client(&operator.root);
    assert!(create(&client).await.is_err());
    assert!(update(&client).await.is_err());
    assert_eq!(operator.calls().len(), 2);
    assert_eq!(operator.seen("/elsewhere").len(), 0);
}
