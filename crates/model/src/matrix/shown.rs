//! Which offer of an answer stands in its cell.

use crate::{Level, Offer, ReportedLevel};

/// The offer of the highest level that can be had; where no level is one of the three, the first
/// that is not refused.
#[must_use]
pub fn best_offer(offers: &[Offer]) -> Option<&Offer> {
    let best = offers
        .iter()
        .filter(|offer| offer.orderable().is_some())
        .max_by_key(|offer| offer.orderable());
    let other = |offer: &&Offer| offer.known_level().is_none() && offer.state() != "unavailable";
    best.or_else(|| offers.iter().find(other))
}

/// The offer of that level, refused or not; the best where none is named.
#[must_use]
pub fn shown_offer(offers: &[Offer], level: Option<Level>) -> Option<&Offer> {
    match level {
        None => best_offer(offers),
        Some(level) => offers
            .iter()
            .find(|offer| offer.level == Some(ReportedLevel::Known(level))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Feasibility, Wait};

    fn offer(level: &str, feasibility: Feasibility) -> Offer {
        Offer {
            level: Some(ReportedLevel::from(level.to_owned())),
            feasibility,
            fee: None,
            wait: Wait::Unknown,
        }
    }

    fn name(offer: Option<&Offer>) -> Option<&str> {
        offer?.level.as_ref().map(ReportedLevel::as_str)
    }

    #[test]
    fn the_best_is_the_highest_that_can_be_had() {
        let refused = || Feasibility::Infeasible { reason: None };
        let offers = [
            offer("A", Feasibility::Feasible),
            offer("AA", Feasibility::Unknown),
            offer("AAA", refused()),
        ];
        assert_eq!(name(best_offer(&offers)), Some("AA"));
        assert_eq!(name(best_offer(&offers[2..])), None);
        let own = [
            offer("Bronze", refused()),
            offer("Gold", Feasibility::Feasible),
        ];
        assert_eq!(name(best_offer(&own)), Some("Gold"));
        assert_eq!(name(shown_offer(&offers, Some(Level::AAA))), Some("AAA"));
        assert_eq!(name(shown_offer(&offers[..1], Some(Level::AA))), None);
    }
}
