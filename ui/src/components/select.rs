//! A choice among a few.

use leptos::prelude::*;

use super::{CollectAny, Field, FieldParts};

/// One choice: its wire value and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value of the option.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A native select.
#[component]
pub fn Select(
    /// Its hook and identifier.
    testid: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The value of the chosen option.
    #[prop(into)]
    value: Signal<String>,
    /// The options.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Called with the value of the option a person chose.
    #[prop(into)]
    on_choose: Callback<String>,
    /// A short explanation.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let parts = FieldParts::new(testid, hint.is_some(), error);
    let described = parts.clone();
    let control = view! {
        <span class="input input-select">
            <select
                id=testid
                data-testid=testid
                aria-describedby=move || described.described_by()
                aria-invalid=move || parts.invalid()
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {move || {
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|option| {
                            let is_chosen = option.value == chosen;
                            view! {
                                <option value=option.value prop:selected=is_chosen>
                                    {option.label}
                                </option>
                            }
                        })
                        .collect_any()
                }}
            </select>
            <span class="input-arrow" aria-hidden="true"></span>
        </span>
    };
    match hint {
        Some(hint) => {
            view! { <Field id=testid label=label hint=hint error=error>{control}</Field> }
                .into_any()
        }
        None => view! { <Field id=testid label=label error=error>{control}</Field> }.into_any(),
    }
}
