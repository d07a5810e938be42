//! `window.__TAURI__.core.invoke`, typed.

#[cfg(target_arch = "wasm32")]
use std::pin::Pin;

use contract::{AppError, Command};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsValue;

use super::internal;
#[cfg(target_arch = "wasm32")]
use super::{Pending, value};
#[cfg(target_arch = "wasm32")]
use crate::json::Problem;

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

    let view = send(C::NAME, value::to_value(&Arguments { request })).await?;
    value::from_value(&view).map_err(|problem| unreadable(C::NAME, &problem))
}

/// What every command has in common. It stands apart, and behind a pointer, so that the program has it once and not
/// once for each command.
#[cfg(target_arch = "wasm32")]
fn send(
    name: &'static str,
    arguments: Option<JsValue>,
) -> Pin<Box<dyn Future<Output = Result<JsValue, AppError>>>> {
    Box::pin(async move {
        let _pending = Pending::begin();
        if !window::has_shell() {
            return Err(internal("this page is not open in the app"));
        }
        let arguments =
            arguments.ok_or_else(|| internal(format!("{name}: the request is not JSON")))?;
        window::invoke(name, arguments).await.map_err(|error| {
            value::from_value(&error)
                .unwrap_or_else(|_| internal(error.as_string().unwrap_or_else(|| name.to_owned())))
        })
    })
}

#[cfg(target_arch = "wasm32")]
fn unreadable(name: &str, problem: &Problem) -> AppError {
    internal(format!("{name}: {problem}"))
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

/// Lets the window fill the screen, or not. A system that does not do it leaves the window as it is.
#[cfg(target_arch = "wasm32")]
pub fn fill_screen(value: bool) {
    #[derive(serde::Serialize)]
    struct Arguments {
        label: &'static str,
        value: bool,
    }

    let arguments = value::to_value(&Arguments {
        label: "main",
        value,
    });
    wasm_bindgen_futures::spawn_local(async move {
        if window::has_shell()
            && let Some(arguments) = arguments
            && window::invoke("plugin:window|set_fullscreen", arguments)
                .await
                .is_err()
        {
            leptos::logging::warn!("the window does not fill the screen");
        }
    });
}

/// There is no window.
#[cfg(not(target_arch = "wasm32"))]
pub const fn fill_screen(_value: bool) {}
