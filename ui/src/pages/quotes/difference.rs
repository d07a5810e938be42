//! What a later assessment changes against a quote.

use contract::QuoteReassessView;
use leptos::prelude::*;
use model::{FeeDifference, Offer, QuoteDifference, Wait};

use crate::{components::LevelBadge, i18n::format, t};

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
                    {view.differences.into_iter().map(|row| view! { <Row row=row /> }).collect_view()}
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
            <td>{format::difference(&row.fee)} {days.map(|days| view! { <small>{days}</small> })}</td>
        </tr>
    }
}

fn offer_words(offer: Option<&Offer>) -> String {
    let Some(offer) = offer else {
        return t!("difference-not-answered");
    };
    if offer.state() == "unavailable" {
        return t!("offer-infeasible");
    }
    let fee = format::fee_amount(offer.fee.as_ref());
    match offer.wait {
        Wait::Days(days) => {
            t!(
                "difference-offer",
                fee = fee,
                days = t!("difference-days-count", count = days)
            )
        }
        Wait::Unknown => fee,
    }
}

fn is_unchanged(row: &QuoteDifference) -> bool {
    row.before == row.after
        || matches!(&row.fee, FeeDifference::Known { change, .. } if change.amount.is_zero())
            && row.days == Some(0)
}
