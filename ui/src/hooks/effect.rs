//! Something done again whenever what it reads has changed.

use leptos::prelude::Effect;

/// Runs `run` on the next tick, and again after each change of a signal that it reads, for as long as its owner
/// stands. What it has to know of the time before, it keeps in what it captures.
///
/// Leptos makes its loop anew for each closure that it is given: 600 bytes of program each time. Behind a pointer
/// all closures are one, and so the interface has no `Effect::new` but this one.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
