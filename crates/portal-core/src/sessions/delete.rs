//! Command: deleting a session.

use std::sync::Arc;

use contract::{SessionDeleteRequest, SessionDetailView};
use model::Action;

use crate::{errors::Failure, orders::Intent, portal::Core};

impl Core {
    pub(crate) async fn session_delete(
        self: &Arc<Self>,
        request: SessionDeleteRequest,
    ) -> Result<SessionDetailView, Failure> {
        let watched = self.watched(request.id.clone()).await?;
        let session = &watched.session;
        if request.typed_name.trim() != session.name.trim() {
            return Err(Failure::Input(
                "The typed name is not the name of the session.".to_owned(),
            ));
        }
        if !session.state.can_delete() {
            return Err(Failure::Input(format!(
                "A session that is {} cannot be deleted.",
                session.state.as_str()
            )));
        }
        self.permit(session.profile.clone(), Action::Delete).await?;
        let intent = Intent::Delete {
            service_id: request.id.clone(),
        };
        self.intend(&watched, intent).await?;
        let watched = self.watched(request.id).await?;
        self.detail(watched).await
    }
}
