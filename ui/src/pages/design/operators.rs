//! Which operators are asked: a choice among those that are kept, where there is more than one.

use contract::ProfileView;
use leptos::prelude::*;
use model::{Action, ProfileId};

use crate::{
    components::{CollectAny, Show},
    hooks::memo,
    state::{design::use_design, use_app},
    t,
};

/// Why the operator cannot be asked. Where there is a choice, that says why.
pub(super) fn assess_denial() -> Signal<Option<String>> {
    let (app, picks) = (use_app(), use_design().answer.picks);
    Signal::derive(move || {
        let is_alone = !picks.are_several();
        is_alone
            .then(|| app.denial_in_use(Action::Assess))
            .flatten()
    })
}

/// The choice of operators, closed until it is wanted.
#[component]
pub(super) fn Operators() -> impl IntoView {
    let (profiles, picks) = (use_app().profiles, use_design().answer.picks);
    // What is shown of them, without how each answered last: a choice keeps the focus meanwhile.
    let choices = memo(move || {
        profiles.rows().with(|rows| {
            let choice = |operator: &ProfileView| Choice {
                id: operator.id.clone(),
                name: operator.name.clone(),
                colour: operator.options.colour.as_str(),
                is_simulated: operator.is_simulated,
                denial: picks.denial(operator),
            };
            rows.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let names = move || {
        let picked = picks.all();
        choices.with(|choices| {
            let is_picked = |choice: &&Choice| picked.contains(&Some(choice.id.clone()));
            let names: Vec<_> = choices.iter().filter(is_picked).collect();
            match names.as_slice() {
                [] => t!("operators-none"),
                [one] => one.name.clone(),
                [first, others @ ..] => {
                    t!(
                        "operators-more",
                        operator = first.name.clone(),
                        count = others.len()
                    )
                }
            }
        })
    };
    view! {
        <Show when=move || picks.are_several()>
            <details class="operators">
                <summary data-testid="operators">
                    <span class="field-label">{t!("operators-asked")}</span>
                    <b>{names}</b>
                </summary>
                <ul aria-label=t!("operators-asked")>
                    {move || choices.get().into_iter().map(choice_view).collect_any()}
                </ul>
            </details>
        </Show>
    }
}

#[derive(Clone, PartialEq)]
struct Choice {
    id: ProfileId,
    name: String,
    colour: &'static str,
    is_simulated: bool,
    denial: Option<String>,
}

fn choice_view(choice: Choice) -> impl IntoView {
    let picks = use_design().answer.picks;
    let (id, picked) = (choice.id.clone(), Some(choice.id.clone()));
    view! {
        <li>
            <label class="operator-name" data-colour=choice.colour>
                <input
                    type="checkbox"
                    data-testid="operator-choice"
                    data-profile=choice.id.to_string()
                    prop:checked=move || picks.all().contains(&picked)
                    disabled=choice.denial.is_some()
                    on:change=move |_| picks.turn(&id)
                />
                <span>{choice.name}</span>
                {choice.is_simulated.then(|| view! { <span class="tag">{t!("origin-simulated-tag")}</span> })}
            </label>
            {choice.denial.map(|denial| view! { <small>{denial}</small> })}
        </li>
    }
}
