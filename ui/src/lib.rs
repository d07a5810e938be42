//! The interface of the portal, as Leptos components in the window's web view.

use leptos::prelude::*;

/// Mounts the interface and says on `<html>` that it is ready.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <main data-testid="page-hello"><h1>"MultiPoint VPN Portal"</h1></main> });
    if let Some(loading) = document().get_element_by_id("start") {
        loading.remove();
    }
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-app-state", "ready");
    }
}
