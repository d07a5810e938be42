//! A quote as the list shows it, and how an assessment is frozen.

use contract::{QuoteSummaryView, QuotedView};
use model::{Assessment, Quote, QuoteId, Seal};

/// The quote as a row of the list.
pub(super) fn summary(id: &QuoteId, seal: Seal, quote: Option<&Quote>) -> QuoteSummaryView {
    QuoteSummaryView {
        id: id.clone(),
        seal,
        quoted: quote.map(quoted),
    }
}

/// The assessment with every number marked as frozen.
pub(super) fn frozen(assessment: &Assessment) -> Assessment {
    let mut frozen = assessment.clone();
    frozen.origin = frozen.origin.frozen();
    let of_connections = frozen.connections.iter_mut();
    let of_connections = of_connections.flat_map(|connection| &mut connection.offers);
    for offer in frozen.offers.iter_mut().chain(of_connections) {
        if let Some(fee) = &mut offer.fee {
            fee.origin = fee.origin.frozen();
        }
    }
    frozen
}

fn quoted(quote: &Quote) -> QuotedView {
    QuotedView {
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

#[cfg(test)]
mod tests {
    use model::{ConnectionId, ConnectionVerdict, Feasibility, Origin};

    use super::*;
    use crate::testing::{offer, quote};

    #[test]
    fn the_fees_of_single_connections_are_frozen_too() {
        let mut live = offer(model::Level::A, Some(100));
        if let Some(fee) = &mut live.fee {
            fee.origin = Origin::Live;
        }
        let mut assessment = quote().assessment;
        assessment.offers = vec![live.clone()];
        assessment.connections = vec![ConnectionVerdict {
            connection: ConnectionId::new("c1").unwrap(),
            feasibility: Feasibility::Feasible,
            distance_km: None,
            latency_ms: None,
            offers: vec![live],
        }];
        let frozen = frozen(&assessment);
        let fees = [&frozen.offers[0], &frozen.connections[0].offers[0]];
        for fee in fees.map(|offer| offer.fee.unwrap()) {
            assert_eq!(fee.origin, Origin::Live.frozen());
        }
    }
}
