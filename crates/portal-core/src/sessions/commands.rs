//! Commands: the list of sessions, and one of them.

use contract::{Empty, SessionDetailView, SessionListView, SessionRequest};
use model::Action;

use super::Watched;
use crate::{activity::About, errors::Failure, portal::Core, storage};

impl Core {
    pub(crate) async fn session_list(&self, _: Empty) -> Result<SessionListView, Failure> {
        self.owner
            .turn(|state| SessionListView {
                sessions: state.sessions.views(),
                open_orders: state.open_order_views(),
                revision: state.outbox.session_revision(),
                open_order_revision: state.outbox.open_order_revision(),
                next_poll_at: state
                    .sessions
                    .next_at(|profile| state.roster.poll_limits(profile)),
            })
            .await
    }

    pub(crate) async fn session_open(
        &self,
        request: SessionRequest,
    ) -> Result<SessionDetailView, Failure> {
        let watched = self.watched(request.id).await?;
        self.detail(watched).await
    }

    pub(crate) async fn session_refresh(
        &self,
        request: SessionRequest,
    ) -> Result<SessionDetailView, Failure> {
        let watched = self.watched(request.id).await?;
        self.permit(watched.session.profile.clone(), Action::Read)
            .await?;
        let about = About::subject(&watched.session.name);
        let watched = self.ask_after(watched, about).await?;
        self.detail(watched).await
    }

    /// A session with its history.
    pub(super) async fn detail(&self, watched: Watched) -> Result<SessionDetailView, Failure> {
        let id = watched.session.service_id.clone();
        let history = self
            .storage
            .read(move |db| storage::sessions::history(db, &id))
            .await?;
        Ok(SessionDetailView {
            session: watched.session,
            history,
        })
    }
}
