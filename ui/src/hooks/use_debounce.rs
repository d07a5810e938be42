//! Waits for a pause in the typing.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::ipc::Pending;

/// Runs something once there has been a pause; see [`use_debounce`].
#[derive(Clone, Copy, Debug)]
pub struct Debounce {
    pause: Duration,
    waiting: StoredValue<Option<(TimeoutHandle, Pending)>, LocalStorage>,
}

/// Gives a form a debounce of `pause`. What waits counts in `<html data-pending>`, and is
/// dropped when the form goes.
#[must_use]
pub fn use_debounce(pause: Duration) -> Debounce {
    let debounce = Debounce {
        pause,
        waiting: StoredValue::new_local(None),
    };
    on_cleanup(move || debounce.cancel());
    debounce
}

impl Debounce {
    /// Runs `work` after the pause, in place of what waited before.
    pub fn run(&self, work: impl Fn() + 'static) {
        self.cancel();
        let waiting = self.waiting;
        let handle = set_timeout_with_handle(
            move || {
                // Work counts itself before the waiting ends, so that the count never shows
                // a rest between the two.
                work();
                waiting.try_update_value(Option::take);
            },
            self.pause,
        );
        if let Ok(handle) = handle {
            self.waiting.set_value(Some((handle, Pending::begin())));
        }
    }

    /// Drops what waits.
    pub fn cancel(&self) {
        if let Some(Some((handle, _pending))) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }
}
