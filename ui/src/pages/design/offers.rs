//! The offer cards: one choice among the levels that each operator answered about.

use contract::OperatorRecord;
use leptos::prelude::*;
use model::{Level, Origin, ProfileId, ReportedLevel};

use super::{operator_answer::OperatorAnswer, requirement::fix_address};
use crate::{
    components::{Button, ButtonKind, CollectAny, KeptPromises, Show, live},
    hooks::memo,
    i18n::format,
    model::offer_card::{FeeLine, OfferCard, Remedy, cards},
    state::{
        design::{AnswerState, DesignState, use_design},
        use_app,
    },
    t,
};

/// What was asked of the operators, each with its answer.
#[component]
pub(super) fn Answers() -> impl IntoView {
    let answer = use_design().answer;
    let asked = memo(move || answer.asked());
    live(move || {
        let asked = asked.get();
        let is_compact = asked.len() > 1;
        let note = move || {
            answer.is_mixed().then(|| {
                view! { <p class="answers-note" data-testid="operators-mixed">{t!("operators-mixed")}</p> }
            })
        };
        view! {
            <div class="answers" class:is-compact=is_compact>
                {asked.into_iter().map(|key| view! { <OperatorAnswer key=key /> }).collect_any()}
                {note}
            </div>
        }
    })
}

/// The cards of an answer, as a group of radio buttons.
#[component]
pub(super) fn Offers(
    /// The key of what was asked.
    key: u64,
) -> impl IntoView {
    let (app, state) = (use_app(), use_design());
    let offered = memo(move || {
        let inquiry = state.answer.of(key)?;
        let answer = inquiry.answer.as_ref()?;
        let operator = app.profile(&answer.assessment.profile);
        let published = operator.and_then(|operator| operator.published_levels);
        Some(cards(&answer.assessment, &answer.asked, published.as_ref()))
    });
    let record = Signal::derive(move || {
        let inquiry = state.answer.of(key)?;
        let answer = inquiry.answer.as_ref()?;
        app.profile(&answer.assessment.profile)?.record
    });
    let is_asking = move || state.answer.of(key).is_some_and(|one| one.ticket.is_some());
    let is_old = move || {
        state
            .answer
            .of(key)
            .is_some_and(|one| state.answer.is_old(&one))
    };
    live(move || {
        offered.get().map(|cards| {
            let choices: Vec<Level> = cards.iter().filter_map(|card| card.orderable).collect();
            let of = Of::new(state.answer, key, record);
            let (is_main, profile, label) = (of.is_main, of.profile.clone(), of.label.clone());
            view! {
                <div
                    class="answer"
                    data-testid=if is_main { "assessment" } else { "operator-assessment" }
                    data-profile=profile
                    aria-busy=move || is_asking().then_some("true")
                >
                    <div
                        class="offers"
                        class:is-outdated=is_old
                        role="radiogroup"
                        aria-label=label
                        on:keydown=move |event| {
                            if step(state, key, &choices, &event.key()) {
                                event.prevent_default();
                            }
                        }
                    >
                        {cards
                            .into_iter()
                            .enumerate()
                            .map(|(index, card)| {
                                view! { <Card card=card of=of.clone() is_first=index == 0 /> }
                            })
                            .collect_any()}
                    </div>
                </div>
            }
        })
    })
}

/// Whose offers they are.
#[derive(Clone)]
struct Of {
    key: u64,
    /// Whether it was the operator in use.
    is_main: bool,
    profile: Option<String>,
    /// The name of the group of its offers.
    label: String,
    /// The duration that was asked for.
    term: Option<model::Term>,
    /// How the operator kept its promises so far.
    record: Signal<Option<OperatorRecord>>,
}

impl Of {
    fn new(answer: AnswerState, key: u64, record: Signal<Option<OperatorRecord>>) -> Self {
        let inquiry = untrack(|| answer.of(key)).unwrap_or_default();
        let assessment = inquiry.answer.as_ref().map(|answer| &answer.assessment);
        let label = assessment.filter(|_| untrack(|| answer.picks.are_several()));
        Self {
            key,
            is_main: inquiry.is_main,
            profile: inquiry.profile.as_ref().map(ProfileId::to_string),
            label: match label {
                Some(of) => t!("offers-label-of", operator = of.operator.clone()),
                None => t!("offers-label"),
            },
            term: assessment.and_then(|assessment| assessment.requirement.term),
            record,
        }
    }
}

