//! Answers of Site-to-Cloud VPN, read tolerantly into what both APIs share: a service is a
//! network of one connection.
//!
//! Every spelling that the file has of a name is understood, and numbers with their unit.

use model::{
    Currency, Feasibility, Fee, FeePeriod, GrantedTerm, Mbps, Observed, Offer, Origin,
    ReportedLevel, TermUnit, Wait,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::response::{
    Assessment, Network, NotAnObject, Object, Rent, extended_offers, in_order, price,
    reported_lifecycle,
};

/// Most entries of `solution1` looked at.
const MOST_ENTRIES: usize = 16;
/// How the identifier of a service is spelt.
const SERVICE_ID: [&str; 3] = ["serviceId", "serviceID", "servceId"];
/// How the units of a bandwidth are spelt; the file says `Mps`.
const MBPS: [&str; 3] = ["Mbps", "Mbit/s", "Mps"];

/// Reads the answer to an assessment: `solution1` is available now, `solution2` later. The rent
/// is a month's, in `currency`: without one there is no price.
///
/// What an operator adds in `xOffers` fills in the levels that are in neither.
///
/// # Errors
/// [`NotAnObject`].
pub fn assessment(
    body: &[u8],
    origin: Origin,
    currency: Option<Currency>,
) -> Result<Assessment, NotAnObject> {
    let object = Object::parse(body).ok_or(NotAnObject)?;
    let rent = Rent {
        origin,
        period: FeePeriod::Month,
        currency,
    };
    let now = solutions(&object, "solution1");
    let later = solutions(&object, "solution2");
    let now_offers = now.iter().map(|entry| offer(entry, Wait::Days(0), rent));
    let later_offers = later.iter().map(|entry| {
        let wait = entry.whole(&["waitdays", "waitDays"]);
        offer(entry, wait.map_or(Wait::Unknown, Wait::Days), rent)
    });
    let added = Rent {
        period: FeePeriod::Unknown,
        ..rent
    };
    let added = extended_offers(&object, added).into_iter().map(Some);
    let mut offers: Vec<Offer> = Vec::new();
    for offer in now_offers.chain(later_offers).chain(added).flatten() {
        let is_repeated = offers.iter().any(|known| known.level == offer.level);
        if !is_repeated {
            offers.push(offer);
        }
    }
    if offers.is_empty() {
        offers.push(Offer {
            level: None,
            feasibility: Feasibility::Unknown,
            fee: None,
            wait: Wait::Unknown,
        });
    }
    let is_odd = |entry: &Object<'_>| entry.is_text(&["rent", "waitdays", "waitDays"]);
    Ok(Assessment {
        offers: in_order(offers),
        connections: Vec::new(),
        has_odd_types: now.iter().chain(&later).any(is_odd),
    })
}

/// Reads what an operator says of a service: the answer to an order, a change or a question,
/// or the report at its end. What was purchased is what it is, what is actual was observed.
///
/// # Errors
/// [`NotAnObject`].
pub fn service(body: &[u8]) -> Result<Network, NotAnObject> {
    let object = Object::parse(body).ok_or(NotAnObject)?;
    let hours = object.decimal(&["purchasedDuration", "duration"]);
    Ok(Network {
        service_id: object.exact_text(&SERVICE_ID),
        service_name: object.text(&["servceName", "serviceName"]),
        is_protected: object.flag(&["isProtected"]),
        level: level(&object, &["purchasedSLA", "slaLevel", "SLA"]),
        bandwidth: whole_mbps(
            &object,
            &[
                "purchasedGuaranteeBandwidth",
                "GuaranteeBandwidth",
                "guaranteeBandwidth",
            ],
        )
        .and_then(|value| Mbps::new(value).ok()),
        duration: hours.map(|value| GrantedTerm {
            value,
            unit: TermUnit::Hours,
        }),
        route_protocol: object.text(&["routeProtocal", "routeProtocol"]),
        gateway: object.text(&["cloudGatewayIP", "cloudGatewayIp"]),
        lifecycle: reported_lifecycle(&object),
        observed: observed(&object),
        wiring: None,
        // `GuaranteeBandwidth` is a text by the file.
        has_odd_types: object.is_text(&[
            "isProtected",
            "purchasedGuaranteeBandwidth",
            "purchasedDuration",
            "actualGuaranteeBandwidth",
            "actualLatency",
            "actualPacketLostRate",
            "servicedDuration",
        ]),
    })
}

/// The entries of a property that is a list of them, or one.
fn solutions<'a>(object: &Object<'a>, name: &str) -> Vec<Object<'a>> {
    match object.object(&[name]) {
        Some(one) => vec![one],
        None => object.objects(&[name], MOST_ENTRIES),
    }
}

/// The offer of a solution; `None` where nothing is in it.
fn offer(entry: &Object<'_>, wait: Wait, rent: Rent) -> Option<Offer> {
    let has_something = entry.has(&["SLA", "sla", "rent", "waitdays", "waitDays"]);
    has_something.then(|| Offer {
        level: level(entry, &["SLA", "sla"]),
        feasibility: Feasibility::Feasible,
        fee: fee(entry, rent),
        wait,
    })
}

fn fee(entry: &Object<'_>, rent: Rent) -> Option<Fee> {
    Some(Fee {
        money: price(entry.decimal(&["rent"])?, rent.currency?)?,
        period: rent.period,
        origin: rent.origin,
    })
}

fn level(object: &Object<'_>, names: &[&str]) -> Option<ReportedLevel> {
    object.text(names).map(ReportedLevel::from)
}

/// What is actual; `None` where nothing of it can be read.
fn observed(object: &Object<'_>) -> Option<Observed> {
    let measure = |name, units: &[&str]| object.quantity(&[name], units)?.to_f64();
    let observed = Observed {
        level: level(object, &["actualSLA"]),
        bandwidth: whole_mbps(object, &["actualGuaranteeBandwidth"]),
        latency_ms: measure("actualLatency", &["ms"]).filter(|latency| *latency >= 0.0),
        loss_percent: measure("actualPacketLostRate", &["%"])
            .filter(|loss| (0.0..=100.0).contains(loss)),
        serviced_hours: object.whole(&["servicedDuration"]),
    };
    (observed != Observed::default()).then_some(observed)
}

fn whole_mbps(object: &Object<'_>, names: &[&str]) -> Option<u32> {
    object
        .quantity(names, &MBPS)
        .filter(Decimal::is_integer)
        .and_then(|value| value.to_u32())
}

#[cfg(test)]
mod tests;
