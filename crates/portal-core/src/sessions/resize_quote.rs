//! Command: what a resize would cost, beside what was paid so far.

use contract::{ResizeQuoteRequest, ResizeQuoteView};
use model::{AssessmentId, Feasibility, FeeDifference, Level, Offer, ReportedLevel, Wait};
use operator_client::AssessmentQuestion;

use super::{Watched, remaining::remaining};
use crate::{activity::About, assessments::ResizeAnswer, errors::Failure, portal::Core, random};

impl Core {
    pub(crate) async fn session_quote_resize(
        &self,
        request: ResizeQuoteRequest,
    ) -> Result<ResizeQuoteView, Failure> {
        let watched = self.watched(request.id).await?;
        let link = self.link(watched.session.profile.clone()).await?;
        let term = remaining(watched.session.expiry, self.clock.now());
        let question = AssessmentQuestion {
            endpoints: watched.session.endpoints.clone(),
            connections: watched.session.connections.clone(),
            bandwidth: request.bandwidth,
            term,
            protection: watched.session.protection,
        };
        let about = About::subject(&watched.session.name);
        let answer = self
            .call(&link, about, link.operator.assess(&question, &self.closing))
            .await?;
        let kept = ResizeAnswer {
            id: AssessmentId::from_random(random::bits()?),
            session: watched.session.service_id.clone(),
            bandwidth: request.bandwidth,
            offers: answer.value.offers,
        };
        let view = compare(&watched, &kept, request.level, term);
        self.owner
            .turn(move |state| state.recent.keep_resize(kept))
            .await?;
        Ok(view)
    }
}

/// The offer of that level among those an operator made.
pub(super) fn offer_of(offers: &[Offer], level: Level) -> Option<&Offer> {
    offers
        .iter()
        .find(|offer| offer.level == Some(ReportedLevel::Known(level)))
}

fn compare(
    watched: &Watched,
    answer: &ResizeAnswer,
    level: Level,
    remaining: Option<model::Term>,
) -> ResizeQuoteView {
    let wanted = offer_of(&answer.offers, level);
    let fee_now = watched.session.fee;
    let fee_after = wanted.and_then(|offer| offer.fee);
    let refused = wanted.and_then(|offer| match &offer.feasibility {
        Feasibility::Infeasible { reason } => Some(reason.clone().unwrap_or_default()),
        Feasibility::Feasible | Feasibility::Unknown => None,
    });
    let quoted_level = match wanted {
        Some(_) => None,
        None => answer.offers.iter().find_map(|offer| offer.level.clone()),
    };
    ResizeQuoteView {
        assessment: answer.id.clone(),
        fee_now,
        fee_after,
        difference: FeeDifference::between(fee_now.as_ref(), fee_after.as_ref()),
        remaining,
        wait: wanted.map_or(Wait::Unknown, |offer| offer.wait),
        quoted_level,
        refused,
    }
}
