//! What reached the operator and what it did, written down where its answers leave it.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};
use futures::stream;
use serde_json::Value;

const LARGEST_BODY: usize = 1 << 20;

/// How long a request may lie before it is looked at, and an answer before it is sent, in ms.
const LONGEST_DELAY: u64 = 25;

/// A network that the operator has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Network {
    /// The order's `x-idempotency-key`.
    pub(crate) key: String,
    /// The order's `serviceName`.
    pub(crate) name: String,
    /// Mbps, after the last change.
    pub(crate) bandwidth: u64,
    /// The level, after the last change.
    pub(crate) level: String,
    /// Whether its deletion was accepted.
    pub(crate) is_deleted: bool,
}

/// The operator's books. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Books(Arc<Mutex<Pages>>);

#[derive(Debug, Default)]
struct Pages {
    networks: BTreeMap<String, Network>,
    /// How often an order came under each key.
    orders: BTreeMap<String, u32>,
    /// Requests that are neither answered nor lost.
    under_way: u32,
    moments: fastrand::Rng,
    /// The share of answers to orders, changes and deletions that never arrive.
    lost_share: f64,
    lost: Lost,
}

/// How many answers never arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lost {
    /// Nothing was done.
    pub(crate) undone: u32,
    /// What was asked for was done.
    pub(crate) done: u32,
}

/// What becomes of the answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Arrives,
    LostUndone,
    LostDone,
}

impl Books {
    /// Books whose delays are drawn from `seed`.
    pub(crate) fn drawn_from(seed: u64) -> Self {
        let books = Self::default();
        books.lock().moments.seed(seed);
        books
    }

    /// Loses this share of the answers to orders, changes and deletions from here on, half of them before anything is
    /// done.
    pub(crate) fn lose(&self, share: f64) {
        self.lock().lost_share = share;
    }

    /// How many answers never arrived.
    pub(crate) fn lost(&self) -> Lost {
        self.lock().lost
    }

    /// A router whose deeds are written down, and which takes its time.
    pub(crate) fn keep(self, router: Router) -> Router {
        router.layer(middleware::from_fn_with_state(self, pass))
    }

    /// Every network ever made, by its identifier.
    pub(crate) fn networks(&self) -> BTreeMap<String, Network> {
        self.lock().networks.clone()
    }

    /// How often an order came under each key.
    pub(crate) fn orders(&self) -> BTreeMap<String, u32> {
        self.lock().orders.clone()
    }

    /// Whether nothing that was asked can still be done.
    pub(crate) fn is_quiet(&self) -> bool {
        self.lock().under_way == 0
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_down(&self, request: &Parts, asked: &[u8], status: StatusCode, answered: &[u8]) {
        let json = |bytes| serde_json::from_slice::<Value>(bytes).unwrap_or_default();
        let (asked, answered) = (json(asked), json(answered));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let id = request.uri.path().rsplit('/').next().unwrap_or_default();
        let is_order = request.method == Method::POST && id == "networks";
        let mut pages = self.lock();
        if is_order {
            let key = request.headers.get("x-idempotency-key");
            let key = key.and_then(|key| key.to_str().ok()).unwrap_or_default();
            *pages.orders.entry(key.to_owned()).or_default() += 1;
            if status == StatusCode::CREATED {
                let network = Network {
                    key: key.to_owned(),
                    name: text(&asked["serviceName"]),
                    bandwidth: asked["guaranteeBandwidth"].as_u64().unwrap_or_default(),
                    level: text(&asked["sla"]),
                    is_deleted: false,
                };
                let made = pages.networks.entry(text(&answered["serviceId"]));
                made.or_insert(network);
            }
        } else if let Some(network) = pages.networks.get_mut(id)
            && status.is_success()
        {
            if request.method == Method::PATCH {
                let bandwidth = asked["guaranteeBandwidth"].as_u64();
                network.bandwidth = bandwidth.unwrap_or(network.bandwidth);
                if let Some(level) = asked["sla"].as_str() {
                    network.level = level.to_owned();
                }
            } else if request.method == Method::DELETE {
                network.is_deleted = true;
            }
        }
    }
}

/// Lets a request lie, has it done, writes down what was done, and lets the answer lie. A request whose sender dies
/// while it lies is lost or done, as it happens; one that has begun is done.
async fn pass(State(books): State<Books>, request: Request, next: Next) -> Response {
    let (before, after, is_lost_with_sender, fate) = {
        let mut pages = books.lock();
        let mut delay = || Duration::from_millis(pages.moments.u64(..=LONGEST_DELAY));
        let delays = (delay(), delay());
        let is_lost_with_sender = pages.moments.bool();
        (
            delays.0,
            delays.1,
            is_lost_with_sender,
            pages.fate(&request),
        )
    };
    if fate == Fate::LostUndone {
        return no_answer();
    }
    let under_way = UnderWay::begin(&books);
    let (parts, body) = request.into_parts();
    let Ok(asked) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if is_lost_with_sender {
        tokio::time::sleep(before).await;
    }
    let work = async move {
        if !is_lost_with_sender {
            tokio::time::sleep(before).await;
        }
        let request = Request::from_parts(parts.clone(), Body::from(asked.clone()));
        let (head, body) = next.run(request).await.into_parts();
        let answered = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
        books.write_down(&parts, &asked, head.status, &answered);
        drop(under_way);
        tokio::time::sleep(after).await;
        if fate == Fate::LostDone {
            return no_answer();
        }
        Response::from_parts(head, Body::from(answered))
    };
    match tokio::spawn(work).await {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The connection ends where the answer would begin.
fn no_answer() -> Response {
    let ends = stream::once(async { Err::<Bytes, _>(io::Error::from(io::ErrorKind::BrokenPipe)) });
    Body::from_stream(ends).into_response()
}

impl Pages {
    fn fate(&mut self, request: &Request) -> Fate {
        let path = request.uri().path();
        let changes_something = match *request.method() {
            Method::POST => path.ends_with("/networks"),
            Method::PATCH | Method::DELETE => true,
            _ => false,
        };
        if !changes_something || self.moments.f64() >= self.lost_share {
            return Fate::Arrives;
        }
        if self.moments.bool() {
            self.lost.undone += 1;
            Fate::LostUndone
        } else {
            self.lost.done += 1;
            Fate::LostDone
        }
    }
}

/// A request that may yet be done.
struct UnderWay(Books);

impl UnderWay {
    fn begin(books: &Books) -> Self {
        books.lock().under_way += 1;
        Self(books.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.lock().under_way -= 1;
    }
}
