//! The fee as it is and the fee as it would be, side by side.

use contract::ResizeQuoteView;
use leptos::prelude::*;
use model::{Fee, FeeDifference, FeePeriod, Session};

use super::state::{Quoted, ResizeState};
use crate::{
    components::{FeeText, Icon, Spinner, Symbol},
    i18n::format,
    pages::sessions::{facts::fee_term, words::last_fee},
    t,
};

/// Both fees.
#[component]
pub(super) fn Fees(form: ResizeState, session: Signal<Option<Session>>) -> impl IntoView {
    view! {
        <div class="compare">
            <div class="compare-side">
                {move || session.get().map(|session| view! { <Before session=session /> })}
            </div>
            <Icon symbol=Symbol::Arrow />
            <div
                class="compare-side compare-after"
                aria-live="polite"
                aria-busy=move || form.quoted.with(|quoted| *quoted == Quoted::Asking).then_some("true")
            >
                <small>{move || after_title(form)}</small>
                {move || match form.quoted.get() {
                    Quoted::Nothing => view! { <p class="note">{t!("resize-type-first")}</p> }.into_any(),
                    Quoted::Asking => {
                        view! {
                            <p class="asking">
                                <Spinner />
                                {t!("resize-asking")}
                            </p>
                        }
                        .into_any()
                    }
                    Quoted::Failed(_) => {
                        view! { <FeeText testid="resize-fee-after" fee=None missing=t!("fee-not-known") /> }
                            .into_any()
                    }
                    Quoted::Answer(view) => view! { <After view=*view /> }.into_any(),
                }}
            </div>
        </div>
    }
}

#[component]
fn Before(session: Session) -> impl IntoView {
    let bandwidth = session
        .bandwidth
        .map_or_else(|| t!("missing-value"), format::bandwidth);
    let level = session
        .level
        .as_ref()
        .map_or_else(|| t!("missing-value"), |level| level.as_str().to_owned());
    let last = last_fee(&session);
    view! {
        <small>{t!("resize-now", bandwidth = bandwidth, level = level)}</small>
        <FeeText
            testid="resize-fee-now"
            fee=session.fee
            term=fee_term(&session)
            missing=t!("resize-fee-not-known")
        />
        {last.map(|last| view! { <span class="note">{last}</span> })}
    }
}

#[component]
fn After(view: ResizeQuoteView) -> impl IntoView {
    if view.refused.is_some() {
        return view! {
            <FeeText testid="resize-fee-after" fee=None missing=t!("offer-infeasible") />
        }
        .into_any();
    }
    // Of another level than was asked about nothing is known: no price, no waiting time.
    let is_other = view.quoted_level.is_some();
    let difference = match &view.difference {
        FeeDifference::NotComparable => why_not_comparable(view.fee_now, view.fee_after),
        FeeDifference::Known { .. } => Some(format::difference(&view.difference)),
    };
    let covers = match (view.fee_after, view.remaining) {
        (
            Some(Fee {
                period: FeePeriod::Term,
                ..
            }),
            Some(term),
        ) => Some(t!("resize-remaining", term = format::term(Some(term)))),
        _ => None,
    };
    view! {
        <FeeText
            testid="resize-fee-after"
            fee=view.fee_after
            term=view.remaining
            covers=covers
            missing=if is_other { t!("fee-not-known") } else { t!("fee-missing") }
        />
        {difference.map(|words| view! { <span class="note">{words}</span> })}
        {(!is_other).then(|| view! { <span class="note">{format::wait(view.wait)}</span> })}
    }
    .into_any()
}

/// Why two fees that are both known have no difference.
fn why_not_comparable(now: Option<Fee>, after: Option<Fee>) -> Option<String> {
    let (now, after) = (now?, after?);
    if now.money.currency != after.money.currency {
        return Some(t!("resize-other-currency"));
    }
    if now.period == FeePeriod::Term && after.period == FeePeriod::Term {
        return Some(t!("resize-other-time"));
    }
    (now.period != after.period).then(|| t!("resize-other-period"))
}

fn after_title(form: ResizeState) -> String {
    let bandwidth = form
        .bandwidth
        .with(|typed| typed.parse::<model::Mbps>())
        .map_or_else(|_| t!("missing-value"), format::bandwidth);
    t!(
        "resize-after",
        bandwidth = bandwidth,
        level = form.level.get().as_str()
    )
}
