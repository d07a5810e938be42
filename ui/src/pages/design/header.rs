//! What the page puts into the frame's header: another name, whether all is saved, undo and redo.

use leptos::prelude::*;

use super::{present::PresentButton, rename::Rename};
use crate::{
    components::{Button, ButtonKind, IconButton, Show, Symbol},
    model::edit_queue::SaveState,
    state::design::use_design,
    t,
};

/// Another name, save state, undo and redo.
#[component]
pub(super) fn HeaderControls() -> impl IntoView {
    let document = use_design().document;
    let state = document.save_state();
    view! {
        <Rename />
        <span
            class="save-state"
            role="status"
            data-testid="save-state"
            data-state=move || state.get().as_str()
        >
            {move || match state.get() {
                SaveState::Saved => t!("design-saved"),
                SaveState::Saving => t!("design-saving"),
                SaveState::Failed => t!("design-not-saved"),
            }}
        </span>
        <Show when=move || state.get() == SaveState::Failed>
            <Button kind=ButtonKind::Link on_press=move || document.retry()>
                {t!("action-retry")}
            </Button>
        </Show>
        <IconButton
            testid="undo"
            symbol=Symbol::Undo
            label=t!("design-undo")
            disabled=Signal::derive(move || !document.can_undo())
            on_press=move || document.undo()
        />
        <IconButton
            testid="redo"
            symbol=Symbol::Redo
            label=t!("design-redo")
            disabled=Signal::derive(move || !document.can_redo())
            on_press=move || document.redo()
        />
        <PresentButton />
    }
}
