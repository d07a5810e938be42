//! Random offers over random designs.

use model::{FeePeriod, Level, Mbps, Offer, Origin, Term, TermUnit};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{Language, QuoteDocument, QuotedOption, samples};

/// A fee in units of its last decimal, of which it has none to five, or no fee.
fn fee() -> impl Strategy<Value = Option<(i64, u32, &'static str, FeePeriod)>> {
    let currency = prop::sample::select(vec!["EUR", "USD", "CHF", "JPY"]);
    let period = prop::sample::select(vec![FeePeriod::Month, FeePeriod::Term, FeePeriod::Unknown]);
    prop::option::weighted(0.85, (0_i64..10_000_000_000, 0_u32..6, currency, period))
}

fn term() -> impl Strategy<Value = Option<Term>> {
    let unit = prop::sample::select(TermUnit::ALL.to_vec());
    prop::option::weighted(
        0.85,
        (1_u32..130, unit).prop_map(|(value, unit)| Term::new(value, unit).unwrap()),
    )
}

prop_compose! {
    /// One option on a network of a few connections.
    pub(super) fn option()(
        seed in 1_u128..4,
        connections in 1_usize..6,
        fee in fee(),
        term in term(),
        mbps in 1_u32..10_000,
        simulated in any::<bool>(),
    ) -> QuotedOption {
        let mut quote = samples::quote(seed, connections);
        let assessment = &mut quote.assessment;
        assessment.requirement.bandwidth = Mbps::new(mbps).unwrap();
        assessment.requirement.term = term;
        let origin = if simulated { Origin::Simulated } else { Origin::Quote };
        assessment.origin = origin;
        let offer = &mut assessment.offers[1];
        offer.fee = fee.map(|(units, decimals, currency, period)| {
            let mut fee = samples::fee(0, currency, period, origin);
            fee.money.amount = Decimal::new(units, decimals);
            fee
        });
        // The other two are another test's.
        assessment.offers = vec![Offer { ..assessment.offers[1].clone() }];
        QuotedOption { quote, level: Some(Level::AA.into()), seal: model::Seal::Unchanged, availability: None }
    }
}

/// A document of one to four options, in either language.
pub(super) fn document() -> impl Strategy<Value = QuoteDocument> {
    let language = prop::sample::select(Language::ALL.to_vec());
    (prop::collection::vec(option(), 1..5), language)
        .prop_map(|(options, language)| samples::document(options, language))
}
