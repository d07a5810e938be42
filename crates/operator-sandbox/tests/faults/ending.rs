//! The end of an operator while an answer is still on its way.

use operator_sandbox::BASE_PATH;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::served::{Served, request};

#[tokio::test]
async fn an_answer_that_drips_is_finished_and_nothing_new_is_taken() {
    let served = Served::with_plan(&json!([
        {"operations": ["getNetwork"], "fault": {"drip": {"bytes": 40, "every": "50ms"}}},
    ]))
    .await;
    let token = served.token().await;
    let id = served.order(&token, "k").await.service_id();
    let path = format!("{BASE_PATH}/networks/{id}");
    let headers = format!("authorization: Bearer {token}\r\n");
    let mut stream = served.connect().await;
    let asked = request("GET", &path, &headers, "");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut received = Vec::new();
    stream.read_buf(&mut received).await.unwrap();
    assert!(received.starts_with(b"HTTP/1.1 200 OK"));

    let address = served.running.api_root.strip_prefix("http://").unwrap();
    let address = address.to_owned();
    let stopped = tokio::spawn(served.running.stop());
    stream.read_to_end(&mut received).await.unwrap();
    stopped.await.unwrap();
    let text = String::from_utf8(received).unwrap();
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    let network: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(network["serviceId"], id);
    assert!(
        TcpStream::connect(&address).await.is_err(),
        "it still listens"
    );
}
