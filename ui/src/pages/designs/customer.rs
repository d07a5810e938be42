//! Forgetting a customer: everything under its name, after a question that says what that is.

use contract::{CustomerRequest, CustomerView, command};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, ConfirmDialog},
    hooks::use_command,
    state::{design::use_design, use_app},
    t,
};

/// A customer that is asked about, and what there is of it.
pub(super) type Question = RwSignal<Option<(String, CustomerView)>>;

/// The button beside a customer's name.
#[component]
pub(super) fn ForgetButton(customer: String, question: Question) -> impl IntoView {
    let state = use_app();
    let review = use_command();
    let name = customer.clone();
    let ask = move || {
        let customer = customer.clone();
        let request = CustomerRequest {
            customer: customer.clone(),
        };
        review.run_telling::<command::customer_review>(state.toasts, request, move |view| {
            question.set(Some((customer, view)))
        });
    };
    view! {
        <Button testid="customer-forget" kind=ButtonKind::Link busy=review.pending() on_press=ask>
            {t!("customer-forget")}
            <span class="visually-hidden">{name}</span>
        </Button>
    }
}

/// The question, and what a yes does.
#[component]
pub(super) fn ForgetDialog(
    question: Question,
    #[prop(into)] on_forgotten: Callback<()>,
) -> impl IntoView {
    let (state, design) = (use_app(), use_design());
    let forget = use_command();
    let confirm = move || {
        let Some((customer, _)) = question.get_untracked() else {
            return;
        };
        forget.run::<command::customer_forget>(CustomerRequest { customer }, move |view| {
            question.set(None);
            // What is open may be of it, and with it what was half typed.
            design.forget();
            state.toasts.success(words("customer-forgotten", &view));
            on_forgotten.run(());
        });
    };
    view! {
        <ConfirmDialog
            testid="customer-dialog"
            cancel_testid="customer-cancel"
            confirm_testid="customer-confirm"
            question=Signal::derive(move || {
                let (customer, _) = question.get()?;
                Some(t!("customer-question", customer = customer))
            })
            warning=Signal::derive(move || {
                question.with(|question| {
                    question
                        .as_ref()
                        .map(|(_, view)| words("customer-warning", view))
                        .unwrap_or_default()
                })
            })
            confirm=t!("customer-forget")
            command=forget
            on_confirm=confirm
            on_cancel=move || question.set(None)
        />
    }
}

fn words(key: &'static str, view: &CustomerView) -> String {
    t!(
        key,
        designs = t!("count-designs", count = view.designs),
        quotes = t!("count-quotes", count = view.quotes),
        sessions = t!("count-sessions-stay", count = view.sessions)
    )
}
