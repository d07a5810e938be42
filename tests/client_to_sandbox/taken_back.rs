//! Operators that say by means of HTTP/2 that they did not look at a request (RFC 9113, 8.7), which
//! invites a client to send it again. Whether they did look, only they know.

use std::{io, sync::Arc};

use operator_client::{CallError, Operator};
use portal_tests::self_signed_tls;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig, server::TlsStream};
use tokio_util::sync::CancellationToken;

use crate::stage::{client_of_another, order};

/// What a client says first of all.
const PREFACE: usize = 24;
/// Kinds of frames, and the flag of the last one of a stream.
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const GO_AWAY: u8 = 7;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// `:status 200`, as the static table of HPACK has it.
const OK: &[u8] = &[0x88];
const TOKEN: &[u8] = br#"{"access_token":"token-0","token_type":"Bearer","expires_in":3600}"#;

/// How an order is refused: the frame, for the stream it came on.
type Refuse = fn(u32) -> Vec<u8>;

#[tokio::test]
async fn check_32_an_order_is_sent_once_also_where_http_2_invites_to_repeat_it() {
    let refused_stream: Refuse = |stream| frame(RESET, 0, stream, &7_u32.to_be_bytes());
    let gone_away: Refuse = |_| frame(GO_AWAY, 0, 0, &[0; 8]);
    for refuse in [refused_stream, gone_away] {
        let (config, certificate) = self_signed_tls().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("https://{}", listener.local_addr().unwrap());
        let (seen, mut orders) = mpsc::unbounded_channel();
        let serving = tokio::spawn(serve(listener, config, refuse, seen));
        let client = client_of_another(&root, &certificate);
        let created = client
            .create(&order("key-1"), &CancellationToken::new())
            .await;
        let error = created.unwrap_err();
        assert!(matches!(error, CallError::Unanswered { .. }), "{error}");
        serving.abort();
        let _ = serving.await;
        let mut sent = 0;
        while orders.try_recv().is_ok() {
            sent += 1;
        }
        assert_eq!(sent, 1, "the order was sent {sent} times");
    }
}

/// Gives a token for the first request of all, and refuses every other one.
async fn serve(
    listener: TcpListener,
    mut config: ServerConfig,
    refuse: Refuse,
    seen: mpsc::UnboundedSender<()>,
) {
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let mut has_token = false;
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(mut stream) = acceptor.accept(stream).await else {
            continue;
        };
        // A client that closes the connection ends the conversation.
        let _ = converse(&mut stream, refuse, &seen, &mut has_token).await;
    }
}

async fn converse(
    stream: &mut TlsStream<TcpStream>,
    refuse: Refuse,
    seen: &mpsc::UnboundedSender<()>,
    has_token: &mut bool,
) -> io::Result<()> {
    stream.read_exact(&mut [0; PREFACE]).await?;
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, id @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut payload).await?;
        let id = u32::from_be_bytes(id);
        let ends = matches!(kind, DATA | HEADERS) && flags & END_STREAM != 0;
        if kind == SETTINGS && flags == 0 {
            stream.write_all(&frame(SETTINGS, 1, 0, &[])).await?;
        } else if ends && !*has_token {
            *has_token = true;
            stream
                .write_all(&frame(HEADERS, END_HEADERS, id, OK))
                .await?;
            stream
                .write_all(&frame(DATA, END_STREAM, id, TOKEN))
                .await?;
        } else if ends {
            let _ = seen.send(());
            let refusal = refuse(id);
            let is_the_end = refusal[3] == GO_AWAY;
            stream.write_all(&refusal).await?;
            if is_the_end {
                return stream.shutdown().await;
            }
        }
    }
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}
