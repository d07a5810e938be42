//! What the core tells unasked.

use contract::Event;

#[cfg(target_arch = "wasm32")]
mod window {
    //! The shell's way to subscribe.

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "event"], js_name = listen, catch)]
        pub(super) async fn listen(name: &str, handler: &JsValue) -> Result<JsValue, JsValue>;
    }
}

/// Hands every event to `handler`, for as long as the window is open. Resolves once the
/// subscription stands, so that what is asked for afterwards misses nothing.
#[cfg(target_arch = "wasm32")]
pub async fn listen(handler: impl Fn(Event) + 'static) {
    use leptos::logging::warn;
    use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};

    use crate::json;

    let closure = Closure::<dyn Fn(JsValue)>::new(move |envelope: JsValue| {
        let payload = js_sys::Reflect::get(&envelope, &JsValue::from_str("payload"));
        match payload.map(json::of::<Event>) {
            Ok(Ok(event)) => handler(event),
            Ok(Err(error)) => warn!("an event could not be read: {error}"),
            Err(_) => warn!("an event came without a payload"),
        }
    });
    if window::listen(Event::NAME, closure.as_ref().unchecked_ref())
        .await
        .is_err()
    {
        warn!("the window cannot listen to events");
    }
    // It lives as long as the window.
    closure.forget();
}

/// There is no core outside of the window.
#[cfg(not(target_arch = "wasm32"))]
pub async fn listen(_handler: impl Fn(Event) + 'static) {}
