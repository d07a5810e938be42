//! How an answer compares with the last quote of the same design, for one level.

use chrono::{DateTime, Utc};
use model::{Assessment, FeeDifference, FeePeriod, Level, Offer, Quote};

/// One line against the last quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// When that quote was saved.
    pub quoted_at: DateTime<Utc>,
    /// Whether it is the level that the quote chose.
    pub is_chosen: bool,
    /// How the fee differs.
    pub fee: FeeDifference,
    /// Days later (above 0) or sooner (below 0), where both are known.
    pub days: Option<i64>,
}

/// The comparison of `assessment` with `quote`; none where either lacks the level.
#[must_use]
pub fn against(assessment: &Assessment, level: Level, quote: &Quote) -> Option<Comparison> {
    let (before, after) = (quote.assessment.offer(level)?, assessment.offer(level)?);
    let days = before
        .wait
        .days()
        .zip(after.wait.days())
        .map(|(before, after)| i64::from(after) - i64::from(before));
    let is_for_another_term = |offer: &Offer| {
        let of_term = offer.fee.is_some_and(|fee| fee.period == FeePeriod::Term);
        of_term && quote.assessment.requirement.term != assessment.requirement.term
    };
    let fee = if is_for_another_term(before) && is_for_another_term(after) {
        FeeDifference::NotComparable
    } else {
        FeeDifference::between(before.fee.as_ref(), after.fee.as_ref())
    };
    Some(Comparison {
        quoted_at: quote.saved_at,
        is_chosen: quote.chosen == Some(level),
        fee,
        days,
    })
}

#[cfg(test)]
mod tests {
    use model::{Feasibility, QuoteId, Term, TermUnit, Wait};
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{
        offer_card::tests::{assessment, offer},
        scene::tests::design,
    };

    fn priced(amount: i64, days: u32) -> Assessment {
        let mut offered = offer(Level::AA, Feasibility::Feasible, FeePeriod::Term);
        offered.wait = Wait::Days(days);
        if let Some(fee) = &mut offered.fee {
            fee.money.amount = Decimal::new(amount, 0);
        }
        assessment(vec![offered])
    }

    #[test]
    fn it_says_how_fee_and_days_differ() {
        let quote = Quote {
            id: QuoteId::from_random(1),
            saved_at: DateTime::UNIX_EPOCH,
            design: design(),
            assessment: priced(80, 3),
            chosen: None,
            api: None,
        };
        let line = against(&priced(100, 2), Level::AA, &quote).unwrap();
        assert_eq!(line.days, Some(-1));
        let FeeDifference::Known { percent, .. } = line.fee else {
            panic!("comparable");
        };
        assert_eq!(percent, Some(Decimal::new(250, 1)));
        let mut longer = priced(100, 2);
        longer.requirement.term = Term::new(36, TermUnit::Months).ok();
        let line = against(&longer, Level::AA, &quote).unwrap();
        assert_eq!(line.fee, FeeDifference::NotComparable);
        assert_eq!(against(&priced(100, 2), Level::A, &quote), None);
    }
}
