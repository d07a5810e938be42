//! What a later assessment changes against a quote.

use contract::QuoteReassessView;
use leptos::prelude::*;
use model::{FeeDifference, Offer, QuoteDifference, Wait};

use crate::{
    components::{CollectAny, LevelBadge},
    i18n::format,
    t,
};

/// Level by level: fee and days then and at the later time.
#[component]
pub(super) fn Difference(view: QuoteReassessView) -> impl IntoView {
    let is_same = view.differences.iter().all(is_unchanged);
    let assessed = t!(
        "difference-assessed",
        operator = view.assessment.operator.clone(),
        time = format::date_time(view.assessment.assessed_at)
    );
    let correlator = view.assessment.correlator.clone();
    view! {
        <section
            class="quote-difference"
            data-testid="quote-difference"
            data-state=if is_same { "same" } else { "changed" }
            data-origin=view.assessment.origin.as_str()
            aria-labelledby="quote-difference"
        >
            <h3 id="quote-difference">{t!("difference-title")}</h3>
            <p class="quote-fine">{assessed} ". " {t!("correlator", correlator = correlator)}</p>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!("sessions-level")}</th>
                        <th scope="col">{t!("difference-then")}</th>
                        <th scope="col">{t!("difference-after")}</th>
                        <th scope="col">{t!("difference-column")}</th>
                    </tr>
                </thead>
                <tbody>
                    {view.differences.into_iter().map(|row| view! { <Row row=row /> }).collect_any()}
                </tbody>
            </table>
            {is_same.then(|| view! { <p class="quote-fine">{t!("difference-same")}</p> })}
        </section>
    }
}

#[component]
fn Row(row: QuoteDifference) -> impl IntoView {
    let change = match &row.fee {
        FeeDifference::Known { change, .. } => Some(change.amount.to_string()),
        FeeDifference::NotComparable => None,
    };
    let days = match row.days {
        None => None,
        Some(0) => Some(t!("difference-days-same")),
        Some(days @ 1..) => Some(t!("difference-days-later", count = days)),
        Some(days) => Some(t!("difference-days-sooner", count = days.abs())),
    };
    view! {
        <tr
            data-level=row.level.as_ref().map(|level| level.as_str().to_owned())
            data-value=change
            data-days=row.days.map(|days| days.to_string())
        >
            <td><LevelBadge level=Signal::stored(row.level.clone()) /></td>
            <td>{offer_words(row.before.as_ref())}</td>
            <td>{offer_words(row.after.as_ref())}</td>
            <td>{difference(&row)} {days.map(|days| view! { <small>{days}</small> })}</td>
        </tr>
    }
}

/// The fee, and the days to wait below it.
fn offer_words(offer: Option<&Offer>) -> impl IntoView + use<> {
    let (words, days) = match offer {
        None => (t!("difference-not-answered"), None),
        Some(offer) if is_unavailable(offer) => (t!("offer-infeasible"), None),
        Some(offer) => {
            let days = match offer.wait {
                Wait::Days(days) => Some(t!("difference-days-count", count = days)),
                Wait::Unknown => None,
            };
            (format::fee_amount(offer.fee.as_ref()), days)
        }
    };
    view! { {words} {days.map(|days| view! { <small>{days}</small> })} }
}

fn difference(row: &QuoteDifference) -> String {
    match (&row.before, &row.after) {
        (Some(before), Some(after)) if is_unavailable(before) && is_unavailable(after) => {
            t!("difference-zero")
        }
        _ => format::difference(&row.fee),
    }
}

fn is_unavailable(offer: &Offer) -> bool {
    offer.state() == "unavailable"
}

fn is_unchanged(row: &QuoteDifference) -> bool {
    row.before == row.after
        || matches!(&row.fee, FeeDifference::Known { change, .. } if change.amount.is_zero())
            && row.days == Some(0)
}
