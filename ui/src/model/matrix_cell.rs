//! What a cell of a matrix says, decided before any wording, and where it lies on its scale.

use contract::{AppError, MatrixAnswer, MatrixCellState};
use model::{
    Currency, FeePeriod, Figures, Level, MatrixQuestion, Money, Offer, Origin, ReportedLevel,
    maths::ln, matrix::shown_offer,
};

use rust_decimal::prelude::ToPrimitive as _;

/// What the cells are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The fee per month; where that does not follow from it, the fee as it is named.
    #[default]
    Fee,
    /// The waiting days.
    Wait,
    /// The best level.
    Level,
    /// The fee per Mbps and month.
    PerMbps,
}

impl Measure {
    /// Every measure, in the order on the screen.
    pub const ALL: [Self; 4] = [Self::Fee, Self::Wait, Self::Level, Self::PerMbps];

    /// The value of its option.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Wait => "wait",
            Self::Level => "level",
            Self::PerMbps => "per-mbps",
        }
    }
}

/// How far a cell has come, as the window knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// It was not asked, or its question was given up.
    #[default]
    Waiting,
    /// It is not asked: the design cannot be protected.
    LeftOut,
    /// It is asked.
    Asking,
    /// There is an answer.
    Answered(MatrixAnswer),
    /// There is none.
    Failed(AppError),
}

impl From<MatrixCellState> for Cell {
    fn from(state: MatrixCellState) -> Self {
        match state {
            MatrixCellState::Asking => Self::Asking,
            MatrixCellState::Answered(answer) => Self::Answered(answer),
            MatrixCellState::Failed(error) => Self::Failed(error),
        }
    }
}

impl Cell {
    /// The answer, where there is one.
    #[must_use]
    pub const fn answer(&self) -> Option<&MatrixAnswer> {
        match self {
            Self::Answered(answer) => Some(answer),
            Self::Waiting | Self::LeftOut | Self::Asking | Self::Failed(_) => None,
        }
    }

    /// Whether nothing more becomes of it in this run.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Answered(_) | Self::Failed(_))
    }
}

/// What a cell says of the offer that it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The automation attribute `data-state`.
    pub state: &'static str,
    /// The level of the offer, where there is one.
    pub level: Option<ReportedLevel>,
    /// Its waiting days.
    pub days: Option<u32>,
    /// The fee by the measure, with what it covers; absent where it does not follow or there is none.
    pub fee: Option<(Money, FeePeriod)>,
    /// Where the fee comes from.
    pub origin: Origin,
}

impl Reading {
    /// What `cell` says of the offer of `level`, or of the best one.
    #[must_use]
    pub fn of(
        cell: &Cell,
        question: &MatrixQuestion,
        connections: usize,
        measure: Measure,
        level: Option<Level>,
    ) -> Self {
        let nothing = |state| Self {
            state,
            level: None,
            days: None,
            fee: None,
            origin: Origin::Missing,
        };
        let answer = match cell {
            Cell::Waiting | Cell::LeftOut => return nothing("waiting"),
            Cell::Asking => return nothing("running"),
            Cell::Failed(_) => return nothing("failed"),
            Cell::Answered(answer) => answer,
        };
        let Some(offer) = shown_offer(&answer.offers, level) else {
            // That a level is not named says nothing of it, unless all are refused.
            let is_refused = level.is_none() && !answer.offers.is_empty();
            return nothing(if is_refused { "infeasible" } else { "unknown" });
        };
        if offer.state() == "unavailable" {
            return Self {
                level: offer.level.clone(),
                ..nothing("infeasible")
            };
        }
        let fee = fee(offer, question, connections, measure);
        Self {
            state: "feasible",
            level: offer.level.clone(),
            days: offer.wait.days(),
            origin: match (fee, offer.fee) {
                (Some(_), Some(of)) => of.origin,
                _ => Origin::Missing,
            },
            fee,
        }
    }

    /// Where it lies on which scale; a level has none.
    #[must_use]
    pub fn height(&self, measure: Measure) -> Option<(Scale, f64)> {
        match measure {
            Measure::Fee | Measure::PerMbps => {
                let (money, period) = self.fee?;
                let height = money.amount.to_f64()?;
                Some((Scale::Fee(money.currency, period), height))
            }
            Measure::Wait => Some((Scale::Days, f64::from(self.days?))),
            Measure::Level => None,
        }
    }
}

fn fee(
    offer: &Offer,
    question: &MatrixQuestion,
    connections: usize,
    measure: Measure,
) -> Option<(Money, FeePeriod)> {
    let figures = Figures::of(offer, &question.requirement, connections);
    if measure == Measure::PerMbps {
        return figures.per_mbps.ok().map(|money| (money, FeePeriod::Month));
    }
    match figures.monthly {
        Ok(money) => Some((money, FeePeriod::Month)),
        Err(_) => offer.fee.map(|fee| (fee.money, fee.period)),
    }
}

/// What can be held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Fees in one currency for one period.
    Fee(Currency, FeePeriod),
    /// Waiting days.
    Days,
}

/// A scale with the lowest and the highest on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Which.
    pub scale: Scale,
    /// The lowest.
    pub least: f64,
    /// The highest.
    pub most: f64,
}

/// The steps of a scale.
pub const STEPS: u8 = 7;

impl Extent {
    /// The scales that these lie on, each with its ends.
    #[must_use]
    pub fn all(heights: impl Iterator<Item = (Scale, f64)>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (scale, height) in heights {
            match all.iter_mut().find(|extent| extent.scale == scale) {
                Some(extent) => {
                    extent.least = extent.least.min(height);
                    extent.most = extent.most.max(height);
                }
                None => all.push(Self {
                    scale,
                    least: height,
                    most: height,
                }),
            }
        }
        all
    }

