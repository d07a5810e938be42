//! A question before something that cannot be undone.

use leptos::prelude::*;

use super::{ButtonKind, Dialog, DialogButtons, ErrorBanner};
use crate::hooks::{CommandHandle, effect};

/// The question, what follows from a yes, and both answers. It stays open while the command
/// runs and where it fails.
#[component]
pub fn ConfirmDialog(
    /// Its hook.
    testid: &'static str,
    /// Hook of the way back.
    cancel_testid: &'static str,
    /// Hook of the way on.
    confirm_testid: &'static str,
    /// The question; the dialog is open while there is one.
    #[prop(into)]
    question: Signal<Option<String>>,
    /// What follows from a yes.
    #[prop(into)]
    warning: Signal<String>,
    /// The words of the way on.
    #[prop(into)]
    confirm: Signal<String>,
    /// What a yes starts.
    command: CommandHandle,
    /// Starts it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Takes the question back.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    effect(move || {
        let is_asked = question.with(Option::is_some);
        if is_asked {
            // What failed before was about another question.
            command.clear();
        }
        open.set(is_asked);
    });
    let cancel = Callback::new(move |()| {
        command.clear();
        on_cancel.run(());
    });
    view! {
        <Dialog
            testid=testid
            title=Signal::derive(move || question.get().unwrap_or_default())
            open=open
            on_dismiss=cancel
        >
            <p class="note">{warning}</p>
            <ErrorBanner error=command.error() />
            <DialogButtons
                cancel_testid=cancel_testid
                confirm_testid=confirm_testid
                kind=ButtonKind::Danger
                busy=command.pending()
                on_cancel=cancel
                on_confirm=on_confirm
            >
                {confirm}
            </DialogButtons>
        </Dialog>
    }
}
