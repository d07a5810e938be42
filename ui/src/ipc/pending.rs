//! Counts what is on its way to the core, so that automation can wait for rest.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// One command in flight, or input that waits for its debounce; counts in
/// `<html data-pending>` until it is dropped.
#[derive(Debug)]
pub struct Pending(());

impl Pending {
    /// Counts one more.
    #[must_use]
    pub fn begin() -> Self {
        change(|count| count.saturating_add(1));
        Self(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        change(|count| count.saturating_sub(1));
    }
}

fn change(step: impl FnOnce(u32) -> u32) {
    COUNT.with(|count| {
        count.set(step(count.get()));
        show(count.get());
    });
}

#[cfg(target_arch = "wasm32")]
fn show(count: u32) {
    if let Some(root) = leptos::prelude::document().document_element() {
        // Setting an attribute of that name cannot fail.
        let _ = root.set_attribute("data-pending", &count.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
const fn show(_count: u32) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_until_dropped() {
        let first = Pending::begin();
        let second = Pending::begin();
        assert_eq!(COUNT.with(Cell::get), 2);
        drop(first);
        drop(second);
        assert_eq!(COUNT.with(Cell::get), 0);
    }
}
