//! A form in the list: its frame, the Escape key, and the buttons below its fields.

use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind},
    t,
};

/// A form above the lists.
#[component]
pub(super) fn CardForm(
    /// Its hook.
    testid: &'static str,
    /// Hook of the button that saves.
    save_testid: &'static str,
    /// Hook of the button that forgets what was typed.
    cancel_testid: &'static str,
    /// Hook of the button that removes what the form is about.
    delete_testid: &'static str,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// The words of the button that saves.
    save: String,
    /// Saves.
    #[prop(into)]
    on_save: Callback<()>,
    /// Closes it and keeps what was typed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Closes it and forgets what was typed.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// Removes what it is about, where that is there already.
    on_delete: Option<Callback<()>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let heading = format!("{testid}-title");
    view! {
        <form
            class="card-form"
            data-testid=testid
            novalidate
            aria-labelledby=heading
            on:submit=move |event| {
                event.prevent_default();
                on_save.run(());
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    on_close.run(());
                }
            }
        >
            <h3 id=heading.clone()>{title}</h3>
            {children()}
            <div class="form-actions">
                <Button testid=save_testid kind=ButtonKind::Primary submit=true>
                    {save}
                </Button>
                <Button testid=cancel_testid on_press=on_cancel>
                    {t!("action-cancel")}
                </Button>
                {on_delete
                    .map(|on_delete| {
                        view! {
                            <span class="panel-gap"></span>
                            <Button
                                testid=delete_testid
                                kind=ButtonKind::Danger
                                on_press=on_delete
                            >
                                {t!("action-delete")}
                            </Button>
                        }
                    })}
            </div>
        </form>
    }
}
