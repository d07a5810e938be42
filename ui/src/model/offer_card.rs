//! What an offer's card says, decided before any wording.

use model::{
    Assessment, Design, DesignProblem, EndpointId, Feasibility, Fee, Level, Offer, Origin,
    Protection, ReportedLevel, Wait, assessment_problems,
};

/// One card of the assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferCard {
    /// The level, absent where the operator named none.
    pub level: Option<ReportedLevel>,
    /// The automation attribute `data-state`.
    pub state: &'static str,
    /// The level under which it can be ordered.
    pub orderable: Option<Level>,
    /// What it costs.
    pub fee: FeeLine,
    /// When it could be used.
    pub wait: Wait,
    /// Availability that the operator publishes for the level, in percent.
    pub published: Option<String>,
    /// Why it cannot be had: the operator's own words, empty where it gave none; absent
    /// where it can be had.
    pub reason: Option<String>,
    /// What the person could do about it.
    pub remedy: Option<Remedy>,
    /// Where the answer comes from.
    pub origin: Origin,
}

/// What a card says about money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeeLine {
    /// The level cannot be had.
    Unavailable,
    /// The operator names no price.
    OnRequest,
    /// The price, with what it covers and where it comes from.
    Known(Fee),
}

/// What could make a level available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Give these endpoints a secondary address.
    AddAddresses(Vec<EndpointId>),
    /// Ask for protection, which all endpoints are ready for.
    Protect,
}

impl From<&Offer> for FeeLine {
    fn from(offer: &Offer) -> Self {
        match (&offer.feasibility, offer.fee) {
            (Feasibility::Infeasible { .. }, _) => Self::Unavailable,
            (Feasibility::Feasible | Feasibility::Unknown, None) => Self::OnRequest,
            (Feasibility::Feasible | Feasibility::Unknown, Some(fee)) => Self::Known(fee),
        }
    }
}

/// The cards of `assessment`, lowest level first. `design` is the one asked about,
/// `published` the availability of A, AA and AAA where the operator publishes it.
#[must_use]
pub fn cards(
    assessment: &Assessment,
    design: &Design,
    published: Option<&[String; 3]>,
) -> Vec<OfferCard> {
    assessment
        .offers
        .iter()
        .map(|offer| card(assessment, offer, design, published))
        .collect()
}

/// The level to have chosen when an answer arrives: the one chosen before, where it can
/// be ordered, else the lowest that can.
#[must_use]
pub fn choose(assessment: &Assessment, before: Option<Level>) -> Option<Level> {
    let orderable = |level: &Level| {
        assessment
            .offers
            .iter()
            .any(|offer| offer.orderable() == Some(*level))
    };
    before
        .filter(orderable)
        .or_else(|| Level::ALL.into_iter().find(orderable))
}

fn card(
    assessment: &Assessment,
    offer: &Offer,
    design: &Design,
    published: Option<&[String; 3]>,
) -> OfferCard {
    let reason = match &offer.feasibility {
        Feasibility::Infeasible { reason } => Some(reason.clone().unwrap_or_default()),
        Feasibility::Feasible | Feasibility::Unknown => None,
    };
    let known = offer.known_level();
    OfferCard {
        level: offer.level.clone(),
        state: offer.state(),
        orderable: offer.orderable(),
        fee: offer.into(),
        wait: offer.wait,
        published: known
            .zip(published)
            .map(|(level, of)| of[level as usize].clone()),
        remedy: reason.as_ref().and_then(|_| remedy(known?, design)),
        reason,
        origin: assessment.origin,
    }
}

