//! The offer cards: one choice among the levels an operator answered about.

use leptos::prelude::*;
use model::{Level, Origin, ReportedLevel};

use super::requirement::fix_address;
use crate::{
    components::{Button, ButtonKind},
    i18n::format,
    model::offer_card::{FeeLine, OfferCard, Remedy, cards},
    state::{
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// The cards of the answer, as a group of radio buttons.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let (app, state) = (use_app(), use_design());
    let offered = Memo::new(move |_| {
        state.answer.answer().with(|answer| {
            let answer = answer.as_ref()?;
            let published = app.view.with(|view| {
                let operator = view.operator.as_ref();
                operator
                    .filter(|operator| operator.id == answer.assessment.profile)
                    .and_then(|operator| operator.published_levels.clone())
            });
            Some(cards(&answer.assessment, &answer.asked, published.as_ref()))
        })
    });
    move || {
        offered.get().map(|cards| {
            let term = state.answer.answer().with_untracked(|answer| {
                answer
                    .as_ref()
                    .and_then(|answer| answer.assessment.requirement.term)
            });
            let choices: Vec<Level> = cards.iter().filter_map(|card| card.orderable).collect();
            view! {
                <div
                    class="answer"
                    data-testid="assessment"
                    aria-busy=move || state.answer.is_running().then_some("true")
                >
                    <div
                        class="offers"
                        class:is-outdated=move || state.answer.is_outdated()
                        role="radiogroup"
                        aria-label=t!("offers-label")
                        on:keydown=move |event| {
                            if step(state, &choices, &event.key()) {
                                event.prevent_default();
                            }
                        }
                    >
                        {cards
                            .into_iter()
                            .enumerate()
                            .map(|(index, card)| {
                                view! { <Card card=card term=term is_first=index == 0 /> }
                            })
                            .collect_view()}
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn Card(
    card: OfferCard,
    #[prop(optional_no_strip)] term: Option<model::Term>,
    is_first: bool,
) -> impl IntoView {
    let state = use_design();
    let orderable = card.orderable;
    let is_chosen =
        Memo::new(move |_| orderable.is_some() && state.answer.chosen().get() == orderable);
    // One card at a time takes the Tab key: the chosen one, else the first.
    let tab = move || {
        let takes_tab = is_chosen.get() || (is_first && state.answer.chosen().get().is_none());
        if takes_tab { "0" } else { "-1" }
    };
    let level = card.level.as_ref().map(|level| level.as_str().to_owned());
    let mark = level.clone().unwrap_or_else(|| t!("missing-value"));
    let known = card.level.as_ref().and_then(ReportedLevel::known);
    let fee = match &card.fee {
        FeeLine::Known(fee) => Some(*fee),
        FeeLine::OnRequest | FeeLine::Unavailable => None,
    };
    let origin = fee.map_or(Origin::Missing, |fee| fee.origin);
    let choose = move || {
        if orderable.is_some() {
            state.answer.chosen().set(orderable);
        }
    };
    let remedy = card.remedy.clone();
    view! {
        <div class="offer-slot">
            <div
                class=format!("offer offer-{}", known.map_or("other", Level::as_str))
                class:is-chosen=is_chosen
                class:is-unavailable=orderable.is_none()
                data-testid="offer"
                data-level=level
                data-state=card.state
                data-value=fee.map(|fee| fee.money.amount.to_string())
                data-currency=fee.map(|fee| fee.money.currency.code().to_owned())
                data-period=fee.map(|fee| fee.period.as_str())
                data-origin=origin.as_str()
                data-wait-days=card.wait.days().map(|days| days.to_string())
                role="radio"
                tabindex=tab
                aria-checked=move || is_chosen.get().to_string()
                aria-disabled=orderable.is_none().then_some("true")
                on:click=move |_| choose()
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), " " | "Enter") {
                        event.prevent_default();
                        choose();
                    }
                }
            >
                <span class="offer-mark">{mark}</span>
                <span class="offer-fee">
                    {match &card.fee {
                        FeeLine::Known(fee) => {
                            view! {
                                {format::money(fee.money)} " "
                                <small>{format::fee_period(fee.period, term)}</small>
                            }
                                .into_any()
                        }
                        FeeLine::OnRequest => t!("fee-missing").into_any(),
                        FeeLine::Unavailable => t!("offer-unavailable").into_any(),
                    }}
                </span>
                <span class="offer-detail">
                    {details(&card)}
                    {(card.origin == Origin::Simulated && card.reason.is_none())
                        .then(|| view! { <small>{t!("offer-simulated")}</small> })}
                </span>
                <span class="offer-radio" aria-hidden="true"></span>
            </div>
            {remedy.map(|remedy| view! { <RemedyLink remedy=remedy /> })}
        </div>
    }
}

/// What could make the level available.
#[component]
fn RemedyLink(remedy: Remedy) -> impl IntoView {
    let state = use_design();
    match remedy {
        Remedy::AddAddresses(endpoints) => {
            let count = endpoints.len();
            let first = endpoints.into_iter().next();
            view! {
                <p class="offer-remedy">
                    {t!("offer-lacking", count = count)} " "
                    <Button
                        kind=ButtonKind::Link
                        on_press=move || {
                            if let Some(id) = first.clone() {
                                fix_address(state, id);
                            }
                        }
                    >
                        {t!("offer-fix")}
                    </Button>
                </p>
            }
        }
        Remedy::Protect => view! {
            <p class="offer-remedy">
                {t!("offer-protect")} " "
                <Button
                    kind=ButtonKind::Link
                    on_press=move || super::actions::focus("#requirement-protected".to_owned())
                >
                    {t!("offer-fix")}
                </Button>
            </p>
        },
    }
}

/// The line under the fee: when it would be ready and what is published, or why not.
fn details(card: &OfferCard) -> AnyView {
    match &card.reason {
        Some(reason) => {
            let words = if reason.is_empty() {
                t!("offer-no-reason")
            } else {
                reason.clone()
            };
            view! { <span data-testid="offer-reason">{words}</span> }.into_any()
        }
        None => {
            let wait = format::wait(card.wait);
            match &card.published {
                Some(percent) => {
                    t!("offer-detail", wait = wait, percent = percent.clone()).into_any()
                }
                None => wait.into_any(),
            }
        }
    }
}

/// Chooses the next or last level that can be ordered, as arrow keys do among radio
/// buttons; false for any other key.
fn step(state: DesignState, choices: &[Level], key: &str) -> bool {
    let count = choices.len();
    let forward = match key {
        "ArrowDown" | "ArrowRight" => true,
        "ArrowUp" | "ArrowLeft" => false,
        _ => return false,
    };
    if count > 0 {
        let chosen = state.answer.chosen().get_untracked();
        let at = choices
            .iter()
            .position(|level| Some(*level) == chosen)
            .unwrap_or(0);
        let next = if forward {
            (at + 1) % count
        } else {
            (at + count - 1) % count
        };
        state.answer.chosen().set(Some(choices[next]));
        super::actions::focus(format!("[data-testid=offer][data-level={}]", choices[next]));
    }
    true
}
