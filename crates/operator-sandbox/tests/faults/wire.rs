//! Answers that are late, cut off, dropped, dripping, or not what they say.

use std::time::Duration;

use operator_sandbox::BASE_PATH;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::served::{Served, request};

#[tokio::test]
async fn a_connection_dropped_before_the_effect_leaves_no_network() {
    let served = Served::with_plan(&json!([
        {"operations": ["createNetwork"], "count": 1, "fault": {"drop": "beforeEffect"}},
    ]))
    .await;
    let token = served.token().await;
    let lost = served.order(&token, "k").await;
    assert_eq!(lost.bytes, b"", "not even a status line");
    // Had the order been placed, another body under its key would be refused.
    let headers = format!(
        "authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         x-idempotency-key: k\r\n"
    );
    let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.9"}});
    let other = json!({"connections": [{"customerEdge": edge, "providerEdge": edge}]}).to_string();
    let path = format!("{BASE_PATH}/networks");
    let taken = served.exchange("POST", &path, &headers, &other).await;
    assert_eq!(taken.status(), 201, "{taken:?}");
}

#[tokio::test]
async fn a_connection_dropped_after_the_effect_loses_the_answer_alone() {
    let served = Served::with_plan(&json!([
        {"operations": ["createNetwork"], "skip": 1, "count": 1, "fault": {"drop": "afterEffect"}},
    ]))
    .await;
    let token = served.token().await;
    assert_eq!(served.order(&token, "first").await.status(), 201);
    let lost = served.order(&token, "lost").await;
    assert_eq!(lost.bytes, b"");
    let headers = format!(
        "authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         x-idempotency-key: lost\r\n"
    );
    let path = format!("{BASE_PATH}/networks");
    let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.9"}});
    let other = json!({"connections": [{"customerEdge": edge, "providerEdge": edge}]}).to_string();
    let refused = served.exchange("POST", &path, &headers, &other).await;
    assert_eq!(refused.status(), 422, "the key is taken: {refused:?}");
    let kept = served.order(&token, "lost").await;
    assert_eq!(kept.status(), 201, "and its order has its answer");
    assert_eq!(served.get(&token, &kept.service_id()).await.status(), 200);
}

#[tokio::test]
async fn a_truncated_body_ends_before_its_announced_length() {
    let served = Served::with_plan(&json!([
        {"operations": ["getNetwork"], "count": 1, "fault": {"truncate": {}}},
        {"operations": ["getNetwork"], "count": 1, "fault": {"truncate": {"keep": 7}}},
        {"operations": ["getNetwork"], "count": 1, "fault": {"truncate": {"keep": 1_000_000}}},
    ]))
    .await;
    let token = served.token().await;
    let id = served.order(&token, "k").await.service_id();
    let mut kept = Vec::new();
    for _ in 0..3 {
        let cut = served.get(&token, &id).await;
        assert_eq!(cut.status(), 200);
        assert!(cut.body().len() < cut.announced_length(), "{cut:?}");
        kept.push((cut.body().len(), cut.announced_length()));
    }
    let length = kept[0].1;
    assert_eq!(
        kept,
        [(length / 2, length), (7, length), (length - 1, length)]
    );
    let whole = served.get(&token, &id).await;
    assert_eq!(whole.body().len(), length);
    assert!(whole.broken.is_none());
}

#[tokio::test]
async fn a_dripping_body_comes_in_pieces_and_whole() {
    let served = Served::with_plan(&json!([
        {"operations": ["getNetwork"], "fault": {"drip": {"bytes": 100, "every": "20ms"}}},
    ]))
    .await;
    let token = served.token().await;
    let id = served.order(&token, "k").await.service_id();
    let path = format!("{BASE_PATH}/networks/{id}");
    let headers = format!("authorization: Bearer {token}\r\n");
    let mut stream = served.connect().await;
    let asked = std::time::Instant::now();
    stream
        .write_all(request("GET", &path, &headers, "").as_bytes())
        .await
        .unwrap();
    let (mut received, mut reads) = (Vec::new(), 0);
    while stream.read_buf(&mut received).await.unwrap() > 0 {
        reads += 1;
    }
    let text = String::from_utf8(received).unwrap();
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    let network: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(network["serviceId"], id);
    let pieces = body.len().div_ceil(100);
    let shortest = Duration::from_millis(20) * u32::try_from(pieces - 1).unwrap();
    assert!(asked.elapsed() >= shortest, "{pieces} pieces");
    assert!(reads > 1, "it came in one piece");
}

#[tokio::test]
async fn a_late_answer_is_late_and_right() {
    let served = Served::with_plan(&json!([
        {"operations": ["token"], "count": 1, "fault": {"latency": "60ms"}},
    ]))
    .await;
    let asked = std::time::Instant::now();
    served.token().await;
    assert!(asked.elapsed() >= Duration::from_millis(60));
}

#[tokio::test]
async fn a_wrong_content_type_can_hide_the_body_or_replace_it() {
    let served = Served::with_plan(&json!([
        {"operations": ["token"], "count": 1, "fault": {"contentType": {"value": "text/plain"}}},
        {"operations": ["token"], "count": 1, "fault": {"contentType": {
            "value": "text/html", "body": "<h1>Sign in to the guest network</h1>",
        }}},
    ]))
    .await;
    let renamed = served.ask_token().await;
    assert_eq!(renamed.header("content-type").unwrap(), "text/plain");
    assert!(renamed.json()["access_token"].is_string());
    let portal = served.ask_token().await;
    assert_eq!(portal.status(), 200);
    assert_eq!(portal.header("content-type").unwrap(), "text/html");
    assert_eq!(portal.body(), b"<h1>Sign in to the guest network</h1>");
    assert_eq!(portal.header("x-simulated").unwrap(), "true");
}
