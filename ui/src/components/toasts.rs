//! The messages in the corner of the window.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Icon, IconButton, Row, Rows, Symbol, banner::symbol};
use crate::{
    state::{Toast, use_app},
    t,
};

/// All messages, in a region that a screen reader reads out when one comes.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = use_app().toasts;
    view! {
        <section class="toasts" aria-label=t!("toasts-label")>
            <Rows each=move || {
                let toasts = toasts.list().get().into_iter();
                toasts.map(|toast| Row::new(toast.id, || view! { <ToastCard toast=toast /> })).collect()
            } />
        </section>
    }
}

#[component]
fn ToastCard(toast: Toast) -> impl IntoView {
    let toasts = use_app().toasts;
    let id = toast.id;
    view! {
        <div
            class=format!("toast toast-{}", toast.severity.as_str())
            data-testid="toast"
            data-severity=toast.severity.as_str()
            data-code=toast.code.map(contract::ErrorCode::as_str)
            role=if toast.severity.is_urgent() { "alert" } else { "status" }
        >
            <Icon symbol=symbol(toast.severity) />
            <div class="toast-body">
                <p class="toast-text">{toast.text}</p>
                {toast.next_step.map(|next_step| {
                    view! {
                        <p>
                            {next_step}
                            {toast.place.map(|place| {
                                view! {
                                    " "
                                    <A href=place.route()>{place.label().text()}</A>
                                }
                            })}
                        </p>
                    }
                })}
                {toast.correlator.map(|correlator| {
                    view! { <p class="banner-fine">{t!("correlator", correlator = correlator)}</p> }
                })}
            </div>
            <IconButton
                testid="toast-close"
                symbol=Symbol::Cross
                label=t!("action-close")
                on_press=move || toasts.close(id)
            />
        </div>
    }
}
