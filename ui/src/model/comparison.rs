//! How an answer compares with the last quote of the same design, for one level.

use chrono::{DateTime, Utc};
use model::{FeeDifference, FeePeriod, Level, Offer, Quote};

use super::scene::Answer;

/// One line against the last quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// When that quote was saved.
    pub quoted_at: DateTime<Utc>,
    /// Whether the same was asked for then.
    pub is_alike: bool,
    /// The level that the quote chose, if any, and whether it is this one.
    pub chosen: Option<(Level, bool)>,
    /// How the fee differs.
    pub fee: FeeDifference,
    /// Days later (above 0) or sooner (below 0), where both are known.
    pub days: Option<i64>,
}

/// The comparison of `answer` with `quote`; none where the answer lacks the level.
#[must_use]
pub fn against(answer: &Answer, level: Level, quote: &Quote) -> Option<Comparison> {
    let assessment = &answer.assessment;
    let (before, after) = (quote.assessment.offer(level), assessment.offer(level)?);
    let days = before
        .and_then(|before| before.wait.days())
        .zip(after.wait.days())
        .map(|(before, after)| i64::from(after) - i64::from(before));
    let is_for_another_term = |offer: &Offer| {
        let of_term = offer.fee.is_some_and(|fee| fee.period == FeePeriod::Term);
        of_term && quote.assessment.requirement.term != assessment.requirement.term
    };
    let fee = if before.is_some_and(is_for_another_term) && is_for_another_term(after) {
        FeeDifference::NotComparable
    } else {
        let before = before.and_then(|before| before.fee.as_ref());
        FeeDifference::between(before, after.fee.as_ref())
    };
    Some(Comparison {
        quoted_at: quote.saved_at,
        is_alike: quote.design.asks_the_same(&answer.asked),
        chosen: quote.chosen.map(|chosen| (chosen, chosen == level)),
        fee,
        days,
    })
}

#[cfg(test)]
mod tests {
    use model::{Feasibility, Mbps, QuoteId, Term, TermUnit, Wait};
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{
        offer_card::tests::{assessment, offer},
        scene::tests::design,
    };

    fn priced(amount: i64, days: u32) -> Answer {
        let mut offered = offer(Level::AA, Feasibility::Feasible, FeePeriod::Term);
        offered.wait = Wait::Days(days);
        if let Some(fee) = &mut offered.fee {
            fee.money.amount = Decimal::new(amount, 0);
        }
        Answer {
            assessment: assessment(vec![offered]),
            asked: design(),
        }
    }

    fn quote() -> Quote {
        Quote {
            id: QuoteId::from_random(1),
            saved_at: DateTime::UNIX_EPOCH,
            design: design(),
            assessment: priced(80, 3).assessment,
            chosen: Some(Level::AA),
            api: None,
            published_levels: None,
        }
    }

    #[test]
    fn it_says_how_fee_and_days_differ() {
        let quote = quote();
        let line = against(&priced(100, 2), Level::AA, &quote).unwrap();
        assert_eq!(line.days, Some(-1));
        assert!(line.is_alike);
        assert_eq!(line.chosen, Some((Level::AA, true)));
        let FeeDifference::Known { percent, .. } = line.fee else {
            panic!("comparable");
        };
        assert_eq!(percent, Some(Decimal::new(250, 1)));
        let mut longer = priced(100, 2);
        longer.assessment.requirement.term = Term::new(36, TermUnit::Months).ok();
        let line = against(&longer, Level::AA, &quote).unwrap();
        assert_eq!(line.fee, FeeDifference::NotComparable);
        assert_eq!(against(&priced(100, 2), Level::A, &quote), None);
    }

    #[test]
    fn it_says_that_something_else_was_quoted() {
        let mut quote = quote();
        quote.chosen = Some(Level::A);
        let mut more = priced(100, 2);
        more.asked.requirement.bandwidth = Mbps::new(900).unwrap();
        let line = against(&more, Level::AA, &quote).unwrap();
        assert!(!line.is_alike);
        assert_eq!(line.chosen, Some((Level::A, false)));
        quote.assessment.offers.clear();
        let line = against(&more, Level::AA, &quote).unwrap();
        assert_eq!((line.days, line.fee), (None, FeeDifference::NotComparable));
    }
}
