//! `extendNetwork`: an addition to the standard, in which nothing can prolong a network.

use axum::extract::State;
use camara::request::{Duration, NetworkExtend};
use chrono::{DateTime, TimeDelta, Utc};
use model::{GrantedTerm, TermUnit};
use rust_decimal::Decimal;

use super::{
    NO_SUCH_NETWORK, Network,
    answer::NetworkAnswer,
    registry::Registry,
    term::{AskedTerm, longest},
    timeline::Phase,
};
use crate::{
    SandboxState,
    http::{Admitted, BodyKind, Failure, Json, Operation, ServiceIdPath, StrictJson},
    oauth::Scope,
};

pub(crate) struct ExtendNetwork;

impl Operation for ExtendNetwork {
    const SCOPE: Scope = Scope::Update;
    const BODY: BodyKind = BodyKind::Json;
}

/// `POST /networks/{serviceId}/extend`. A network in use ends later; longer than the longest
/// duration it never gets.
pub(crate) async fn extend(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<ExtendNetwork>,
    ServiceIdPath(service_id): ServiceIdPath,
    StrictJson(request): StrictJson<NetworkExtend>,
) -> Result<Json<NetworkAnswer>, Failure> {
    let now = state.now();
    let additional = request.requested_additional_duration.as_ref();
    let additional = AskedTerm::read(additional, now)?.granted();
    let prolong = move |registry: &Registry<'_>| -> rusqlite::Result<Result<Network, Failure>> {
        let Some(mut network) = registry.find(ExtendNetwork::DIALECT, &client_id, &service_id)?
        else {
            return Ok(Err(Failure::NotFound(NO_SUCH_NETWORK)));
        };
        match network.timeline.phase(now) {
            Phase::Available => {}
            Phase::Gone => return Ok(Err(Failure::NotFound(NO_SUCH_NETWORK))),
            Phase::Requested | Phase::Deleting | Phase::Expired | Phase::Terminated => {
                let message = "Only a network that is available can be extended.";
                return Ok(Err(Failure::IncompatibleState(message)));
            }
        }
        let (granted, expires_at) = prolonged(&network, additional);
        network.timeline.expires_at = expires_at;
        network.ordered.duration = Some(granted.into());
        registry.reschedule(&network)?;
        Ok(Ok(network))
    };
    let network = state.write_networks(now, prolong).await??;
    NetworkAnswer::at(network, now)
        .map(Json)
        .ok_or(Failure::NotFound(NO_SUCH_NETWORK))
}

/// The whole duration from the beginning on, and when it ends: as long as it is now at least,
/// and at most as long as any.
fn prolonged(network: &Network, additional: GrantedTerm) -> (GrantedTerm, DateTime<Utc>) {
    let started_at = network.timeline.available_at;
    let ends_at = network.timeline.expires_at;
    let before = network.ordered.duration.as_ref();
    let before = before.and_then(Duration::granted);
    let before = before.unwrap_or_else(|| exact(started_at, ends_at));
    let prolonged = if before.unit == additional.unit {
        // Terms of one unit add up: one month and one more are two, whatever the days.
        let sum = before.value.saturating_add(additional.value);
        let most = Decimal::from(longest(before.unit)).max(before.value);
        let value = sum.min(most);
        let term = GrantedTerm { value, ..before };
        term.end(started_at).map(|end| (term, end))
    } else {
        let latest = TimeDelta::days(longest(TermUnit::Days).into());
        let latest = started_at.checked_add_signed(latest);
        let end = additional.end(ends_at).or(latest);
        let end = end.map(|end| latest.map_or(end, |latest| end.min(latest)));
        end.map(|end| (exact(started_at, end), end))
    };
    prolonged
        .filter(|(_, end)| *end > ends_at)
        .unwrap_or((before, ends_at))
}

/// The time between two moments in the largest unit that needs no fraction, or in minutes.
fn exact(start: DateTime<Utc>, end: DateTime<Utc>) -> GrantedTerm {
    let millis = (end - start).num_milliseconds();
    let units = [
        (TermUnit::Days, 86_400_000),
        (TermUnit::Hours, 3_600_000),
        (TermUnit::Minutes, 60_000),
    ];
    let whole = units.into_iter().find(|(_, unit)| millis % unit == 0);
    let (unit, length) = whole.unwrap_or((TermUnit::Minutes, 60_000));
    GrantedTerm {
        value: (Decimal::from(millis) / Decimal::from(length)).normalize(),
        unit,
    }
}
