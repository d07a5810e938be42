//! The commands that the window may call: one adapter for each in the contract's list, and no other.

use contract::*;
use model::{Assessment, CloudRegion, Quote};
use tauri::{State, Wry, ipc::Invoke};

use crate::core::Core;

macro_rules! adapters {
    ($($name:ident($request:ty) -> $view:ty;)*) => {
        $(
            #[tauri::command]
            async fn $name(core: State<'_, Core>, request: $request) -> Result<$view, AppError> {
                core.portal().await?.$name(request).await
            }
        )*

        /// Hands a call from the window to its adapter.
        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}

contract::for_each_command!(adapters);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    /// What the window may do besides calling the commands: hear events, and fill the screen.
    const BESIDES: [&str; 3] = [
        "core:event:allow-listen",
        "core:event:allow-unlisten",
        "core:window:allow-set-fullscreen",
    ];

    #[test]
    fn the_window_may_call_exactly_the_commands_of_the_contract() {
        let capability: Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        let granted: BTreeSet<&str> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        let commands: Vec<String> = contract::COMMAND_NAMES
            .iter()
            .map(|name| format!("allow-{}", name.replace('_', "-")))
            .collect();
        let expected: BTreeSet<&str> = commands.iter().map(String::as_str).chain(BESIDES).collect();
        assert_eq!(granted, expected);
    }
}
