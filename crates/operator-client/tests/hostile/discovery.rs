//! A discovery document: followed where it can be trusted, asked for once a day, and the steps of the way there.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use operator_client::{
    CallError, Connection, Discovery, DiscoveryFault, NotSent, Operator, Reach, TokenRefusal,
    TokenSource,
};
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{HostileOperator, JSON, Say, answer, head, json, token},
    surroundings::{Surroundings, connection, read},
};

const DOCUMENT: &str = "/.well-known/openid-configuration";

/// An operator whose document names that issuer and token endpoint; `ROOT` stands for its own.
async fn describing(issuer: &'static str, endpoint: &'static str) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        DOCUMENT => {
            let root = format!("http://{}", seen.header("host"));
            let text = format!(r#"{{"issuer":"{issuer}","token_endpoint":"{endpoint}"}}"#);
            json(200, &text.replace("ROOT", &root))
        }
        _ => json(200, "{}"),
    })
    .await
}

pub(crate) fn discovered(root: &str) -> Connection {
    Connection {
        token_source: TokenSource::Discovery(Discovery {
            url: Connection::address(&format!("{root}{DOCUMENT}")).unwrap(),
            approved_host: None,
        }),
        ..connection(root)
    }
}

#[tokio::test]
async fn check_43_a_document_is_followed_and_asked_for_once_a_day() {
    let operator = describing("ROOT", "ROOT/token").await;
    let around = Surroundings::new();
    let client = around.client_of(discovered(&operator.root));
    read(&client).await.unwrap();
    around.clock.advance(TimeDelta::hours(2));
    read(&client).await.unwrap();
    assert_eq!(operator.tokens_asked(), 2);
    assert_eq!(operator.seen(DOCUMENT).len(), 1);
    around.clock.advance(TimeDelta::hours(23));
    read(&client).await.unwrap();
    assert_eq!(operator.seen(DOCUMENT).len(), 2);
    assert_eq!(operator.seen(DOCUMENT)[0].header("authorization"), "");
}

#[tokio::test]
async fn check_43_a_document_of_another_issuer_or_for_another_host_is_refused() {
    for (issuer, endpoint, expected) in [
        (
            "https://other.example",
            "ROOT/token",
            DiscoveryFault::Issuer,
        ),
        (
            "ROOT",
            "https://other.example/token",
            DiscoveryFault::OtherHost("other.example:443".to_owned()),
        ),
    ] {
        let operator = describing(issuer, endpoint).await;
        let client = Surroundings::new().client_of(discovered(&operator.root));
        let refused = CallError::NotSent(NotSent::Discovery(expected));
        assert_eq!(read(&client).await.unwrap_err(), refused);
        assert_eq!((operator.tokens_asked(), operator.calls().len()), (0, 0));
    }
}

#[tokio::test]
async fn check_43_while_a_document_cannot_be_had_what_it_said_before_holds() {
    let faults: [fn() -> Say; 4] = [
        || json(503, "{}"),
        || answer(200, &["Content-Type: text/html"], b"<h1>Maintenance</h1>"),
        || json(404, "{}"),
        || Say::Nothing,
    ];
    for fault in faults {
        let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
            "/token" => token(seen.nth),
            DOCUMENT if seen.nth == 0 => {
                let root = format!("http://{}", seen.header("host"));
                let text = format!(r#"{{"issuer":"{root}","token_endpoint":"{root}/token"}}"#);
                json(200, &text)
            }
            DOCUMENT => fault(),
            _ => json(200, "{}"),
        })
        .await;
        let mut around = Surroundings::new();
        around.limits.idle = Duration::from_millis(100);
        let client = around.client_of(discovered(&operator.root));
        read(&client).await.unwrap();
        around.clock.advance(TimeDelta::hours(25));
        read(&client).await.unwrap();
        assert_eq!(operator.tokens_asked(), 2);
        assert_eq!(operator.seen(DOCUMENT).len(), 2);
    }
}

#[tokio::test]
async fn check_43_a_document_that_names_another_issuer_by_now_is_refused() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        DOCUMENT => {
            let root = format!("http://{}", seen.header("host"));
            let issuer = ["", "/other"][seen.nth];
            json(
                200,
                &format!(r#"{{"issuer":"{root}{issuer}","token_endpoint":"{root}/token"}}"#),
            )
        }
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client_of(discovered(&operator.root));
    read(&client).await.unwrap();
    around.clock.advance(TimeDelta::hours(25));
    let refused = CallError::NotSent(NotSent::Discovery(DiscoveryFault::Issuer));
    assert_eq!(read(&client).await.unwrap_err(), refused);
    assert_eq!(operator.tokens_asked(), 1);
}

#[tokio::test]
async fn a_slow_document_and_a_silent_token_endpoint_take_as_long_as_one_exchange() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        DOCUMENT => {
            let root = format!("http://{}", seen.header("host"));
            let text = format!(r#"{{"issuer":"{root}","token_endpoint":"{root}/token"}}"#);
            let mut bytes = head(200, &[JSON], text.len() + 9);
            bytes.extend_from_slice(text.as_bytes());
            Say::DripThenClose(bytes, Duration::from_millis(100), 9)
        }
        _ => Say::Nothing,
    })
    .await;
    let mut around = Surroundings::new();
    around.limits.total = Duration::from_secs(2);
    let begun = Instant::now();
    let error = read(&around.client_of(discovered(&operator.root))).await;
    let fault = TokenRefusal::Fault("no answer in time".to_owned());
    assert_eq!(
        error.unwrap_err(),
        CallError::NotSent(NotSent::Token(fault))
    );
    assert_eq!(operator.tokens_asked(), 1);
    let took = begun.elapsed();
    assert!(took < Duration::from_millis(2_700), "{took:?}");
}

#[tokio::test]
async fn a_host_that_takes_a_connection_and_says_nothing_is_reached() {
    let operator = HostileOperator::start(|_| Say::Nothing).await;
    let mut around = Surroundings::new();
    around.limits.idle = Duration::from_millis(100);
    let client = around.client(&operator.root);
    let cancel = CancellationToken::new();
    client.reach(Reach::Connections, &cancel).await.unwrap();
    assert_eq!(operator.seen("/")[0].method, "HEAD");
}

#[tokio::test]
async fn the_way_to_an_operator_is_taken_step_by_step() {
    let operator = describing("ROOT", "ROOT/token").await;
    let client = Surroundings::new().client_of(discovered(&operator.root));
    let cancel = CancellationToken::new();
    for step in [Reach::Names, Reach::Connections, Reach::Discovery] {
        client.reach(step, &cancel).await.unwrap();
    }
    assert_eq!(operator.tokens_asked(), 0, "no credential is sent");
    let root = operator.root.clone();
    drop(operator);
    let client = Surroundings::new().client_of(discovered(&root));
    client.reach(Reach::Names, &cancel).await.unwrap();
    let refused = client.reach(Reach::Connections, &cancel).await.unwrap_err();
    assert!(matches!(
        refused,
        CallError::NotSent(NotSent::Unreachable { .. })
    ));
}