#[component]
fn Card(
    card: OfferCard,
    /// Whose it is.
    of: Of,
    is_first: bool,
) -> impl IntoView {
    let state = use_design();
    let (orderable, key, is_main) = (card.orderable, of.key, of.is_main);
    let chosen = move || state.answer.chosen_of(key);
    let is_chosen = memo(move || orderable.is_some() && chosen() == orderable);
    // One card of an operator at a time takes the Tab key: the chosen one, else the first.
    let tab = move || {
        let takes_tab = is_chosen.get() || (is_first && chosen().is_none());
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
    let is_promised = orderable.is_some() && card.wait.days().is_some();
    let choose = move || {
        if let Some(level) = orderable {
            state.answer.choose(key, level);
        }
    };
    // What is to be done is the same for all operators, and said once.
    let is_first_asked = untrack(|| state.answer.asked()).first() == Some(&key);
    let remedy = card.remedy.clone().filter(|_| is_first_asked);
    view! {
        <div class="offer-slot">
            <div
                class=format!("offer offer-{}", known.map_or("other", Level::as_str))
                class:is-chosen=is_chosen
                class:is-unavailable=orderable.is_none()
                data-testid=if is_main { "offer" } else { "operator-offer" }
                data-profile=of.profile
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
                                <small>{format::fee_period(fee.period, of.term)}</small>
                            }
                                .into_any()
                        }
                        FeeLine::OnRequest => t!("fee-missing").into_any(),
                        FeeLine::Unavailable => t!("offer-unavailable").into_any(),
                    }}
                </span>
                <span class="offer-detail">
                    {details(&card, is_main)}
                    {(card.origin == Origin::Simulated && card.reason.is_none())
                        .then(|| view! { <small>{t!("offer-simulated")}</small> })}
                    {is_promised
                        .then_some(move || view! { <KeptPromises record=of.record.get() /> })}
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
    // What was asked may have been changed since.
    let is_protected = move || {
        state.document.design().with(|design| {
            let design = design.as_ref();
            design.is_some_and(|design| design.requirement.protection.is_protected())
        })
    };
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
                        {t!("requirement-fix")}
                    </Button>
                </p>
            }
            .into_any()
        }
        Remedy::Protect => view! {
            <Show when=move || !is_protected()>
                <p class="offer-remedy">
                    {t!("offer-protect")} " "
                    <Button
                        kind=ButtonKind::Link
                        on_press=move || super::actions::focus("#requirement-protected".to_owned())
                    >
                        {t!("offer-protect-on")}
                    </Button>
                </p>
            </Show>
        }
        .into_any(),
    }
}

/// The line under the fee: when it would be ready and what is published, or why not.
fn details(card: &OfferCard, is_main: bool) -> AnyView {
    match &card.reason {
        Some(reason) => {
            let words = if reason.is_empty() {
                t!("offer-no-reason")
            } else {
                reason.clone()
            };
            let hook = if is_main {
                "offer-reason"
            } else {
                "operator-offer-reason"
            };
            view! { <span data-testid=hook title=words>{words.clone()}</span> }.into_any()
        }
        None => {
            let wait = format::wait(card.wait);
            match &card.published {
                Some(percent) => t!(
                    "offer-detail",
                    wait = wait,
                    percent = format::as_written(percent)
                )
                .into_any(),
                None => wait.into_any(),
            }
        }
    }
}

/// Chooses the next or last level that can be ordered, as arrow keys do among radio
/// buttons; false for any other key.
fn step(state: DesignState, of: u64, choices: &[Level], key: &str) -> bool {
    let count = choices.len();
    let forward = match key {
        "ArrowDown" | "ArrowRight" => true,
        "ArrowUp" | "ArrowLeft" => false,
        _ => return false,
    };
    if count > 0 {
        let chosen = untrack(|| state.answer.chosen_of(of));
        let at = choices.iter().position(|level| Some(*level) == chosen);
        let next = match (at, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => 0,
            (None, false) => count - 1,
        };
        super::actions::focus(format!("[data-key='{of}'] [data-level={}]", choices[next]));
        state.answer.choose(of, choices[next]);
    }
    true
}
