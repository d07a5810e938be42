//! The receiver over real HTTP: what it takes, what it refuses, and that an event is a hint and no more.

use std::time::Duration;

use contract::{Empty, ReceiverRequest, ReceiverState, ReceiverView};
use operator_client::{Operation, ReportedStatus};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    Portal,
    testing::{World, report, until},
};

const EVENT: &str = "application/cloudevents+json";

fn wanted(is_on: bool) -> ReceiverRequest {
    ReceiverRequest {
        is_on,
        address: "127.0.0.1".to_owned(),
        port: None,
        public_url: String::new(),
    }
}

/// A portal that listens, and knows an operator on this computer that notifies.
async fn listening(world: &World) -> (Portal, ReceiverView) {
    let portal = world.open().await;
    portal.connect_notifying().await;
    let receiver = portal.receiver_change(wanted(true)).await.unwrap();
    assert_eq!(receiver.state, ReceiverState::Listening);
    (portal, receiver)
}

/// Posts to the receiver; the status of its answer.
async fn post(receiver: &ReceiverView, token: &str, kind: &str, body: &str) -> u16 {
    let port = receiver.port.unwrap();
    let request = format!(
        "POST /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer));
    // A body over the limit may be answered and cut off before it is sent.
    let _ = read.await.unwrap();
    let answer = String::from_utf8_lossy(&answer);
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn event(id: &str, network: &str) -> Value {
    json!({
        "id": id, "source": "http://operator.example/networks", "specversion": "1.0",
        "type": "org.camaraproject.multi-point-vpn.v0.network-status-changed",
        "time": "2027-05-21T09:00:00Z", "data": {"serviceId": network, "status": "UNAVAILABLE"},
    })
}

/// The token that went out with the only order.
fn given_token(world: &World) -> String {
    let orders = world.operator.orders();
    let sink = orders.last().unwrap().sink.as_ref().unwrap();
    sink.token.expose_secret().to_owned()
}

#[tokio::test]
async fn an_event_is_a_reason_to_look_and_never_the_truth() {
    let world = World::new();
    let (portal, receiver) = listening(&world).await;
    let id = portal.ordered().await;
    let token = given_token(&world);
    let sink = world.operator.orders()[0].sink.clone().unwrap();
    assert_eq!(Some(sink.url), receiver.sink);
    world.operator.provisions(&id);

    // The clock stands: no poll is due.
    assert_eq!(world.operator.count(Operation::Read), 0);
    let body = event("1", id.as_str()).to_string();
    assert_eq!(post(&receiver, &token, EVENT, &body).await, 204);
    portal
        .session_is(|session| session.state == model::SessionState::Available)
        .await;
    assert_eq!(world.operator.count(Operation::Read), 1);

    assert_eq!(post(&receiver, &token, EVENT, &body).await, 204, "again");
    let other = event("2", "unknown").to_string();
    assert_eq!(post(&receiver, &token, EVENT, &other).await, 204);
    let body = event("3", id.as_str()).to_string();
    assert_eq!(post(&receiver, &token, EVENT, &body).await, 204);
    until("a second look", async || {
        world.operator.count(Operation::Read) == 2
    })
    .await;
    let session = &portal.list().await.sessions[0];
    assert_eq!(session.state, model::SessionState::Available);
}

#[tokio::test]
async fn check_51_an_event_that_comes_twice_late_or_of_another_type_is_answered_and_no_more() {
    let world = World::new();
    let (portal, receiver) = listening(&world).await;
    let id = portal.ordered().await;
    let token = given_token(&world);
    world.operator.provisions(&id);
    let at = |number: &str, time: &str| {
        let mut event = event(number, id.as_str());
        event["time"] = json!(time);
        event.to_string()
    };
    let first = at("1", "2026-11-21T09:00:00Z");
    assert_eq!(post(&receiver, &token, EVENT, &first).await, 204);
    portal
        .session_is(|session| session.state == model::SessionState::Available)
        .await;
    assert_eq!(world.operator.count(Operation::Read), 1);
    let late = at("2", "2026-11-21T08:59:59Z");
    let mut other = event("3", "another");
    other["type"] = json!("org.example.invoice-sent.v1");
    other["data"] = json!({"invoice": 7});
    for body in [first, late, other.to_string()] {
        assert_eq!(post(&receiver, &token, EVENT, &body).await, 204, "{body}");
    }
    // The next one leads to the second look, and so none of those did.
    let next = at("4", "2026-11-21T09:00:01Z");
    assert_eq!(post(&receiver, &token, EVENT, &next).await, 204);
    until("the second look", async || {
        world.operator.count(Operation::Read) >= 2
    })
    .await;
    portal.close().await;
    assert_eq!(world.operator.count(Operation::Read), 2);
}

#[tokio::test]
async fn only_what_carries_the_credential_and_is_an_event_is_taken() {
    let world = World::new();
    let (portal, receiver) = listening(&world).await;
    let id = portal.ordered().await;
    let token = given_token(&world);
    let body = event("1", id.as_str()).to_string();
    for (token, kind, body, status) in [
        ("wrong", EVENT, body.as_str(), 401),
        ("", EVENT, body.as_str(), 401),
        (token.as_str(), "application/json", body.as_str(), 415),
        (token.as_str(), EVENT, "{}", 400),
        (token.as_str(), EVENT, "", 400),
        (token.as_str(), EVENT, &" ".repeat(64 * 1024 + 1), 413),
    ] {
        let answer = post(&receiver, token, kind, body).await;
        assert_eq!(answer, status, "{kind} {} bytes", body.len());
    }
    assert_eq!(world.operator.count(Operation::Read), 0);
    let mut refused = 0;
    for _ in 0..40 {
        refused += u32::from(post(&receiver, "wrong", EVENT, &body).await == 429);
    }
    assert!(refused > 0, "guessing has a limit");
    assert_eq!(
        post(&receiver, &token, EVENT, &body).await,
        204,
        "which is not that of an operator"
    );
}

#[tokio::test]
async fn a_credential_outlives_a_restart_and_is_in_no_file() {
    let world = World::new();
    let (portal, receiver) = listening(&world).await;
    let id = portal.ordered().await;
    let token = given_token(&world);
    drop(portal);
    let files: Vec<u8> = std::fs::read_dir(world.folder.path())
        .unwrap()
        .filter_map(|file| std::fs::read(file.unwrap().path()).ok())
        .flatten()
        .collect();
    let holds = |text: &str| {
        files
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(holds(id.as_str()) && !holds(&token));

    let world = world.after_crash();
    let portal = world.open().await;
    until("the receiver", async || {
        let now = portal.receiver_open(Empty {}).await.unwrap();
        now.state != ReceiverState::Off
    })
    .await;
    let now = portal.receiver_open(Empty {}).await.unwrap();
    assert_eq!(now.port, receiver.port, "its port is kept");
    world.operator.reports(&id, |network| {
        *network = report(ReportedStatus::Available, None);
    });
    if now.state == ReceiverState::Listening {
        let body = event("1", id.as_str()).to_string();
        assert_eq!(post(&now, &token, EVENT, &body).await, 204);
    }
    portal.app_forget(Empty {}).await.unwrap();
    let off = portal.receiver_open(Empty {}).await.unwrap();
    assert_eq!(off.state, ReceiverState::Off);
}

#[tokio::test]
async fn it_is_off_until_it_is_turned_on_and_says_why_it_cannot_listen() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_notifying().await;
    portal.ordered().await;
    assert!(world.operator.orders()[0].sink.is_none());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = Some(taken.local_addr().unwrap().port());
    let failed = ReceiverRequest {
        port,
        ..wanted(true)
    };
    let failed = portal.receiver_change(failed).await.unwrap();
    assert_eq!(failed.state, ReceiverState::Failed);
    assert!(!failed.problem.is_empty());
    let on = portal.receiver_change(wanted(true)).await.unwrap();
    assert_eq!(on.state, ReceiverState::Listening);
    let off = portal.receiver_change(wanted(false)).await.unwrap();
    assert_eq!((off.state, off.sink), (ReceiverState::Off, None));
    let port = on.port.unwrap();
    until("its port to be free", async || {
        TcpStream::connect(("127.0.0.1", port)).await.is_err()
    })
    .await;
}

#[tokio::test]
async fn an_operator_elsewhere_or_without_notifications_is_told_of_no_sink() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    portal.receiver_change(wanted(true)).await.unwrap();
    portal.ordered().await;
    assert!(world.operator.orders()[0].sink.is_none());
}
