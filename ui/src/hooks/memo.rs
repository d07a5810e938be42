//! A value that is worked out of signals, once for each change.

use leptos::prelude::*;

/// Keeps what `value` gives, works it out again when a signal that it reads has changed, and tells whoever follows it
/// only where it came out differently.
///
/// Leptos makes its code anew for each closure that it is given. Behind a pointer there is one for each type.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed(Box::new(value))
}

fn boxed<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| value())
}