    /// The step at which a height lies, from 0; by ratio where that can be said, as fees are over
    /// bandwidths that double.
    #[must_use]
    pub fn step(&self, height: f64) -> u8 {
        let share = if self.least > 0.0 {
            ln(height / self.least) / ln(self.most / self.least)
        } else {
            (height - self.least) / (self.most - self.least)
        };
        // Where both ends are one, there is one step.
        if share.is_finite() {
            (share * f64::from(STEPS - 1))
                .round()
                .clamp(0.0, f64::from(STEPS - 1)) as u8
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use model::{
        AssessmentId, Feasibility, Fee, Mbps, ProfileId, Protection, Requirement, Routing, Term,
        TermUnit,
    };

    use super::*;
    use crate::model::offer_card::tests::offer;

    fn question() -> MatrixQuestion {
        MatrixQuestion {
            cell: 0,
            profile: ProfileId::from_random(1),
            requirement: Requirement {
                bandwidth: Mbps::new(100).unwrap(),
                term: Term::new(10, TermUnit::Months).ok(),
                protection: Protection::Unprotected,
                routing: Routing::Bgp,
            },
        }
    }

    fn answered(offers: Vec<Offer>) -> Cell {
        Cell::Answered(MatrixAnswer {
            assessment: AssessmentId::from_random(1),
            assessed_at: DateTime::UNIX_EPOCH,
            is_reused: false,
            origin: Origin::Simulated,
            offers,
        })
    }

    fn reading(cell: &Cell, measure: Measure, level: Option<Level>) -> Reading {
        Reading::of(cell, &question(), 2, measure, level)
    }

    fn amount(reading: &Reading) -> Option<(String, FeePeriod)> {
        reading
            .fee
            .map(|(money, period)| (money.amount.to_string(), period))
    }

    fn refused(level: Level) -> Offer {
        let why = Feasibility::Infeasible { reason: None };
        offer(level, why, FeePeriod::Term)
    }

    #[test]
    fn a_fee_is_told_for_the_month_where_that_follows() {
        let whole = answered(vec![offer(
            Level::AA,
            Feasibility::Feasible,
            FeePeriod::Term,
        )]);
        let monthly = reading(&whole, Measure::Fee, None);
        assert_eq!(
            amount(&monthly),
            Some(("10.00".to_owned(), FeePeriod::Month))
        );
        assert_eq!(
            (monthly.state, monthly.origin),
            ("feasible", Origin::Simulated)
        );
        let each = reading(&whole, Measure::PerMbps, None);
        assert_eq!(amount(&each), Some(("0.05".to_owned(), FeePeriod::Month)));
        let unsaid = vec![offer(Level::AA, Feasibility::Feasible, FeePeriod::Unknown)];
        let unsaid = answered(unsaid);
        let named = reading(&unsaid, Measure::Fee, None);
        assert_eq!(
            amount(&named),
            Some(("100.00".to_owned(), FeePeriod::Unknown))
        );
        let missing = reading(&unsaid, Measure::PerMbps, None);
        assert_eq!((missing.fee, missing.origin), (None, Origin::Missing));
    }

    #[test]
    fn what_is_missing_is_told_from_what_is_refused() {
        let a = offer(Level::A, Feasibility::Feasible, FeePeriod::Month);
        let cell = answered(vec![a, refused(Level::AA)]);
        let state = |level| reading(&cell, Measure::Fee, level).state;
        assert_eq!(state(None), "feasible");
        assert_eq!(state(Some(Level::AA)), "infeasible");
        assert_eq!(state(Some(Level::AAA)), "unknown");
        let none = answered(vec![refused(Level::A)]);
        assert_eq!(reading(&none, Measure::Fee, None).state, "infeasible");
        assert_eq!(
            reading(&answered(vec![]), Measure::Fee, None).state,
            "unknown"
        );
        assert_eq!(reading(&Cell::Asking, Measure::Fee, None).state, "running");
    }

    #[test]
    fn currencies_and_periods_have_scales_of_their_own() {
        let fee = |currency: &str, period| Fee {
            money: Money {
                amount: "5.00".parse().unwrap(),
                currency: Currency::new(currency).unwrap(),
            },
            period,
            origin: Origin::Live,
        };
        let read = |fee| {
            let mut of = offer(Level::A, Feasibility::Feasible, FeePeriod::Month);
            of.fee = Some(fee);
            reading(&answered(vec![of]), Measure::Fee, None)
        };
        let readings = [
            read(fee("EUR", FeePeriod::Month)),
            read(fee("USD", FeePeriod::Month)),
            read(fee("EUR", FeePeriod::Unknown)),
            read(fee("EUR", FeePeriod::Month)),
        ];
        let heights = |measure| readings.iter().filter_map(move |one| one.height(measure));
        assert_eq!(Extent::all(heights(Measure::Fee)).len(), 3);
        assert_eq!(Extent::all(heights(Measure::Wait)).len(), 1);
        assert_eq!(Extent::all(heights(Measure::Level)).len(), 0);
    }

    #[test]
    fn a_scale_goes_by_ratio_from_the_lowest_to_the_highest() {
        let extent = |least, most| Extent {
            scale: Scale::Days,
            least,
            most,
        };
        let steps = [10.0, 100.0, 1_000.0].map(|height| extent(10.0, 1_000.0).step(height));
        assert_eq!(steps, [0, 3, 6]);
        let steps = [0.0, 5.0, 10.0].map(|height| extent(0.0, 10.0).step(height));
        assert_eq!(steps, [0, 3, 6]);
        assert_eq!(extent(3.0, 3.0).step(3.0), 0);
    }
}
