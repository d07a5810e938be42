//! The foot of the right side: what is chosen, how it compares, and on to quote or order.

use leptos::prelude::*;
use leptos_router::components::A;
use model::{Action, Level, Offer, QuoteId};

use super::wording;
use crate::{
    components::{Button, ButtonKind, Denied, FeeText, Show},
    hooks::{effect, memo},
    i18n::format,
    model::comparison::{Comparison, against},
    state::{
        Load,
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// The chosen offer with its buttons, once there is an answer.
#[component]
pub(super) fn Summary() -> impl IntoView {
    let (app, state) = (use_app(), use_design());
    let has_answer = memo(move || state.answer.answer().get().is_some());
    effect(move || {
        if !has_answer.get() {
            return;
        }
        if matches!(app.quotes.load().get(), Load::Idle) {
            app.load_quotes();
        }
        app.quotes
            .rows()
            .with(|quotes| state.answer.find_last_quote(quotes));
    });
    let chosen = memo(move || chosen_offer(state));
    let saved = RwSignal::new(None::<QuoteId>);
    let operator = move || app.profile(&state.answer.answer().get()?.assessment.profile);
    let denial = Signal::derive(move || app.denial(&operator()?.id, Action::Order));
    // Whose offer it is, where there are several operators.
    let name = move || {
        let operator = operator().filter(|_| state.answer.picks.are_several());
        operator.map(|operator| {
            let colour = operator.options.colour.as_str();
            view! { <p class="operator-name" data-colour=colour title=operator.name>{operator.name.clone()}</p> }
        })
    };
    // The note is about the answer on the screen, not about the next one.
    effect(move || {
        state.answer.answer().track();
        saved.set(None);
    });
    let comparison = memo(move || {
        let (level, _) = chosen.get()?;
        let answer = state.answer.answer().get()?;
        let last = state.answer.last_quote();
        last.with(|quote| against(&answer, level, quote.as_ref()?))
    });
    view! {
        <Show when=move || has_answer.get()>
            <div
                class="summary"
                data-testid="offer-chosen"
                data-profile=move || operator().map(|operator| operator.id.to_string())
                data-level=move || chosen.get().map(|(level, _)| level.as_str())
            >
                {name}
                // An answer that was just saved is its own last quote: there is nothing to compare.
                {move || {
                    let line = saved.get().is_none().then(|| comparison.get()).flatten();
                    line.map(|line| view! { <AgainstQuote line=line /> })
                }}
                {move || chosen.get().map(|(level, offer)| {
                    let answer = state.answer.answer().get_untracked();
                    let term = answer.and_then(|answer| answer.assessment.requirement.term);
                    view! {
                        <p class="summary-line summary-total">
                            <span>{t!("summary-level", level = level.as_str(), term = format::term(term))}</span>
                            <FeeText fee=offer.fee term=term />
                        </p>
                    }
                })}
                {move || saved.get().map(|quote| {
                    view! {
                        <p class="summary-note" role="status">
                            {t!("quote-saved")} " "
                            <A href=format!("/quotes/{quote}")>{t!("quote-saved-open")}</A>
                        </p>
                    }
                })}
                <Denied reason=denial />
                <div class="summary-actions">
                    <SaveQuote saved=saved />
                    <Button
                        testid="order"
                        kind=ButtonKind::Primary
                        busy=state.order.is_loading()
                        disabled=Signal::derive(move || chosen.get().is_none() || denial.get().is_some())
                        on_press=move || begin_order(state)
                    >
                        {move || match chosen.get() {
                            Some((level, _)) => t!("order-level", level = level.as_str()),
                            None => t!("order-none"),
                        }}
                    </Button>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn SaveQuote(
    /// The quote that the answer on the screen was saved as.
    saved: RwSignal<Option<QuoteId>>,
) -> impl IntoView {
    let (app, state) = (use_app(), use_design());
    let is_saving = RwSignal::new(false);
    let save = move || {
        is_saving.set(true);
        state.answer.save_quote(move |result| {
            is_saving.try_set(false);
            match result {
                Ok(quote) => {
                    saved.try_set(Some(quote.id));
                }
                Err(error) => app.toasts.error(&error),
            }
        });
    };
    view! {
        <Button testid="quote-save" busy=is_saving on_press=save>
            {t!("quote-save")}
        </Button>
    }
}

#[component]
fn AgainstQuote(line: Comparison) -> impl IntoView {
    let words = wording::against_quote(&line);
    view! {
        <p class="summary-line">
            <span>{t!("summary-against", date = format::short_date(line.quoted_at))}</span>
            <b>{words}</b>
        </p>
    }
}

fn chosen_offer(state: DesignState) -> Option<(Level, Offer)> {
    let level = state.answer.chosen().get()?;
    let answer = state.answer.answer().get()?;
    let offer = answer.assessment.offer(level)?;
    Some((level, offer.clone()))
}

fn begin_order(state: DesignState) {
    let answer = state.answer.answer().get_untracked();
    if let (Some(answer), Some(level)) = (answer, state.answer.chosen().get_untracked()) {
        state.order.begin(answer.assessment.id.clone(), level);
    }
}
