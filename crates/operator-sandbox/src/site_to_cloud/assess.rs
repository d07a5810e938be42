//! `POST /S2C_VPN_Assessment`: the levels there are now, and one that there will be.

use axum::extract::State;
use camara::{Number, site_to_cloud::AssessmentRequest};
use model::Level;
use serde::Serialize;

use super::body::SpeltJson;
use crate::{
    SandboxState,
    assessment::{self, Offer},
    backbone::{Terms, Verdict},
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Json, Operation, Rejection},
    oauth::Scope,
};

/// An offer that is ready within so many days is available now: where the lines are there,
/// they only have to be switched. The API has no days for what is available.
const NOW_DAYS: u32 = 3;

pub(crate) struct AssessService;

impl Operation for AssessService {
    const SCOPE: Scope = Scope::SiteToCloudAssess;
    const BODY: BodyKind = BodyKind::Json;
    const DIALECT: Dialect = Dialect::SiteToCloudVpn;
}

/// The body of an answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssessmentAnswer {
    /// The levels available now, lowest first.
    solution1: Vec<Solution>,
    /// The best of the others, where one can be built.
    #[serde(skip_serializing_if = "Option::is_none")]
    solution2: Option<Deferred>,
    /// All levels as MultiPoint VPN answers them, with reasons and currency; an addition to
    /// the standard.
    x_offers: Vec<Offer>,
}

#[derive(Serialize)]
struct Solution {
    #[serde(rename = "SLA")]
    sla: &'static str,
    /// A month, in whole units of the operator's currency.
    rent: Number,
}

#[derive(Serialize)]
struct Deferred {
    waitdays: u32,
    #[serde(flatten)]
    solution: Solution,
}

/// Stores nothing.
pub(super) async fn assess(
    State(state): State<SandboxState>,
    _: Admitted<AssessService>,
    request: Result<SpeltJson<AssessmentRequest>, Failure>,
) -> Result<Json<AssessmentAnswer>, Rejection<AssessService>> {
    let SpeltJson(request) = request?;
    let verdict = assessment::verdict(&state, &request.into())?;
    Ok(Json(AssessmentAnswer::from(&verdict)))
}

impl From<&Verdict> for AssessmentAnswer {
    fn from(verdict: &Verdict) -> Self {
        let offers = || {
            let offers = verdict.offers.iter();
            offers.filter_map(|offer| Some((offer.level, offer.terms.as_ref().ok()?)))
        };
        let is_now = |terms: &Terms| terms.wait_days <= NOW_DAYS;
        let later = verdict.offers.iter();
        let later = later.filter_map(|offer| Some((offer.level, offer.later.as_ref()?)));
        // What has to wait for others to end is not there now, however soon that is.
        let deferred = offers()
            .filter(|(_, terms)| !is_now(terms))
            .chain(later)
            .max_by_key(|(level, _)| *level);
        Self {
            solution1: offers()
                .filter(|(_, terms)| is_now(terms))
                .map(|(level, terms)| Solution::of(level, terms))
                .collect(),
            solution2: deferred.map(|(level, terms)| Deferred {
                waitdays: terms.wait_days,
                solution: Solution::of(level, terms),
            }),
            x_offers: verdict.offers.iter().map(Offer::from).collect(),
        }
    }
}

impl Solution {
    fn of(level: Level, terms: &Terms) -> Self {
        Self {
            sla: level.as_str(),
            rent: terms.monthly_rent.round().into(),
        }
    }
}
