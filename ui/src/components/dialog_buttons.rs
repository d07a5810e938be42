//! The two buttons at the end of a dialog.

use leptos::prelude::*;

use super::{Button, ButtonKind};

/// A way back and the way on.
#[component]
pub fn DialogButtons(
    /// Hook of the way back.
    cancel_testid: &'static str,
    /// Hook of the way on.
    confirm_testid: &'static str,
    /// How much the way on stands out.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// Whether the way on is being gone.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be gone.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Closes the dialog.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What the way on does, where it does not submit a form.
    #[prop(optional, into)]
    on_confirm: Option<Callback<()>>,
    /// The words of the way on.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="dialog-buttons">
            <Button testid=cancel_testid on_press=on_cancel>
                {crate::t!("action-cancel")}
            </Button>
            <Button
                testid=confirm_testid
                kind=kind
                submit=on_confirm.is_none()
                busy=busy
                disabled=disabled
                on_press=move || {
                    if let Some(on_confirm) = on_confirm {
                        on_confirm.run(());
                    }
                }
            >
                {children()}
            </Button>
        </div>
    }
}
