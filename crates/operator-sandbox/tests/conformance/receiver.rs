//! A sink: a server that is told of networks, and answers as the test has it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, Utc};
use operator_sandbox::clock::{Clock as _, ManualClock};
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};

/// How long a test waits for what has to happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A sink that is listening.
pub(crate) struct Receiver {
    /// Where it is posted to.
    pub(crate) url: String,
    received: UnboundedReceiver<Received>,
    answers: Arc<Mutex<VecDeque<Reply>>>,
}

/// What it got.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) event: Value,
    /// What the operator's clock showed.
    pub(crate) at: DateTime<Utc>,
}

/// What it answers.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Status(u16),
    RedirectTo(String),
    /// Nothing, ever.
    Silence,
}

#[derive(Clone)]
struct Shared {
    received: UnboundedSender<Received>,
    answers: Arc<Mutex<VecDeque<Reply>>>,
    clock: Arc<ManualClock>,
}

impl Receiver {
    pub(crate) async fn start(clock: &Arc<ManualClock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/events", listener.local_addr().unwrap());
        let (sender, received) = unbounded_channel();
        let answers = Arc::<Mutex<VecDeque<Reply>>>::default();
        let shared = Shared {
            received: sender,
            answers: Arc::clone(&answers),
            clock: Arc::clone(clock),
        };
        let app = Router::new().fallback(receive).with_state(shared);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self {
            url,
            received,
            answers,
        }
    }

    /// What it answers next, one after the other; then 204.
    pub(crate) fn answer(&self, replies: impl IntoIterator<Item = Reply>) {
        self.answers.lock().unwrap().extend(replies);
    }

    /// The next event.
    pub(crate) async fn next(&mut self) -> Received {
        timeout(PATIENCE, self.received.recv())
            .await
            .unwrap_or_else(|_| panic!("no notification came"))
            .unwrap()
    }

    /// Whether nothing came that was not taken from here.
    pub(crate) fn is_empty(&self) -> bool {
        self.received.is_empty()
    }
}

impl Received {
    pub(crate) fn id(&self) -> &str {
        self.event["id"].as_str().unwrap()
    }

    /// `statusInfo`, or `status` where there is none.
    pub(crate) fn told(&self) -> &str {
        let data = &self.event["data"];
        data["statusInfo"]
            .as_str()
            .or_else(|| data["status"].as_str())
            .unwrap()
    }

    pub(crate) fn service_id(&self) -> &str {
        self.event["data"]["serviceId"].as_str().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

async fn receive(
    State(shared): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let received = Received {
        path: uri.path().to_owned(),
        headers,
        event: serde_json::from_slice(&body).unwrap(),
        at: shared.clock.now(),
    };
    let reply = shared.answers.lock().unwrap().pop_front();
    // The test may have ended.
    let _ = shared.received.send(received);
    match reply {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(Reply::Status(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some(Reply::RedirectTo(url)) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, url)]).into_response()
        }
        Some(Reply::Silence) => std::future::pending().await,
    }
}
