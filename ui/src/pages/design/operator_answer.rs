//! One operator that was asked: how that goes, and its offers or why there are none.

use leptos::prelude::*;
use model::{Action, Origin, ProfileId};

use super::offers::Offers;
use crate::{
    components::{ErrorBanner, Show, Spinner},
    hooks::{effect, focus_if_lost, memo},
    i18n::format,
    state::{design::use_design, use_app},
    t,
};

/// An operator's answer. Its name stands above it where there is more than one operator.
#[component]
pub(super) fn OperatorAnswer(
    /// The key of what was asked.
    key: u64,
) -> impl IntoView {
    let (app, answer) = (use_app(), use_design().answer);
    let profile = untrack(|| answer.of(key)).and_then(|one| one.profile.clone());
    let data_profile = profile.as_ref().map(ProfileId::to_string);
    let is_named = memo(move || answer.picks.are_several());
    let error = Signal::derive(move || answer.of(key).and_then(|one| one.error.clone()));
    view! {
        <div
            class="operator-answer"
            class:is-named=is_named
            data-testid=move || is_named.get().then_some("operator-answer")
            data-key=key.to_string()
            data-profile=data_profile
            data-state=move || answer.of(key).map(|one| one.state())
            data-code=move || error.get().map(|error| error.code.as_str())
        >
            <Show when=move || is_named.get()>
                <div class="operator-head">
                    {
                        let profile = profile.clone();
                        move || {
                            let operator = app.profile(profile.as_ref()?)?;
                            let colour = operator.options.colour.as_str();
                            let answered = answer.of(key).and_then(|one| one.answer.clone());
                            let is_simulated = answered.map_or(operator.is_simulated, |answer| {
                                answer.assessment.origin == Origin::Simulated
                            });
                            Some(view! {
                                <h3 class="operator-name" data-colour=colour title=operator.name>{operator.name.clone()}</h3>
                                {is_simulated.then(|| view! { <span class="tag">{t!("origin-simulated-tag")}</span> })}
                            })
                        }
                    }
                    <span class="grow"></span>
                    <Progress key=key />
                </div>
            </Show>
            <ErrorBanner error=error />
            <Offers key=key />
        </div>
    }
}

/// How long it takes or took, and what can be done about it.
#[component]
fn Progress(key: u64) -> impl IntoView {
    let (app, answer) = (use_app(), use_design().answer);
    let words = move || {
        let one = answer.of(key)?;
        Some(match (one.state(), &one.answer) {
            ("asking", _) => {
                let seconds = (app.clock.ticking() - one.since).num_seconds().max(0);
                view! { <Spinner /> {t!("operator-asking", seconds = seconds)} }.into_any()
            }
            ("cancelled", _) => t!("operator-cancelled").into_any(),
            (_, Some(answer)) => format::latency(answer.assessment.took_ms).into_any(),
            (_, None) => return None,
        })
    };
    let is_asking = move || answer.of(key).is_some_and(|one| one.ticket.is_some());
    // Nothing is to be done about an answer that holds.
    let is_needed = memo(move || {
        let one = answer.of(key);
        one.is_some_and(|one| one.state() != "answered" || answer.is_old(&one))
    });
    let mut was_needed = false;
    effect(move || {
        let is_needed = is_needed.get();
        if was_needed && !is_needed {
            focus_if_lost(format!("[data-key='{key}'] [role=radio][tabindex='0']"));
        }
        was_needed = is_needed;
    });
    let is_denied = move || {
        let profile = answer.of(key).and_then(|one| one.profile.clone());
        profile.is_some_and(|id| app.denial(&id, Action::Assess).is_some())
    };
    view! {
        <small>{words}</small>
        <Show when=move || is_needed.get()>
            <button
                type="button"
                class="chip"
                data-testid=move || if is_asking() { "operator-cancel" } else { "operator-retry" }
                disabled=move || !is_asking() && is_denied()
                on:click=move |_| {
                    if untrack(is_asking) {
                        answer.give_up(&|one| one.key == key);
                    } else {
                        answer.ask_again(key);
                    }
                }
            >
                {move || if is_asking() { t!("action-cancel") } else { t!("action-retry") }}
            </button>
        </Show>
    }
}
