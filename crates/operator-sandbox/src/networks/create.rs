//! `createNetwork`.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use camara::request::NetworkCreate;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    AskedTerm, Network,
    answer::NetworkAnswer,
    idempotency::{IdempotencyKey, oldest_kept},
    registry::Registry,
};
use crate::{
    Reading, SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Operation},
    notifications::{InvalidSink, OrderJson, Sink},
    oauth::Scope,
    storage::{
        idempotency::{self, KeptAnswer},
        networks,
    },
};

pub(crate) struct CreateNetwork;

impl Operation for CreateNetwork {
    const SCOPE: Scope = Scope::Create;
    const BODY: BodyKind = BodyKind::Json;
}

/// `POST /networks`.
pub(crate) async fn create(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<CreateNetwork>,
    uri: Uri,
    headers: HeaderMap,
    fails_later: Option<Extension<FailsLater>>,
    OrderJson(order): OrderJson<NetworkCreate>,
) -> Result<Response, Failure> {
    let key = IdempotencyKey::read(&headers, &order)?;
    let asked = AskedNetwork {
        dialect: Dialect::MultiPointVpn,
        client_id,
        key,
        sink: Sink::of_order(&order, state.now()),
        order: order.order,
        fails_later: fails_later.map(|Extension(fails)| fails),
    };
    let answer = place(&state, asked, NetworkAnswer::at).await?;
    let location = match state.reading() {
        Reading::Lenient => url(&headers, uri.path(), &answer.service_id),
        // The published pattern of this header allows no URL.
        Reading::Strict => HeaderValue::try_from(answer.service_id.as_str()).ok(),
    };
    let json = HeaderValue::from_static("application/json");
    let mut response = (
        StatusCode::CREATED,
        [(header::CONTENT_TYPE, json)],
        answer.body,
    )
        .into_response();
    if let Some(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// Goes with a request whose order is to be taken and then to fail for want of resources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FailsLater;

/// A network as a client asks for it, by whichever API.
pub(crate) struct AskedNetwork {
    pub(crate) dialect: Dialect,
    pub(crate) client_id: String,
    pub(crate) key: Option<IdempotencyKey>,
    pub(crate) order: NetworkCreate,
    /// Where to tell of it, instead of where the client is told; it may have been taken before, when its token was
    /// still valid.
    pub(crate) sink: Result<Option<Sink>, InvalidSink>,
    pub(crate) fails_later: Option<FailsLater>,
}

/// The answer to an order.
pub(crate) struct Answer {
    service_id: String,
    /// As JSON.
    pub(crate) body: String,
}

/// Orders a network and gives its answer, which `show` makes of the network; or gives the
/// answer that the same idempotency key got before.
///
/// # Errors
/// [`Failure`] where it cannot be read, met or kept.
pub(crate) async fn place<A: Serialize>(
    state: &SandboxState,
    asked: AskedNetwork,
    show: impl FnOnce(Network, DateTime<Utc>) -> Option<A> + Send + 'static,
) -> Result<Answer, Failure> {
    let now = state.now();
    let term = AskedTerm::read(asked.order.duration.as_ref(), now)?;
    let mut network = Network::ordered(asked.dialect, asked.order, term, state, now)?;
    let sink = asked.sink.as_ref().ok().and_then(Option::as_ref);
    network.sink = sink.map(|sink| sink.url.clone());
    let order = Order {
        client_id: asked.client_id,
        key: asked.key,
        network,
        term,
        sink: asked.sink,
        fails_later: asked.fails_later,
        quota: state.limits().get().networks,
        now,
    };
    let place = move |registry: &Registry<'_>| order.place(registry, show);
    state.write_networks(now, place).await?
}

/// An order that can be read.
struct Order {
    client_id: String,
    key: Option<IdempotencyKey>,
    network: Network,
    term: AskedTerm,
    sink: Result<Option<Sink>, InvalidSink>,
    fails_later: Option<FailsLater>,
    /// Networks that the client may have.
    quota: Option<u32>,
    now: DateTime<Utc>,
}

impl Order {
    /// Keeps the network and its answer, or finds the answer given to the same key before.
    fn place<A: Serialize>(
        mut self,
        registry: &Registry<'_>,
        show: impl FnOnce(Network, DateTime<Utc>) -> Option<A>,
    ) -> rusqlite::Result<Result<Answer, Failure>> {
        let database = registry.database;
        let oldest = oldest_kept(self.now);
        if let Some(key) = &self.key
            && let Some(kept) = idempotency::find(database, &self.client_id, &key.key, oldest)?
        {
            return Ok(if kept.request_hash == key.request_hash {
                Answer::kept(kept.answer)
            } else {
                Err(Failure::IdempotencyKeyReused)
            });
        }
        let sink = match &self.sink {
            Ok(sink) => sink.as_ref(),
            Err(invalid) => return Ok(Err(Failure::Sink(*invalid))),
        };
        let routing = match registry.room_for(&self.network) {
            Ok(routing) => routing,
            Err(refusal) => return Ok(Err(Failure::Refused(refusal))),
        };
        if let Some(quota) = self.quota
            && networks::count_standing(database, &self.client_id, self.now)? >= quota
        {
            return Ok(Err(Failure::QuotaExceeded));
        }
        let built_at = registry.state.built_at(self.now, routing.wait_days);
        self.network.built_at(built_at, self.term);
        if self.fails_later.is_some() || registry.state.takes_armed_failure() {
            self.network.timeline.terminated_at = Some(self.network.timeline.available_at);
        }
        registry.add(&self.client_id, &mut self.network, routing, sink)?;
        let answer = match Answer::of(self.network, self.now, show) {
            Ok(answer) => answer,
            Err(failure) => return Ok(Err(failure)),
        };
        if let Some(key) = self.key {
            let kept = KeptAnswer {
                request_hash: key.request_hash,
                answer: answer.body.clone(),
            };
            idempotency::add(database, &self.client_id, &key.key, &kept, self.now, oldest)?;
        }
        Ok(Ok(answer))
    }
}

impl Answer {
    fn of<A: Serialize>(
        network: Network,
        now: DateTime<Utc>,
        show: impl FnOnce(Network, DateTime<Utc>) -> Option<A>,
    ) -> Result<Self, Failure> {
        let service_id = network.service_id.clone();
        let body = show(network, now).map(|answer| serde_json::to_string(&answer));
        match body {
            Some(Ok(body)) => Ok(Self { service_id, body }),
            Some(Err(_)) | None => Err(Failure::Internal),
        }
    }

    fn kept(body: String) -> Result<Self, Failure> {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Identified {
            service_id: String,
        }
        let identified: Identified = serde_json::from_str(&body).map_err(|_| Failure::Internal)?;
        Ok(Self {
            service_id: identified.service_id,
            body,
        })
    }
}

/// The absolute URL of the network (RFC 9110).
fn url(headers: &HeaderMap, path: &str, service_id: &str) -> Option<HeaderValue> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.unwrap_or("localhost");
    format!("http://{host}{path}/{service_id}").try_into().ok()
}
