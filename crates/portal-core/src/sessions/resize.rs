//! Command: resizing a session.

use std::sync::Arc;

use contract::{ResizeRequest, SessionDetailView};
use model::{Action, Fee, ReportedLevel, Term};

use super::resize_quote::offer_of;
use crate::{
    errors::Failure,
    orders::{Intent, Resize},
    portal::Core,
};

impl Core {
    pub(crate) async fn session_resize(
        self: &Arc<Self>,
        request: ResizeRequest,
    ) -> Result<SessionDetailView, Failure> {
        let watched = self.watched(request.id.clone()).await?;
        let session = &watched.session;
        if !session.state.can_resize() {
            return Err(Failure::Input(format!(
                "A session that is {} cannot be resized.",
                session.state.as_str()
            )));
        }
        self.permit(session.profile.clone(), Action::Resize).await?;
        let is_same = session.pending.is_none()
            && session.bandwidth == Some(request.bandwidth)
            && session.level == Some(ReportedLevel::Known(request.level));
        if is_same {
            return Err(Failure::Input(
                "Bandwidth and level are what they were.".to_owned(),
            ));
        }
        let (fee, fee_term) = self.quoted_fee(&request).await?.unzip();
        let intent = Intent::Resize(Resize {
            service_id: request.id.clone(),
            bandwidth: request.bandwidth,
            level: request.level,
            fee,
            fee_term: fee_term.flatten(),
        });
        self.intend(&watched, intent).await?;
        let watched = self.watched(request.id).await?;
        self.detail(watched).await
    }

    /// The fee the person saw and the duration it is for, where it was for this very resize.
    async fn quoted_fee(
        &self,
        request: &ResizeRequest,
    ) -> Result<Option<(Fee, Option<Term>)>, Failure> {
        let Some(id) = request.assessment.clone() else {
            return Ok(None);
        };
        let answer = self
            .owner
            .turn(move |state| state.recent.resize(&id))
            .await?;
        Ok(answer
            .filter(|answer| answer.session == request.id && answer.bandwidth == request.bandwidth)
            .and_then(|answer| {
                let fee = offer_of(&answer.offers, request.level)?.fee?;
                Some((fee, answer.term))
            }))
    }
}
