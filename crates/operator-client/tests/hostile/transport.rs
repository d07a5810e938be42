//! Too much, too slow, elsewhere, and without TLS.

use std::{io::Write, process::Command, time::Duration};

use flate2::{Compression, write::GzEncoder};
use operator_client::{CallError, Connection, NotSent, Operator, Reach, TokenSource};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{HostileOperator, Say, answer, head, json, token},
    surroundings::{Surroundings, assess, connection, create, id, read},
};

async fn api(said: impl Fn() -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(),
    })
    .await
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

const PACKED: [&str; 2] = ["Content-Type: application/json", "Content-Encoding: gzip"];

#[tokio::test]
async fn check_13_an_answer_over_the_limit_is_given_up() {
    let huge = format!(r#"{{"sla":"{}"}}"#, "A".repeat(65 * 1024));
    let bomb = gzip(&vec![b' '; 32 * 1024 * 1024]);
    for said in [
        answer(200, &["Content-Type: application/json"], huge.as_bytes()),
        answer(200, &PACKED, &bomb),
    ] {
        let Say::Bytes(bytes) = said else {
            unreachable!()
        };
        let operator = api(move || Say::Bytes(bytes.clone())).await;
        let error = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap_err();
        assert!(
            matches!(error, CallError::Undecodable { status: 200, .. }),
            "{error:?}"
        );
        assert_eq!(operator.calls().len(), 1);
    }
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    let operator = api(|| answer(200, &PACKED, &gzip(br#"{"sla":"AAA"}"#))).await;
    let report = read(&Surroundings::new().client(&operator.root))
        .await
        .unwrap();
    assert_eq!(report.value.level.unwrap().as_str(), "AAA");
    assert_eq!(report.response, r#"{"sla":"AAA"}"#);
}

#[tokio::test]
async fn check_14_silence_ends_at_the_idle_limit() {
    let operator = api(|| Say::Nothing).await;
    let mut around = Surroundings::new();
    around.limits.idle = Duration::from_millis(150);
    let error = create(&around.client(&operator.root)).await.unwrap_err();
    assert!(
        matches!(
            error,
            CallError::Unanswered {
                timed_out: true,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(matches!(
        read(&around.client(&operator.root)).await,
        Err(CallError::Unanswered { .. })
    ));
    assert_eq!(operator.calls().len(), 2);
}

#[tokio::test]
async fn check_14_a_dripping_answer_ends_at_the_total_limit() {
    let operator = api(|| {
        let head = head(200, &["Content-Type: application/json"], 60_000);
        Say::Drip(head, Duration::from_millis(20))
    })
    .await;
    let mut around = Surroundings::new();
    around.limits.total = Duration::from_millis(400);
    let error = assess(&around.client(&operator.root)).await.unwrap_err();
    assert!(
        matches!(
            error,
            CallError::Unanswered {
                timed_out: true,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn check_14_a_call_under_way_can_be_cancelled() {
    let operator = api(|| Say::Nothing).await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let cancel = CancellationToken::new();
    let id = id();
    let call = client.read(&id, &cancel);
    let canceller = async {
        while operator.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        cancel.cancel();
    };
    let (outcome, ()) = tokio::join!(call, canceller);
    assert_eq!(outcome.unwrap_err(), CallError::Cancelled);
    let record = around.records.all().pop().unwrap();
    assert_eq!(
        (record.status, record.problem.as_deref()),
        (None, Some("cancelled"))
    );
}

#[tokio::test]
async fn check_34_a_redirect_is_never_followed() {
    let elsewhere = api(|| json(200, "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let target = elsewhere.root.clone();
        let operator =
            api(move || answer(status, &[&format!("Location: {target}/api/x")], b"")).await;
        let client = Surroundings::new().client(&operator.root);
        for error in [
            read(&client).await.unwrap_err(),
            create(&client).await.unwrap_err(),
        ] {
            assert!(matches!(error, CallError::Undecodable { status: got, .. } if got == status));
        }
    }
    assert_eq!(elsewhere.seen("/").len(), 0);
}

#[tokio::test]
async fn check_35_a_port_without_tls_is_refused_as_such() {
    let operator = api(|| json(200, "{}")).await;
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = plain.local_addr().unwrap().to_string();
    let answering = tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad\r\n\r\n").await.unwrap();
        let _ = stream.read(&mut [0; 1024]).await;
    });
    let mut secure = connection(&operator.root);
    secure.api_root = format!("https://{host}").parse().unwrap();
    let refused = match Surroundings::new().try_client(secure) {
        Ok(client) => create(&client).await.unwrap_err(),
        // No certificates on this computer: the client says so before any call.
        Err(refused) => CallError::NotSent(refused),
    };
    assert_eq!(refused, CallError::NotSent(NotSent::Tls { host }));
    answering.abort();
}

#[tokio::test]
async fn check_36_an_insecure_address_never_becomes_a_client() {
    let operator = api(|| json(200, "{}")).await;
    for spoil in [
        |c: &mut Connection| c.api_root = "http://10.0.0.1".parse().unwrap(),
        |c: &mut Connection| {
            c.token_source = TokenSource::Endpoint("http://op.example/t".parse().unwrap());
        },
    ] {
        let mut insecure = connection(&operator.root);
        spoil(&mut insecure);
        let refused = Surroundings::new().try_client(insecure).unwrap_err();
        assert_eq!(refused, NotSent::Insecure);
    }
}

/// Set for the process in which the system's proxy is the one of the test.
const WITH_PROXY: &str = "PORTAL_TEST_WITH_PROXY";

#[tokio::test]
async fn what_goes_to_this_computer_goes_through_no_proxy_of_the_system() {
    if std::env::var_os(WITH_PROXY).is_some() {
        let operator = HostileOperator::start(|seen| match seen.path.as_str() {
            "/token" => token(seen.nth),
            _ => json(200, "{}"),
        })
        .await;
        let around = Surroundings::new();
        let elsewhere = Connection::address("https://operator.invalid").unwrap();
        let token_here = Connection {
            api_root: elsewhere.clone(),
            ..connection(&operator.root)
        };
        read(&around.client_of(token_here)).await.unwrap_err();
        assert_eq!(operator.tokens_asked(), 1);
        let api_here = Connection {
            token_source: TokenSource::Endpoint(elsewhere),
            ..connection(&operator.root)
        };
        let client = around.client_of(api_here);
        let cancel = CancellationToken::new();
        client.reach(Reach::Connections, &cancel).await.unwrap_err();
        let reached = operator.seen("/");
        assert!(reached.iter().any(|seen| seen.method == "HEAD"));
        return;
    }
    let proxy = HostileOperator::start(|_| json(200, "{}")).await;
    let itself = std::env::current_exe().unwrap();
    let name = "transport::what_goes_to_this_computer_goes_through_no_proxy_of_the_system";
    let mut again = Command::new(itself);
    again
        .args([name, "--exact"])
        .env(WITH_PROXY, "1")
        .env("HTTP_PROXY", &proxy.root)
        .env("http_proxy", &proxy.root)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    let ran = tokio::task::spawn_blocking(move || again.output());
    let ran = ran.await.unwrap().unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
    assert!(proxy.seen("").is_empty(), "{:?}", proxy.seen(""));
}
