//! Giving the design another name.

use leptos::prelude::*;
use model::Design;

use super::actions;
use crate::{
    components::{Dialog, DialogButtons, IconButton, Symbol, TextField},
    state::design::use_design,
    t,
};

/// The button beside the title, and the dialog it opens.
#[component]
pub(super) fn Rename() -> impl IntoView {
    let state = use_design();
    let name = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let attempted = RwSignal::new(false);
    let open = move || {
        let current = state
            .document
            .design()
            .with_untracked(|design| design.as_ref().map(|design| design.name.clone()));
        name.set(current.unwrap_or_default());
        attempted.set(false);
        is_open.set(true);
    };
    let save = move || {
        attempted.set(true);
        let wanted = name.get_untracked().trim().to_owned();
        if problem(&wanted).is_none() {
            actions::rename(state, wanted);
            is_open.set(false);
        }
    };
    let error = Signal::derive(move || {
        attempted
            .get()
            .then(|| problem(name.get().trim()))
            .flatten()
    });
    view! {
        <IconButton
            testid="design-rename"
            symbol=Symbol::Pencil
            label=t!("design-rename")
            on_press=open
        />
        <Dialog testid="design-rename-form" title=t!("design-rename") open=is_open>
            <form
                class="dialog-form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextField
                    testid="design-name"
                    label=t!("design-name")
                    value=name
                    error=error
                    autofocus=true
                />
                <DialogButtons
                    cancel_testid="design-rename-cancel"
                    confirm_testid="design-rename-save"
                    on_cancel=move || is_open.set(false)
                >
                    {t!("action-save")}
                </DialogButtons>
            </form>
        </Dialog>
    }
}

fn problem(name: &str) -> Option<String> {
    let length = name.chars().count();
    if length == 0 {
        Some(t!("design-name-missing"))
    } else if length > Design::MAX_NAME {
        Some(t!("design-name-too-long"))
    } else {
        None
    }
}
