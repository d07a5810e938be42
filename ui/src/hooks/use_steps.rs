//! Steps that follow one another with rests between them, in which the window can do what is asked of it.

use std::time::Duration;

use leptos::prelude::*;

use super::effect;
use crate::ipc::Pending;

/// Between two steps.
const REST: Duration = Duration::from_millis(50);

/// How many of `steps` may be shown: none while `is_busy`, and afterwards one more after each rest. What is still to
/// come counts in `<html data-pending>`.
#[must_use]
pub fn use_steps(is_busy: ReadSignal<bool>, steps: usize) -> ReadSignal<usize> {
    let shown = RwSignal::new(if is_busy.get_untracked() { 0 } else { steps });
    effect(move || {
        if is_busy.get() {
            shown.set(0);
        } else if shown.get_untracked() < steps {
            rest(is_busy, shown, steps);
        }
    });
    shown.read_only()
}

fn rest(is_busy: ReadSignal<bool>, shown: RwSignal<usize>, steps: usize) {
    let pending = Pending::begin();
    set_timeout(
        move || {
            // Its page may be gone meanwhile, or busy anew.
            if is_busy.try_get_untracked() == Some(false)
                && let Some(now) = shown.try_get_untracked().filter(|now| *now < steps)
            {
                shown.set(now + 1);
                rest(is_busy, shown, steps);
            }
            drop(pending);
        },
        REST,
    );
}
