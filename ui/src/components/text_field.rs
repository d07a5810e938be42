//! Fields for text and numbers.

use leptos::prelude::*;

use super::{Field, FieldParts};

/// Which keyboard and which checks a text field gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// Any text.
    #[default]
    Text,
    /// An address of the web.
    Url,
    /// A whole number.
    Whole,
    /// A number with a decimal mark.
    Decimal,
    /// Something to find.
    Search,
    /// A secret: never shown, never filled in.
    Secret,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Secret => "password",
            Self::Text | Self::Url | Self::Whole | Self::Decimal | Self::Search => "text",
        }
    }

    const fn mode(self) -> &'static str {
        match self {
            Self::Text | Self::Secret => "text",
            Self::Url => "url",
            Self::Whole => "numeric",
            Self::Decimal => "decimal",
            Self::Search => "search",
        }
    }

    const fn is_machine_text(self) -> bool {
        match self {
            Self::Url | Self::Whole | Self::Decimal | Self::Secret => true,
            Self::Text | Self::Search => false,
        }
    }
}

/// A field for text. What is typed stays as typed.
#[component]
pub fn TextField(
    /// Its hook and identifier.
    testid: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    value: RwSignal<String>,
    /// What kind of text.
    #[prop(optional)]
    input: Input,
    /// A short explanation.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the text.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A unit behind the text.
    #[prop(optional, into)]
    unit: Option<Signal<String>>,
    /// An example in the empty field.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Whether the dialog it stands in opens with the focus on it.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it can be read only.
    #[prop(optional, into)]
    readonly: Signal<bool>,
    /// Called with each change a person makes.
    #[prop(optional, into)]
    on_input: Option<Callback<()>>,
) -> impl IntoView {
    let parts = FieldParts::new(testid, hint.is_some(), error);
    let described = parts.clone();
    let control = view! {
        <span class="input">
            <input
                id=testid
                data-testid=testid
                type=input.kind()
                inputmode=input.mode()
                autocomplete=if input == Input::Secret { "new-password" } else { "off" }
                autocapitalize="off"
                spellcheck=if input.is_machine_text() { "false" } else { "true" }
                placeholder=placeholder
                autofocus=autofocus
                readonly=readonly
                aria-describedby=move || described.described_by()
                aria-invalid=move || parts.invalid()
                prop:value=value
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    if let Some(on_input) = on_input {
                        on_input.run(());
                    }
                }
            />
            {unit.map(|unit| view! { <span class="input-unit" aria-hidden="true">{unit}</span> })}
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

/// A field for a whole number; a text field, so that it can be empty and never regroups
/// what is being typed.
#[component]
pub fn NumberField(
    /// Its hook and identifier.
    testid: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The digits as typed.
    value: RwSignal<String>,
    /// What is wrong with them.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The unit behind them.
    #[prop(optional, into)]
    unit: Option<Signal<String>>,
    /// Called with each change a person makes.
    #[prop(optional, into)]
    on_input: Option<Callback<()>>,
) -> impl IntoView {
    let unit = unit.unwrap_or_else(|| Signal::stored(String::new()));
    let on_input = on_input.unwrap_or_else(|| Callback::new(|()| ()));
    view! {
        <TextField
            testid=testid
            label=label
            value=value
            input=Input::Whole
            error=error
            unit=unit
            on_input=on_input
        />
    }
}
