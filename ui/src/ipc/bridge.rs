//! `window.__TAURI__.core.invoke`, typed.

use contract::{AppError, Command};

use super::internal;
#[cfg(target_arch = "wasm32")]
use super::value;

#[cfg(target_arch = "wasm32")]
mod window {
    //! What the shell puts into the window.

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], js_name = invoke, catch)]
        pub(super) async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;
    }

    /// Whether the shell has put its functions there.
    pub(super) fn has_shell() -> bool {
        js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("__TAURI__")).unwrap_or(false)
    }
}

/// Sends `request` under the command's name as the one argument `request`.
#[cfg(target_arch = "wasm32")]
pub(super) async fn invoke<C: Command>(request: C::Request) -> Result<C::View, AppError> {
    #[derive(serde::Serialize)]
    struct Arguments<R> {
        request: R,
    }

    if !window::has_shell() {
        return Err(internal("this page is not open in the app"));
    }
    let arguments = value::to_value(&Arguments { request })
        .ok_or_else(|| internal(format!("{}: the request is not JSON", C::NAME)))?;
    match window::invoke(C::NAME, arguments).await {
        Ok(view) => {
            value::from_value(&view).map_err(|problem| internal(format!("{}: {problem}", C::NAME)))
        }
        Err(error) => Err(value::from_value(&error)
            .unwrap_or_else(|_| internal(error.as_string().unwrap_or_else(|| C::NAME.to_owned())))),
    }
}

/// There is no core outside of the window.
#[cfg(not(target_arch = "wasm32"))]
#[expect(
    clippy::unused_async,
    reason = "it stands in for the window's, which waits"
)]
pub(super) async fn invoke<C: Command>(_request: C::Request) -> Result<C::View, AppError> {
    Err(internal("there is no window"))
}
