//! A quote as the list shows it, and how an assessment is frozen.

use contract::QuoteSummaryView;
use model::{Assessment, Quote};

/// The quote as a row of the list.
pub(super) fn summary(quote: &Quote) -> QuoteSummaryView {
    QuoteSummaryView {
        id: quote.id.clone(),
        design: quote.design.id.clone(),
        design_name: quote.design.name.clone(),
        profile: quote.assessment.profile.clone(),
        operator: quote.assessment.operator.clone(),
        origin: quote.assessment.origin,
        saved_at: quote.saved_at,
        connections: u32::try_from(quote.design.connections.len()).unwrap_or(u32::MAX),
        bandwidth: quote.assessment.requirement.bandwidth,
        term: quote.assessment.requirement.term,
        chosen: quote.chosen,
        offers: quote.assessment.offers.clone(),
    }
}

/// The assessment with every number marked as frozen.
pub(super) fn frozen(assessment: &Assessment) -> Assessment {
    let mut frozen = assessment.clone();
    frozen.origin = frozen.origin.frozen();
    for offer in &mut frozen.offers {
        if let Some(fee) = &mut offer.fee {
            fee.origin = fee.origin.frozen();
        }
    }
    frozen
}
