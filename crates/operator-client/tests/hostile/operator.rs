//! An operator of raw bytes: it can answer anything, also what no HTTP library would.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// How many came to this path before it.
    pub(crate) nth: usize,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What the operator does with a request.
pub(crate) enum Say {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes and then one more every so often.
    Drip(Vec<u8>, Duration),
    /// The same with so many more, then closes.
    DripThenClose(Vec<u8>, Duration, usize),
    /// Writes these bytes again and again until the client gives up.
    Flood(Vec<u8>, &'static [u8]),
    /// Says nothing until the client gives up.
    Nothing,
}

pub(crate) struct HostileOperator {
    pub(crate) root: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    accepting: JoinHandle<()>,
}

impl HostileOperator {
    pub(crate) async fn start(say: impl Fn(&Seen) -> Say + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let say = Arc::new(say);
        let accepting = tokio::spawn({
            let seen = Arc::clone(&seen);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(converse(stream, Arc::clone(&seen), Arc::clone(&say)));
                }
            }
        });
        Self {
            root,
            seen,
            accepting,
        }
    }

    /// Requests to a path that starts with `path`.
    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap();
        seen.iter()
            .filter(|request| request.path.starts_with(path))
            .cloned()
            .collect()
    }

    pub(crate) fn tokens_asked(&self) -> usize {
        self.seen("/token").len()
    }

    /// Requests to the API.
    pub(crate) fn calls(&self) -> Vec<Seen> {
        self.seen("/api/")
    }
}

impl Drop for HostileOperator {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// An operator that gives tokens and whose other answers are `said`.
pub(crate) async fn api(said: impl Fn() -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(),
    })
    .await
}

/// An operator whose token endpoint says `said`.
pub(crate) async fn token_endpoint(
    said: impl Fn() -> Say + Send + Sync + 'static,
) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => said(),
        _ => json(200, "{}"),
    })
    .await
}

/// The header of a JSON answer.
pub(crate) const JSON: &str = "Content-Type: application/json";

/// A JSON answer.
pub(crate) fn json(status: u16, body: &str) -> Say {
    answer(status, &[JSON], body.as_bytes())
}

pub(crate) fn answer(status: u16, headers: &[&str], body: &[u8]) -> Say {
    let mut bytes = head(status, headers, body.len());
    bytes.extend_from_slice(body);
    Say::Bytes(bytes)
}

/// Status line and headers of an answer that announces `length` bytes.
pub(crate) fn head(status: u16, headers: &[&str], length: usize) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Said\r\nConnection: close\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if status != 204 {
        text.push_str(&format!("Content-Length: {length}\r\n"));
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// The `nth` token, good for an hour: `token-0` and so on.
pub(crate) fn token(nth: usize) -> Say {
    json(
        200,
        &format!(r#"{{"access_token":"token-{nth}","token_type":"Bearer","expires_in":3600}}"#),
    )
}

async fn converse(
    mut stream: TcpStream,
    all: Arc<Mutex<Vec<Seen>>>,
    say: Arc<impl Fn(&Seen) -> Say + Send + Sync + 'static>,
) {
    let Some(mut request) = read(&mut stream).await else {
        return;
    };
    {
        let mut all = all.lock().unwrap();
        request.nth = all.iter().filter(|seen| seen.path == request.path).count();
        all.push(request.clone());
    }
    match say(&request) {
        Say::Bytes(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            drain(&mut stream).await;
        }
        Say::Drip(bytes, every) => {
            let _ = stream.write_all(&bytes).await;
            while stream.write_all(b" ").await.is_ok() {
                tokio::time::sleep(every).await;
            }
        }
        Say::DripThenClose(bytes, every, count) => {
            let _ = stream.write_all(&bytes).await;
            for _ in 0..count {
                let _ = stream.write_all(b" ").await;
                tokio::time::sleep(every).await;
            }
        }
        Say::Flood(bytes, again) => {
            let _ = stream.write_all(&bytes).await;
            while stream.write_all(again).await.is_ok() {}
        }
        Say::Nothing => drain(&mut stream).await,
    }
}

/// Reads until the client closes, so that closing never cuts off what was written.
async fn drain(stream: &mut TcpStream) {
    let mut rest = [0; 1024];
    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let count = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers: HashMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    while bytes.len() < end + length {
        let count = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
    }
    Some(Seen {
        method,
        path,
        headers,
        body: String::from_utf8_lossy(&bytes[end..]).into_owned(),
        nth: 0,
    })
}