/// What could make a refused level available, by what was asked: the highest level is one
/// with protection, so a question without it leaves something to do.
fn remedy(level: Level, design: &Design) -> Option<Remedy> {
    if level != Level::AAA || design.requirement.protection.is_protected() {
        return None;
    }
    let mut protected = design.clone();
    protected.requirement.protection = Protection::Protected;
    let lacking: Vec<EndpointId> = assessment_problems(&protected)
        .into_iter()
        .filter_map(|problem| match problem {
            DesignProblem::NoSecondaryAddress { endpoint } => Some(endpoint),
            DesignProblem::NoConnections | DesignProblem::TooManyConnections => None,
        })
        .collect();
    Some(if lacking.is_empty() {
        Remedy::Protect
    } else {
        Remedy::AddAddresses(lacking)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::DateTime;
    use model::{AssessmentId, Currency, FeePeriod, Money, ProfileId};

    use super::*;
    use crate::model::scene::tests::design;

    /// An answer with one offer for each level of `feasible`, priced 100 EUR a term.
    pub(crate) fn assessment(offers: Vec<Offer>) -> Assessment {
        Assessment {
            id: AssessmentId::from_random(1),
            design: design().id,
            design_revision: 1,
            profile: ProfileId::from_random(1),
            operator: "Sandbox".to_owned(),
            origin: Origin::Simulated,
            assessed_at: DateTime::UNIX_EPOCH,
            took_ms: 10,
            correlator: "c".to_owned(),
            requirement: design().requirement,
            offers,
            connections: Vec::new(),
            request: String::new(),
            response: String::new(),
        }
    }

    pub(crate) fn offer(level: Level, feasibility: Feasibility, period: FeePeriod) -> Offer {
        Offer {
            level: Some(level.into()),
            fee: Some(Fee {
                money: Money {
                    amount: "100.00".parse().unwrap(),
                    currency: Currency::new("EUR").unwrap(),
                },
                period,
                origin: Origin::Simulated,
            }),
            feasibility,
            wait: Wait::Days(2),
        }
    }

    fn refused(reason: &str) -> Feasibility {
        Feasibility::Infeasible {
            reason: Some(reason.to_owned()),
        }
    }

    #[test]
    fn a_missing_price_is_on_request_and_never_free() {
        let mut free = offer(Level::A, Feasibility::Feasible, FeePeriod::Month);
        free.fee = None;
        assert_eq!(FeeLine::from(&free), FeeLine::OnRequest);
    }

    #[test]
    fn the_highest_level_refused_without_protection_leads_to_what_is_missing() {
        // Whatever the operator's words, and in whatever language.
        let answer = assessment(vec![
            offer(Level::AAA, refused("Nicht ohne Zweitweg"), FeePeriod::Term),
            offer(Level::AA, refused("Needs protection"), FeePeriod::Term),
        ]);
        let mut design = design();
        let card = |design: &Design| cards(&answer, design, None).remove(0);
        let ends = vec![
            design.endpoints[0].id.clone(),
            design.endpoints[2].id.clone(),
        ];
        assert_eq!(card(&design).remedy, Some(Remedy::AddAddresses(ends)));
        assert_eq!(card(&design).fee, FeeLine::Unavailable);
        assert_eq!(cards(&answer, &design, None)[1].remedy, None);
        for endpoint in &mut design.endpoints {
            endpoint.secondary_ip = Some("192.0.2.9".parse().unwrap());
        }
        assert_eq!(card(&design).remedy, Some(Remedy::Protect));
        design.requirement.protection = Protection::Protected;
        assert_eq!(card(&design).remedy, None);
    }

    #[test]
    fn the_chosen_level_stays_where_it_can_be_had() {
        let answer = assessment(vec![
            offer(Level::A, Feasibility::Feasible, FeePeriod::Term),
            offer(Level::AA, Feasibility::Unknown, FeePeriod::Term),
            offer(Level::AAA, refused(""), FeePeriod::Term),
        ]);
        assert_eq!(choose(&answer, Some(Level::AA)), Some(Level::AA));
        assert_eq!(choose(&answer, Some(Level::AAA)), Some(Level::A));
        assert_eq!(choose(&assessment(Vec::new()), Some(Level::A)), None);
    }

    #[test]
    fn published_availability_belongs_to_its_level() {
        let answer = assessment(vec![offer(
            Level::AA,
            Feasibility::Feasible,
            FeePeriod::Term,
        )]);
        let published = ["99.5", "99.9", "99.95"].map(str::to_owned);
        let cards = cards(&answer, &design(), Some(&published));
        assert_eq!(cards[0].published.as_deref(), Some("99.9"));
    }
}
