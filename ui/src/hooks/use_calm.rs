//! Shows a value that may change many times a second at a pace the window can draw.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::effect;
use crate::ipc::Pending;

/// Follows `value`: a change after a rest is shown at once, later ones at most every
/// `pace`, and the last one always. What is held back counts in `<html data-pending>`.
#[must_use]
pub fn use_calm<T>(value: RwSignal<T>, pace: Duration) -> ReadSignal<T>
where
    T: Clone + Send + Sync + 'static,
{
    let calm = Calm {
        value,
        shown: RwSignal::new(value.get_untracked()),
        pace,
        rest: StoredValue::new_local(None),
        held: StoredValue::new_local(None),
    };
    let mut is_begun = false;
    effect(move || {
        value.track();
        if std::mem::replace(&mut is_begun, true) {
            calm.change();
        }
    });
    on_cleanup(move || calm.end());
    calm.shown.read_only()
}

/// A value, what is shown of it, and the rest between two changes of that.
struct Calm<T: Send + Sync + 'static> {
    value: RwSignal<T>,
    shown: RwSignal<T>,
    pace: Duration,
    rest: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    held: StoredValue<Option<Pending>, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Calm<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Calm<T> {}

impl<T: Clone + Send + Sync + 'static> Calm<T> {
    fn change(self) {
        if self.rest.with_value(Option::is_none) {
            self.show();
        } else if self.held.with_value(Option::is_none) {
            self.held.set_value(Some(Pending::begin()));
        }
    }

    fn show(self) {
        if let Some(value) = self.value.try_get_untracked() {
            self.shown.try_set(value);
        }
        let after = move || {
            self.rest.try_update_value(Option::take);
            // The count falls only once the value stands.
            let held = self.held.try_update_value(Option::take).flatten();
            if held.is_some() {
                self.show();
            }
        };
        if let Ok(rest) = set_timeout_with_handle(after, self.pace) {
            self.rest.try_set_value(Some(rest));
        }
    }

    fn end(self) {
        self.held.try_update_value(Option::take);
        if let Some(Some(rest)) = self.rest.try_update_value(Option::take) {
            rest.clear();
        }
    }
}
