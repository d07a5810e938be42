//! Many views as one kind of view.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// Views beside each other, whatever each is.
pub trait CollectAny {
    /// The views as a list. Unlike Leptos' `collect_view` it forgets what each view is made of: the program has the
    /// code of a list once, not once for each kind of element.
    fn collect_any(self) -> Vec<AnyView>;
}

impl<I: IntoIterator<Item: IntoView + 'static>> CollectAny for I {
    fn collect_any(self) -> Vec<AnyView> {
        self.into_iter().map(IntoAny::into_any).collect()
    }
}

/// A component that is written again with each change of what it reads. Behind a pointer, as `view!` puts the
/// closures in it: the program has the code that follows the changes once, not once for each component.
pub fn live<V: IntoView + 'static>(mut view: impl FnMut() -> V + Send + 'static) -> impl IntoView {
    let view: Arc<Mutex<dyn FnMut() -> AnyView + Send>> =
        Arc::new(Mutex::new(move || view().into_any()));
    view
}
