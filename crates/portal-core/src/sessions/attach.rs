//! Commands: taking in a network that was ordered elsewhere, and accepting what changed.

use contract::{SessionAttachRequest, SessionDetailView, SessionRequest};
use model::{Action, HistoryKind, Protection, Routing, Session};
use operator_client::{Answer, NetworkReport};

use super::{Sighting, Watched, entries, observe};
use crate::{
    activity::About, assessments::origin, errors::Failure, operators::Link, portal::Core, storage,
};

/// Longest name of a session, in characters.
const MAX_NAME: usize = 80;

impl Core {
    pub(crate) async fn session_attach(
        &self,
        request: SessionAttachRequest,
    ) -> Result<SessionDetailView, Failure> {
        let name = request.name.trim().to_owned();
        if name.chars().count() > MAX_NAME {
            return Err(Failure::Input(format!(
                "Name has to have at most {MAX_NAME} characters."
            )));
        }
        let link = match request.profile.clone() {
            Some(profile) => self.link(profile).await?,
            None => self.active_link().await?,
        };
        link.profile.permits(Action::Read)?;
        let about = About::subject(if name.is_empty() {
            request.id.as_str()
        } else {
            &name
        });
        let call = link.operator.read(&request.id, &self.closing);
        let answer = self.call(&link, about, call).await?;
        let turn = self.session_writes.lock().await;
        if self.watched(request.id.clone()).await.is_ok() {
            return Err(Failure::Input(
                "That network is in the list already.".to_owned(),
            ));
        }
        let now = self.clock.now();
        let begun = attached(&link, &request, name, &answer, now);
        let (after, kinds) = observe(&begun, Sighting::Report(&answer.value), now);
        // It was what it is before it was attached: only its end is news.
        let kinds = kinds
            .into_iter()
            .filter(|kind| matches!(kind, HistoryKind::Expired | HistoryKind::Ended { .. }));
        let history = entries(
            std::iter::once(HistoryKind::Attached)
                .chain(kinds)
                .collect(),
            now,
            Some(&answer.correlator),
        );
        let stored = after.clone();
        self.storage
            .write(move |tx| storage::sessions::put(tx, &stored, &history))
            .await?;
        let watched = after.clone();
        self.owner
            .turn(move |state| state.put_session(watched, now))
            .await?;
        drop(turn);
        self.poll_now.notify_one();
        // It may be the network of an order whose outcome is open.
        self.look_again();
        self.detail(after).await
    }

    pub(crate) async fn session_accept_drift(
        &self,
        request: SessionRequest,
    ) -> Result<SessionDetailView, Failure> {
        let watched = self
            .take_in(&request.id, None, |watched, _| {
                let mut after = watched.clone();
                let had = [after.session.drift.take(), after.session.granted.take()];
                let is_news = had.iter().any(Option::is_some);
                let kinds = is_news.then_some(HistoryKind::DriftAccepted);
                (after, kinds.into_iter().collect())
            })
            .await?;
        self.detail(watched).await
    }
}

/// A network as it is known before its operator's answer is read.
fn attached(
    link: &Link,
    request: &SessionAttachRequest,
    name: String,
    answer: &Answer<NetworkReport>,
    now: chrono::DateTime<chrono::Utc>,
) -> Watched {
    let report = &answer.value;
    let drawn = report.drawn.clone().unwrap_or_default();
    let called = report
        .service_name
        .clone()
        .unwrap_or_else(|| request.id.to_string());
    let name = if name.is_empty() {
        called.chars().take(MAX_NAME).collect()
    } else {
        name
    };
    Watched::new(
        Session {
            protection: report.protection.unwrap_or(Protection::Unprotected),
            routing: report.routing.unwrap_or(Routing::Bgp),
            endpoints: drawn.endpoints,
            connections: drawn.connections,
            is_attached: true,
            ..Session::new(
                request.id.clone(),
                name,
                link.profile.id.clone(),
                link.profile.name.clone(),
                origin(answer.is_simulated),
                now,
            )
        },
        Some(link.profile.destination()),
    )
}
