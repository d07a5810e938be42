//! What stands on the page only under a condition.

use std::sync::Arc;

use leptos::{children::ViewFn, either::Either, prelude::*};

/// Shows its children while `when` holds, else `fallback`. It is Leptos' component of that name, with closures
/// behind pointers: the program has it once, not once for each use.
#[component]
pub fn Show(
    /// The condition. What stands there is made anew only where the condition changes.
    #[prop(into)]
    when: Condition,
    /// What stands in its place otherwise; nothing where it is left out.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let holds = ArcMemo::new(move |_| (when.0)());
    move || {
        if holds.get() {
            Either::Left(children())
        } else {
            Either::Right(fallback.run())
        }
    }
}

/// A condition that follows the signals it reads.
#[derive(Clone)]
pub struct Condition(Arc<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(holds: F) -> Self {
        Self(Arc::new(holds))
    }
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Condition")
    }
}
