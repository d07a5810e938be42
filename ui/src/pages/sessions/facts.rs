//! What a session is, in tiles and in a list.

use leptos::prelude::*;
use model::{Connection, EndpointId, ExpirySource, Session, Term};

use super::{drift::protection, words};
use crate::{
    components::{CollectAny, FactList, FeeText, LevelBadge},
    hooks::memo,
    i18n::format,
    state::use_app,
    t,
};

/// Level, bandwidth, fee and time left.
#[component]
pub(super) fn Tiles(session: Session) -> impl IntoView {
    let state = use_app();
    let bandwidth = session
        .bandwidth
        .map_or_else(|| t!("missing-value"), format::bandwidth);
    let level = session.level.clone();
    let fee = session.fee;
    let term = fee_term(&session);
    let last = words::last_fee(&session);
    let missing = match last {
        Some(_) => t!("session-fee-changed"),
        None => t!("fee-not-known"),
    };
    let left = memo(move || words::time_left(state, &session));
    view! {
        <dl class="tiles">
            <div>
                <dt>{t!("sessions-level")}</dt>
                <dd class="tile-level"><LevelBadge level=Signal::stored(level) /></dd>
            </div>
            <div>
                <dt>{t!("session-guaranteed")}</dt>
                <dd>{bandwidth}</dd>
            </div>
            <div>
                <dt>{t!("session-fee")}</dt>
                <dd>
                    <FeeText testid="session-fee" fee=fee term=term missing=missing />
                    {last.map(|last| view! { <small>{last}</small> })}
                </dd>
            </div>
            <div>
                <dt>{t!("sessions-time-left")}</dt>
                <dd>{move || left.get()}</dd>
            </div>
        </dl>
    }
}

/// Everything else that is known.
#[component]
pub(super) fn Facts(session: Session) -> impl IntoView {
    // Of a network that was ordered elsewhere only that is known which its operator tells.
    let is_told = !session.is_attached || !session.connections.is_empty();
    let end = session.expiry.map(|expiry| match expiry.source {
        ExpirySource::Operator => format::date_time(expiry.at),
        ExpirySource::Estimated => t!("session-estimated", time = format::date_time(expiry.at)),
    });
    let part = session.group.as_ref().map(|group| {
        t!(
            "session-part-of",
            name = group.name.clone(),
            number = group.number,
            of = group.of
        )
    });
    let facts = [
        (t!("session-operator"), Some(session.operator.clone())),
        (t!("session-group"), part),
        (
            if session.is_attached {
                t!("session-attached-on")
            } else {
                t!("session-ordered")
            },
            Some(format::date_time(session.ordered_at)),
        ),
        (
            t!("session-started"),
            session.started_at.map(format::date_time),
        ),
        (t!("session-term"), session.term.map(format::granted_term)),
        (t!("session-ends"), end),
        (t!("session-ended"), session.ended_at.map(format::date_time)),
        (
            t!("session-routing"),
            is_told.then(|| format::routing(session.routing)),
        ),
        (
            t!("session-protection"),
            is_told.then(|| protection(session.protection)),
        ),
        (t!("session-gateway"), session.gateway.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    let connections = session
        .connections
        .iter()
        .filter_map(|connection| names(&session, connection))
        .map(|(from, to)| view! { <li>{t!("connection-arrow", from = from, to = to)}</li> })
        .collect_any();
    let title = if session.connections.is_empty() {
        t!("session-connections-untold")
    } else {
        t!("count-connections", count = session.connections.len())
    };
    view! {
        <section aria-labelledby="session-connections">
            <h3 id="session-connections">{title}</h3>
            <ul class="plain-list">{connections}</ul>
        </section>
        <FactList facts=facts />
    }
}

/// The two ends of a session with one connection.
pub(super) fn ends(session: &Session) -> Option<String> {
    match session.connections.as_slice() {
        [only] => {
            let (from, to) = names(session, only)?;
            Some(t!("connection-arrow", from = from, to = to))
        }
        _ => None,
    }
}

/// The duration that the fee is for; the session's own where none was asked for with it.
pub(super) fn fee_term(session: &Session) -> Option<Term> {
    if session.fee_term.is_some() {
        return session.fee_term;
    }
    let term = session.term?;
    let value = u32::try_from(term.value)
        .ok()
        .filter(|_| term.value.fract().is_zero())?;
    Term::new(value, term.unit).ok()
}

fn names(session: &Session, connection: &Connection) -> Option<(String, String)> {
    let label = |id: &EndpointId| {
        session
            .endpoints
            .iter()
            .find(|endpoint| endpoint.id == *id)
            .map(|endpoint| endpoint.label.clone())
    };
    Some((
        label(&connection.customer_edge)?,
        label(&connection.provider_edge)?,
    ))
}
