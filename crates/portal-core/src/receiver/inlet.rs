//! One request to the receiver: who it is from, how much, what it is, and then the hint.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{ProfileId, ServiceId};
use operator_client::Clock;
use tokio::time::timeout;

use super::{
    allowance::Allowance,
    bearer::Accepted,
    event::{Event, LARGEST},
    settings::PATH,
};

/// Media type of an event.
const MEDIA_TYPE: &str = "application/cloudevents+json";
/// How long a body may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many events are remembered, so that one that comes again is no hint.
const REMEMBERED: usize = 4_096;

/// What a hint leads to; has to return at once.
pub(super) type OnHint = Arc<dyn Fn(ProfileId, ServiceId) + Send + Sync>;

/// What the requests share.
pub(super) struct Inlet {
    pub(super) accepted: Accepted,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) on_hint: OnHint,
    known: Mutex<Allowance>,
    strangers: Mutex<Allowance>,
    seen: Mutex<Seen>,
}

impl Inlet {
    pub(super) fn new(accepted: Accepted, clock: Arc<dyn Clock>, on_hint: OnHint) -> Self {
        Self {
            accepted,
            clock,
            on_hint,
            known: Mutex::new(Allowance::new(100, 20)),
            // Whoever tries tokens cannot use up what the operators have.
            strangers: Mutex::new(Allowance::new(20, 2)),
            seen: Mutex::default(),
        }
    }

    /// What is served.
    pub(super) fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route(PATH, post(take))
            .with_state(Arc::clone(self))
    }

    fn may(allowance: &Mutex<Allowance>) -> bool {
        let mut allowance = allowance.lock().unwrap_or_else(PoisonError::into_inner);
        allowance.take(Instant::now())
    }

    fn is_new(&self, event: &Event, holder: &ProfileId) -> bool {
        let key = format!("{holder}\n{}\n{}", event.source, event.id);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = self.clock.now() + FARTHEST_AHEAD;
        seen.is_new(key) && seen.is_newest(holder, event, latest)
    }
}

async fn take(State(inlet): State<Arc<Inlet>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let holder =
        bearer(&head.headers).and_then(|token| inlet.accepted.holder(token, inlet.clock.now()));
    let Some(holder) = holder else {
        return if Inlet::may(&inlet.strangers) {
            (
                StatusCode::UNAUTHORIZED,
                [(header::WWW_AUTHENTICATE, "Bearer")],
            )
                .into_response()
        } else {
            too_many()
        };
    };
    if !Inlet::may(&inlet.known) {
        return too_many();
    }
    if !is_event(&head.headers) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    match read(body).await {
        Ok(event) => {
            if inlet.is_new(&event, &holder)
                && let Some(network) = event.network
            {
                (inlet.on_hint)(holder, network);
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Err(status) => status.into_response(),
    }
}

async fn read(body: Body) -> Result<Event, StatusCode> {
    let body = timeout(PATIENCE, to_bytes(body, LARGEST))
        .await
        .map_err(|_| StatusCode::REQUEST_TIMEOUT)?
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Event::read(&body).ok_or(StatusCode::BAD_REQUEST)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

fn is_event(headers: &HeaderMap) -> bool {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (media_type, parameters) = value.split_once(';').unwrap_or((value, ""));
    let is_utf8 = matches!(
        parameters.trim().to_ascii_lowercase().as_str(),
        "" | "charset=utf-8" | "charset=\"utf-8\""
    );
    is_utf8 && media_type.trim().eq_ignore_ascii_case(MEDIA_TYPE)
}

fn too_many() -> Response {
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")]).into_response()
}

/// Farthest that an operator's clock is believed to be ahead of this computer's.
const FARTHEST_AHEAD: TimeDelta = TimeDelta::days(1);

/// The events that came last.
#[derive(Default)]
struct Seen {
    keys: HashSet<String>,
    order: VecDeque<String>,
    /// By the operator's clock, which need not be this computer's.
    newest: HashMap<(ProfileId, ServiceId), DateTime<Utc>>,
}

impl Seen {
    fn is_new(&mut self, key: String) -> bool {
        if !self.keys.insert(key.clone()) {
            return false;
        }
        self.order.push_back(key);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.keys.remove(&oldest);
        }
        true
    }

    /// Whether nothing that happened later was told of its network before. What overtook it
    /// has led to a look already. One from after `latest` is believed to have no time at all:
    /// after it nothing would be new for as long.
    fn is_newest(&mut self, holder: &ProfileId, event: &Event, latest: DateTime<Utc>) -> bool {
        let Some(network) = event.network.clone().filter(|_| event.at <= latest) else {
            return true;
        };
        if self.newest.len() >= REMEMBERED {
            // What is forgotten costs a look at most.
            self.newest.clear();
        }
        let newest = self
            .newest
            .entry((holder.clone(), network))
            .or_insert(event.at);
        let is_newest = event.at >= *newest;
        *newest = event.at.max(*newest);
        is_newest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_has_a_limit() {
        let mut seen = Seen::default();
        assert!(seen.is_new("0".to_owned()) && !seen.is_new("0".to_owned()));
        assert!((1..=REMEMBERED).all(|number| seen.is_new(number.to_string())));
        assert_eq!(seen.keys.len(), REMEMBERED);
        assert!(seen.is_new("0".to_owned()), "the oldest is forgotten");
    }

    #[test]
    fn an_event_from_a_far_future_makes_nothing_old_that_comes_after_it() {
        let mut seen = Seen::default();
        let holder = ProfileId::from_random(1);
        let latest: DateTime<Utc> = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut is_newest = |time: &str| {
            let event = Event {
                id: String::new(),
                source: String::new(),
                at: time.parse().unwrap(),
                network: ServiceId::new("net").ok(),
            };
            seen.is_newest(&holder, &event, latest)
        };
        assert!(is_newest("2026-11-21T08:00:00Z"));
        assert!(!is_newest("2026-11-21T07:59:59Z"));
        assert!(is_newest("2999-01-01T00:00:00Z"));
        assert!(is_newest("2026-11-21T08:00:01Z"));
    }

    #[test]
    fn a_media_type_may_name_its_characters() {
        for (value, expected) in [
            ("application/cloudevents+json", true),
            ("application/cloudevents+json; charset=utf-8", true),
            ("Application/CloudEvents+JSON;charset=UTF-8", true),
            ("application/cloudevents+json; charset=latin1", false),
            ("application/json", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, value.parse().unwrap());
            assert_eq!(is_event(&headers), expected, "{value}");
        }
    }
}
