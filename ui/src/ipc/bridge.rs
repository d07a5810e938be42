//! `window.__TAURI__.core.invoke`, typed.
//!
//! Only what a command's own types ask for is made for each command: writing its request and reading its answer. The
//! way there and back stands behind a pointer, so that the program has it once.

use std::pin::Pin;

use contract::{AppError, Command};
use wasm_bindgen::JsValue;

use super::internal;
#[cfg(target_arch = "wasm32")]
use super::{Pending, value};
#[cfg(target_arch = "wasm32")]
use crate::json;

/// A command and what it is asked, as the web view has it.
#[derive(Debug)]
pub struct Question {
    name: &'static str,
    /// None where the request cannot be JSON.
    arguments: Option<JsValue>,
}

/// What the core answered, as the web view has it.
#[derive(Debug)]
pub struct Answer {
    name: &'static str,
    view: JsValue,
}

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

/// Puts `request` under the command's name as the one argument `request`.
#[cfg(target_arch = "wasm32")]
pub fn question<C: Command>(request: C::Request) -> Question {
    #[derive(serde::Serialize)]
    struct Arguments<R> {
        request: R,
    }

    Question {
        name: C::NAME,
        arguments: value::to_value(&Arguments { request }),
    }
}

/// Sends a question.
#[cfg(target_arch = "wasm32")]
pub fn ask(question: Question) -> Pin<Box<dyn Future<Output = Result<Answer, AppError>>>> {
    Box::pin(async move {
        let _pending = Pending::begin();
        let name = question.name;
        if !window::has_shell() {
            return Err(internal("this page is not open in the app"));
        }
        let arguments = question
            .arguments
            .ok_or_else(|| internal(format!("{name}: the request is not JSON")))?;
        match window::invoke(name, arguments).await {
            Ok(view) => Ok(Answer { name, view }),
            Err(error) => Err(json::of(error.clone()).unwrap_or_else(|_| {
                internal(error.as_string().unwrap_or_else(|| name.to_owned()))
            })),
        }
    })
}

/// Reads the answer to the command.
///
/// # Errors
/// What the core answered, or what is wrong with its answer.
#[cfg(target_arch = "wasm32")]
pub fn read<C: Command>(answer: Result<Answer, AppError>) -> Result<C::View, AppError> {
    let answer = answer?;
    json::of(answer.view).map_err(|problem| internal(format!("{}: {problem}", answer.name)))
}

/// There is no core outside of the window.
#[cfg(not(target_arch = "wasm32"))]
pub fn question<C: Command>(_request: C::Request) -> Question {
    Question {
        name: C::NAME,
        arguments: None,
    }
}

/// There is no core outside of the window.
#[cfg(not(target_arch = "wasm32"))]
pub fn ask(question: Question) -> Pin<Box<dyn Future<Output = Result<Answer, AppError>>>> {
    let Question { name, arguments } = question;
    Box::pin(std::future::ready(match arguments {
        Some(view) => Ok(Answer { name, view }),
        None => Err(internal("there is no window")),
    }))
}

/// There is no core outside of the window.
///
/// # Errors
/// Always.
#[cfg(not(target_arch = "wasm32"))]
pub fn read<C: Command>(answer: Result<Answer, AppError>) -> Result<C::View, AppError> {
    answer.and_then(|answer| Err(internal(format!("{}: {:?}", answer.name, answer.view))))
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
