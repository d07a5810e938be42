//! Something that is on or off.

use leptos::{prelude::*, web_sys::HtmlInputElement};

/// A switch with its words beside it.
#[component]
pub fn Switch(
    /// Its hook and identifier.
    testid: &'static str,
    /// What is on or off.
    #[prop(into)]
    label: Signal<String>,
    /// A short explanation.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with what a person chose.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What keeps it from being on.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let parts = super::FieldParts::new(testid, hint.is_some(), error);
    let described = parts.clone();
    view! {
        <div class="switch">
            <input
                id=testid
                data-testid=testid
                type="checkbox"
                role="switch"
                prop:checked=on
                aria-describedby=move || described.described_by()
                aria-invalid=move || parts.invalid()
                on:change=move |event| {
                    on_change.run(event_target_checked(&event));
                    // It shows what is, also where the change is refused.
                    if let Some(on) = on.try_get_untracked() {
                        event_target::<HtmlInputElement>(&event).set_checked(on);
                    }
                }
            />
            <div>
                <label for=testid>{label}</label>
                {hint.map(|hint| {
                    view! { <p class="field-hint" id=format!("{testid}-hint")>{hint}</p> }
                })}
                {move || {
                    error.get().map(|text| {
                        view! {
                            <p
                                class="field-error"
                                id=format!("{testid}-error")
                                data-testid=format!("{testid}-error")
                            >
                                {text}
                            </p>
                        }
                    })
                }}
            </div>
        </div>
    }
}
