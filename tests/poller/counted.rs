//! What reached the operator, and when by its own clock.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    extract::{Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
};
use chrono::{DateTime, TimeDelta, Utc};
use portal_tests::HandClock;

/// A question about a network.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) at: DateTime<Utc>,
    pub(crate) network: String,
    pub(crate) status: u16,
    /// How long the operator asked to wait.
    pub(crate) retry_after: TimeDelta,
}

/// Every question about a network. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    clock: Arc<HandClock>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Counted {
    pub(crate) fn by(clock: Arc<HandClock>) -> Self {
        Self {
            clock,
            asked: Arc::default(),
        }
    }

    pub(crate) fn around(self, router: Router) -> Router {
        router.layer(middleware::from_fn_with_state(self, count))
    }

    /// What was asked since the last time.
    pub(crate) fn take(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn count(State(counted): State<Counted>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let network = path.split_once("/networks/").map(|(_, id)| id.to_owned());
    let network = network.filter(|_| request.method() == Method::GET);
    let at = counted.clock.shown();
    let response = next.run(request).await;
    if let Some(network) = network {
        let wait = response.headers().get("retry-after");
        let wait = wait.and_then(|wait| wait.to_str().ok()?.parse().ok());
        let mut asked = counted.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(Asked {
            at,
            network,
            status: response.status().as_u16(),
            retry_after: TimeDelta::seconds(wait.unwrap_or_default()),
        });
    }
    response
}
