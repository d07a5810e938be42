//! The task that tells the desktop: what happened, and what comes to its end.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use contract::NoticeKind;
use model::{OrderId, Session};
use tokio::sync::mpsc;

use super::{
    DesktopNotice,
    expiring::{self, Near},
    happening::{Failed, Happening},
    news::Item,
};
use crate::{errors::Failure, portal::Core, storage};

/// The longest sleep, after which a clock that was moved is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(60 * 60);
/// The shortest sleep, so that a clock that stands still costs nothing.
const SHORTEST_SLEEP: Duration = Duration::from_secs(1);

/// Starts the task; it ends when the portal closes.
pub(crate) fn start(core: &Arc<Core>, mut incoming: mpsc::UnboundedReceiver<Item>) {
    let core = Arc::clone(core);
    let closing = core.closing.clone();
    tokio::spawn(async move {
        closing
            .run_until_cancelled(async {
                loop {
                    let sleep = core.tell_ends().await.unwrap_or_else(|error| {
                        tracing::warn!(%error, "what comes to its end is not told");
                        LONGEST_SLEEP
                    });
                    tokio::select! {
                        item = incoming.recv() => match item {
                            Some(Item::Happened(happening, session)) => {
                                if let Err(error) = core.tell_of(happening, *session).await {
                                    tracing::warn!(%error, "what happened is not told");
                                }
                            }
                            Some(Item::EndMoved) => {}
                            None => return,
                        },
                        () = core.clock.sleep(sleep) => {}
                    }
                }
            })
            .await;
    });
}

impl Core {
    /// Tells what happened to a session, unless that was told.
    async fn tell_of(&self, happening: Happening, session: Session) -> Result<(), Failure> {
        if self.is_muted(happening.kind()).await? {
            return Ok(());
        }
        let mut key = format!("{}/{}", happening.kind().as_str(), session.service_id);
        if let (Happening::Drifted, Some(drift)) = (happening, &session.drift) {
            // Another change is told again.
            key.push_str(&serde_json::to_string(drift).unwrap_or_default());
        }
        let now = self.clock.now();
        let is_new = self
            .storage
            .write(move |tx| storage::notices::tell(tx, &key, now))
            .await?;
        if is_new {
            let language = self.language().await?;
            (self.desktop)(DesktopNotice::happened(happening, &session, language));
        }
        Ok(())
    }

    /// Tells that an order of several services was not made as a whole, after whoever placed it
    /// was told that the app goes on with it.
    pub(crate) async fn tell_of_order(&self, id: &OrderId, failed: Failed) -> Result<(), Failure> {
        if self.is_muted(NoticeKind::Failed).await? {
            return Ok(());
        }
        let order = id.clone();
        let part = self
            .owner
            .turn(move |state| {
                state.sessions.all().find_map(|watched| {
                    let group = watched.session.group.clone()?;
                    (group.order == order).then(|| (group, watched.session.clone()))
                })
            })
            .await?;
        let Some((group, session)) = part else {
            return Ok(());
        };
        let key = format!("{}/{id}", NoticeKind::Failed.as_str());
        let now = self.clock.now();
        let is_new = self
            .storage
            .write(move |tx| storage::notices::tell(tx, &key, now))
            .await?;
        if is_new {
            let language = self.language().await?;
            let notice = DesktopNotice::order_failed(failed, &group, &session, language);
            (self.desktop)(notice);
        }
        Ok(())
    }

    /// Tells which sessions come to their end; how long until there is more of that.
    async fn tell_ends(&self) -> Result<Duration, Failure> {
        let sessions = self.owner.turn(|state| state.sessions.views()).await?;
        let now = self.clock.now();
        let told = self
            .storage
            .read(|db| storage::notices::told(db, expiring::PREFIX))
            .await?;
        let is_told = |key: &String| told.contains(key);
        let mut again: Vec<String> = sessions
            .iter()
            .flat_map(|session| expiring::put_off(session, now))
            .collect();
        again.retain(is_told);
        let mut near: Vec<(Near, Session)> = sessions
            .iter()
            .filter_map(|session| Some((expiring::near(session, now)?, session.clone())))
            .collect();
        near.retain(|(near, _)| near.keys.first().is_some_and(|key| !is_told(key)));
        if !near.is_empty() && self.is_muted(NoticeKind::Expiring).await? {
            near.clear();
        }
        if !again.is_empty() || !near.is_empty() {
            let keys: Vec<String> = near
                .iter()
                .flat_map(|(near, _)| near.keys.clone())
                .collect();
            self.storage
                .write(move |tx| {
                    for key in &again {
                        storage::notices::untell(tx, key)?;
                    }
                    for key in &keys {
                        storage::notices::tell(tx, key, now)?;
                    }
                    Ok::<_, Failure>(())
                })
                .await?;
        }
        let language = self.language().await?;
        for (near, session) in &near {
            (self.desktop)(DesktopNotice::expiring(session, near.end, now, language));
        }
        Ok(until_next(&sessions, now))
    }

    async fn is_muted(&self, kind: NoticeKind) -> Result<bool, Failure> {
        self.owner
            .turn(move |state| state.settings.muted.contains(&kind))
            .await
    }
}

fn until_next(sessions: &[Session], now: DateTime<Utc>) -> Duration {
    sessions
        .iter()
        .filter_map(|session| expiring::next(session, now))
        .min()
        .and_then(|next| (next - now).to_std().ok())
        .map_or(LONGEST_SLEEP, |wait| {
            wait.clamp(SHORTEST_SLEEP, LONGEST_SLEEP)
        })
}
