//! Giving the design another name, and saying who it is for.

use leptos::prelude::*;
use model::Design;

use super::actions;
use crate::{
    components::{Dialog, DialogButtons, DialogForm, IconButton, Symbol, TextField},
    state::design::use_design,
    t,
};

/// The button beside the title, and the dialog it opens.
#[component]
pub(super) fn Rename() -> impl IntoView {
    let state = use_design();
    let name = RwSignal::new(String::new());
    let customer = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let attempted = RwSignal::new(false);
    let open = move || {
        state.document.design().with_untracked(|design| {
            if let Some(design) = design {
                name.set(design.name.clone());
                customer.set(design.customer.clone());
            }
        });
        attempted.set(false);
        is_open.set(true);
    };
    let save = move || {
        attempted.set(true);
        let wanted = name.get_untracked().trim().to_owned();
        let whose = customer.get_untracked().trim().to_owned();
        if problem(&wanted).is_none() && !is_too_long(&whose) {
            actions::rename(state, wanted, whose);
            is_open.set(false);
        }
    };
    let error = Signal::derive(move || {
        attempted
            .get()
            .then(|| problem(name.get().trim()))
            .flatten()
    });
    let customer_error = Signal::derive(move || {
        let is_wrong = attempted.get() && is_too_long(customer.get().trim());
        is_wrong.then(|| t!("design-name-too-long"))
    });
    view! {
        <IconButton
            testid="design-rename"
            symbol=Symbol::Pencil
            label=t!("design-rename")
            on_press=open
        />
        <Dialog testid="design-rename-form" title=t!("design-rename") open=is_open>
            <DialogForm on_submit=save>
                <TextField
                    testid="design-name"
                    label=t!("design-name")
                    value=name
                    error=error
                    autofocus=true
                />
                <TextField
                    testid="design-customer"
                    label=t!("design-customer")
                    hint=t!("design-customer-hint")
                    value=customer
                    error=customer_error
                />
                <DialogButtons
                    cancel_testid="design-rename-cancel"
                    confirm_testid="design-rename-save"
                    on_cancel=move || is_open.set(false)
                >
                    {t!("action-save")}
                </DialogButtons>
            </DialogForm>
        </Dialog>
    }
}

fn problem(name: &str) -> Option<String> {
    let length = name.chars().count();
    if length == 0 {
        Some(t!("design-name-missing"))
    } else if is_too_long(name) {
        Some(t!("design-name-too-long"))
    } else {
        None
    }
}

fn is_too_long(name: &str) -> bool {
    name.chars().count() > Design::MAX_NAME
}
