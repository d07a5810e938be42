//! The form in a dialog.

use leptos::prelude::*;

/// A form that the app checks and sends itself.
#[component]
pub fn DialogForm(
    /// What Enter and the button that submits do.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Its fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="dialog-form"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
}
