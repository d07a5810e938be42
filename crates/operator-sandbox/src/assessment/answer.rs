//! An assessment as the API shows it (`AssessmentResult`), with `xOffers` and `xConnections`.

use camara::Number;
use model::Level;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::backbone::{ConnectionVerdict, LevelOffer, RentPeriod, Terms, Verdict};

/// The body of an answer. The standard's own part is the best level that is offered, and is
/// left out where none is: no property of it is required.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssessmentAnswer {
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sla: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rent: Option<Amount>,
    x_offers: Vec<Offer>,
    x_connections: Vec<ConnectionAnswer>,
}

#[derive(Serialize)]
struct Amount {
    amount: Number,
    currency: String,
}

/// What is offered at a level, or why nothing is; an addition to the standard.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offer {
    sla: &'static str,
    feasible: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rent: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rent_period: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_days: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConnectionAnswer {
    index: usize,
    feasible: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    distance_km: Number,
    latency_ms: Number,
}

impl From<&Verdict> for AssessmentAnswer {
    fn from(verdict: &Verdict) -> Self {
        let best = verdict.best();
        Self {
            wait_days: best.map(|(_, terms)| terms.wait_days),
            sla: best.map(|(level, _)| level.as_str()),
            rent: best.map(|(_, terms)| Amount::from(terms)),
            x_offers: verdict.offers.iter().map(Offer::from).collect(),
            x_connections: verdict
                .connections
                .iter()
                .enumerate()
                .map(|(index, verdict)| ConnectionAnswer::of(index, verdict))
                .collect(),
        }
    }
}

impl From<&LevelOffer> for Offer {
    fn from(offer: &LevelOffer) -> Self {
        let terms = offer.terms.as_ref();
        Self {
            sla: Level::as_str(offer.level),
            feasible: terms.is_ok(),
            reason: terms.err().map(|refusal| refusal.reason.clone()),
            rent: terms.ok().map(Amount::from),
            rent_period: terms.ok().map(|terms| match terms.period {
                RentPeriod::Month => "MONTH",
                RentPeriod::Term => "TERM",
            }),
            // Even where nothing is free now it is told when it is.
            wait_days: terms
                .ok()
                .or(offer.later.as_ref())
                .map(|terms| terms.wait_days),
        }
    }
}

impl From<&Terms> for Amount {
    fn from(terms: &Terms) -> Self {
        Self {
            amount: terms.rent.into(),
            currency: terms.currency.code().to_owned(),
        }
    }
}

impl ConnectionAnswer {
    fn of(index: usize, verdict: &ConnectionVerdict) -> Self {
        Self {
            index,
            feasible: verdict.refusal.is_none(),
            reason: verdict
                .refusal
                .as_ref()
                .map(|refusal| refusal.reason.clone()),
            distance_km: tenths(verdict.distance_km),
            latency_ms: Decimal::new((i64::from(verdict.latency_us) + 50) / 100, 1).into(),
        }
    }
}

/// One decimal, so that the last bits of a float make no difference between machines.
fn tenths(value: f64) -> Number {
    Decimal::new((value * 10.0).round() as i64, 1).into()
}
