//! Command: what a resize would cost, beside what was paid so far.

use contract::{ResizeQuoteRequest, ResizeQuoteView};
use model::{
    AssessmentId, Feasibility, Fee, FeeDifference, FeePeriod, Level, Offer, ReportedLevel, Wait,
};
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
            term,
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

/// How the fee would change. What was paid for the whole duration says nothing beside a fee for
/// the rest of it.
fn difference(now: Option<Fee>, after: Option<Fee>) -> FeeDifference {
    let is_for_term = |fee: Option<Fee>| fee.is_some_and(|fee| fee.period == FeePeriod::Term);
    if is_for_term(now) && is_for_term(after) {
        return FeeDifference::NotComparable;
    }
    FeeDifference::between(now.as_ref(), after.as_ref())
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
        difference: difference(fee_now, fee_after),
        remaining,
        wait: wanted.map_or(Wait::Unknown, |offer| offer.wait),
        quoted_level,
        refused,
    }
}

#[cfg(test)]
mod tests {
    use model::{Currency, Money, Origin};
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn a_fee_for_the_rest_of_a_duration_is_not_held_against_one_for_all_of_it() {
        let fee = |period| {
            Some(Fee {
                money: Money {
                    amount: Decimal::ONE_HUNDRED,
                    currency: Currency::new("EUR").unwrap(),
                },
                period,
                origin: Origin::Live,
            })
        };
        let of = |period| difference(fee(period), fee(period));
        assert_eq!(of(FeePeriod::Term), FeeDifference::NotComparable);
        assert!(matches!(of(FeePeriod::Month), FeeDifference::Known { .. }));
    }
}
