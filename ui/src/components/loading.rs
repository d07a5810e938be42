//! What stands where something is on its way.

use leptos::{children::ChildrenFn, prelude::*};

use super::{Button, CollectAny, ErrorBanner, live};
use crate::{state::Load, t};

/// A small ring that turns.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}

/// Grey bars in the place of rows on their way.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 5)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" aria-busy="true">
            <span class="visually-hidden" role="status">{t!("loading")}</span>
            {(0..rows).map(|_| view! { <span class="skeleton-row"></span> }).collect_any()}
        </div>
    }
}

/// Shows `children` once a list is there, bars until then, and a failure with a way to try
/// again.
#[component]
pub fn Loaded(
    /// How far the list has come.
    #[prop(into)]
    load: Signal<Load>,
    /// Asks for it again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// What is shown once it is there.
    children: ChildrenFn,
) -> impl IntoView {
    // A list that is being asked for again stays on the screen.
    let shown = Memo::new(move |before: Option<&Shown>| match load.get() {
        Load::Ready => Shown::Content,
        Load::Failed(_) => Shown::Failure,
        Load::Idle | Load::Loading if before == Some(&Shown::Content) => Shown::Content,
        Load::Idle | Load::Loading => Shown::Bars,
    });
    let error = Signal::derive(move || match load.get() {
        Load::Failed(error) => Some(error),
        Load::Idle | Load::Loading | Load::Ready => None,
    });
    live(move || match shown.get() {
        Shown::Content => children().into_any(),
        Shown::Bars => view! { <Skeleton /> }.into_any(),
        Shown::Failure => view! {
            <div class="load-failed">
                <ErrorBanner error=error />
                <Button on_press=move || on_retry.run(())>{t!("action-retry")}</Button>
            </div>
        }
        .into_any(),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Bars,
    Content,
    Failure,
}
