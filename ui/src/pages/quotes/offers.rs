//! The offers of a quote, as they were.

use leptos::prelude::*;
use model::{Feasibility, Level, Offer, Origin, Term};

use crate::{
    components::{CollectAny, FeeText, LevelBadge},
    i18n::format,
    t,
};

/// Every offer, lowest level first.
#[component]
pub(crate) fn Offers(
    offers: Vec<Offer>,
    chosen: Option<Level>,
    term: Option<Term>,
) -> impl IntoView {
    view! {
        <ul class="quote-offers">
            {offers
                .into_iter()
                .map(|offer| {
                    let known = offer.known_level();
                    let is_chosen = chosen.is_some() && known == chosen;
                    view! { <OneOffer offer=offer known=known is_chosen=is_chosen term=term /> }
                })
                .collect_any()}
        </ul>
    }
}

#[component]
fn OneOffer(
    offer: Offer,
    known: Option<Level>,
    is_chosen: bool,
    term: Option<Term>,
) -> impl IntoView {
    let state = offer.state();
    let fee = offer.fee;
    let level = offer.level.clone();
    view! {
        <li
            class=format!("quote-offer offer-{}", known.map_or("other", Level::as_str))
            class:quote-offer-chosen=is_chosen
            data-testid="offer"
            data-level=offer.level.as_ref().map(|level| level.as_str().to_owned())
            data-state=state
            data-value=fee.map(|fee| fee.money.amount.to_string())
            data-currency=fee.map(|fee| fee.money.currency.code().to_owned())
            data-period=fee.map(|fee| fee.period.as_str())
            data-origin=fee.map_or(Origin::Missing, |fee| fee.origin).as_str()
            data-wait-days=offer.wait.days().map(|days| days.to_string())
        >
            <LevelBadge level=Signal::stored(level) />
            <div>
                {match &offer.feasibility {
                    Feasibility::Infeasible { reason } => {
                        let reason = reason.clone();
                        view! {
                            <p><b>{t!("offer-infeasible")}</b></p>
                            {reason.map(|reason| {
                                view! { <p class="quote-fine" data-testid="offer-reason">{reason}</p> }
                            })}
                        }
                        .into_any()
                    }
                    Feasibility::Feasible | Feasibility::Unknown => view! {
                        <p><FeeText fee=fee term=term /></p>
                        <p class="quote-fine">{format::wait(offer.wait)}</p>
                    }
                    .into_any(),
                }}
            </div>
            {is_chosen.then(|| view! { <span class="quote-chosen">{t!("quote-chosen")}</span> })}
        </li>
    }
}
