//! Deleting a session, behind typing its name.

use contract::{SessionDeleteRequest, SessionDetailView, command};
use leptos::prelude::*;
use model::Session;

use crate::{
    components::{ButtonKind, Dialog, DialogButtons, DialogForm, ErrorBanner, TextField},
    hooks::{focus, memo, use_command},
    state::use_app,
    t,
};

/// The question before a session is deleted.
#[component]
pub(super) fn DeleteDialog(
    session: Signal<Option<Session>>,
    open: RwSignal<bool>,
    on_done: Callback<SessionDetailView>,
) -> impl IntoView {
    let state = use_app();
    let delete = use_command();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let name = memo(move || {
        session
            .with(|session| session.as_ref().map(|session| session.name.clone()))
            .unwrap_or_default()
    });
    let confirm = Callback::new(move |()| {
        let Some(session) = session.get_untracked() else {
            return;
        };
        if typed.get_untracked().trim() != session.name {
            problem.set(Some(t!("delete-name-differs")));
            focus("[data-testid=delete-confirm-name]");
            return;
        }
        problem.set(None);
        let request = SessionDeleteRequest {
            id: session.service_id.clone(),
            typed_name: session.name.clone(),
        };
        delete.run::<command::session_delete>(request, move |view| {
            open.set(false);
            typed.set(String::new());
            state
                .toasts
                .success(t!("delete-accepted", name = session.name));
            // The page may have gone, and what waits for the answer with it.
            let _ = on_done.try_run(view);
        });
    });
    view! {
        <Dialog
            testid="delete-form"
            title=Signal::derive(move || t!("delete-question", name = name.get()))
            open=open
        >
            <p class="note">{t!("delete-warning")}</p>
            <DialogForm on_submit=confirm>
                <TextField
                    testid="delete-confirm-name"
                    label=Signal::derive(move || t!("delete-type-name", name = name.get()))
                    value=typed
                    error=problem
                    autofocus=true
                />
                <ErrorBanner error=delete.error() />
                <DialogButtons
                    cancel_testid="delete-cancel"
                    confirm_testid="delete-confirm"
                    kind=ButtonKind::Danger
                    busy=delete.pending()
                    on_cancel=move || open.set(false)
                >
                    {t!("delete-confirm")}
                </DialogButtons>
            </DialogForm>
        </Dialog>
    }
}
