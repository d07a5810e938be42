//! A fee as automation reads it, and as a person does.

use leptos::prelude::*;
use model::{Fee, Origin, Term};

use crate::i18n::format;

/// A fee with the period it covers; a missing one is "price on request", never zero.
#[component]
pub fn FeeText(
    /// Its hook.
    #[prop(optional, into)]
    testid: Option<&'static str>,
    /// The fee, where there is one.
    fee: Option<Fee>,
    /// The duration it was asked for, for a fee that covers it whole.
    #[prop(optional_no_strip)]
    term: Option<Term>,
    /// What it covers in words, where that is more than its period.
    #[prop(optional_no_strip)]
    covers: Option<String>,
    /// The words where there is none.
    #[prop(optional, into)]
    missing: Option<String>,
) -> impl IntoView {
    let origin = fee.map_or(Origin::Missing, |fee| fee.origin);
    let words = match (&fee, missing) {
        (None, Some(missing)) => missing,
        (fee, _) => format::fee_amount(fee.as_ref()),
    };
    view! {
        <span
            class="fee"
            data-testid=testid
            data-value=fee.map(|fee| fee.money.amount.to_string())
            data-currency=fee.map(|fee| fee.money.currency.code().to_owned())
            data-period=fee.map(|fee| fee.period.as_str())
            data-origin=origin.as_str()
        >
            <b>{words}</b>
            {fee.map(|fee| view! { " " <small>{covers.unwrap_or_else(|| format::fee_period(fee.period, term))}</small> })}
        </span>
    }
}
