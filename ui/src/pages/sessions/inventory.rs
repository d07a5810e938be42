//! Taking in what was ordered elsewhere: one network by its identifier, or a file of sessions.

use contract::{Empty, SessionAttachRequest, command};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::ServiceId;

use super::route;
use crate::{
    components::{
        Button, ButtonKind, Dialog, DialogButtons, DialogForm, ErrorBanner, Show, Symbol, TextField,
    },
    hooks::{focus, memo, use_command},
    state::use_app,
    t,
};

/// The buttons beside the filter, or under the empty list.
#[component]
pub(super) fn Inventory(kind: ButtonKind) -> impl IntoView {
    let state = use_app();
    let (export, import) = (use_command(), use_command());
    let attaching = RwSignal::new(false);
    let is_empty = memo(move || state.sessions.rows().with(Vec::is_empty));
    let take_in = move || {
        import.run_telling::<command::session_import>(state.toasts, Empty {}, move |view| {
            // Closing the dialog of the desktop is an answer too.
            if view.added + view.known == 0 {
                return;
            }
            state.toasts.success(t!(
                "sessions-imported",
                added = view.added,
                known = view.known
            ));
            if view.without_operator > 0 {
                state.toasts.info(t!(
                    "sessions-imported-without",
                    count = view.without_operator
                ));
            }
            state.load_sessions();
        });
    };
    let write = move || {
        export.run_telling::<command::session_export>(state.toasts, Empty {}, move |view| {
            if let Some(path) = view.path {
                state.toasts.success(t!("export-written", path = path));
            }
        });
    };
    view! {
        <span class="actions">
            <Button
                testid="session-attach"
                kind=kind
                icon=Symbol::Plug
                on_press=move || attaching.set(true)
            >
                {t!("session-attach")}
            </Button>
            <Button
                testid="session-import"
                kind=kind
                icon=Symbol::Folder
                busy=import.pending()
                on_press=take_in
            >
                {t!("session-import")}
            </Button>
            <Show when=move || !is_empty.get()>
                <Button
                    testid="session-export"
                    kind=kind
                    icon=Symbol::Download
                    busy=export.pending()
                    on_press=write
                >
                    {t!("session-export")}
                </Button>
            </Show>
        </span>
        <AttachDialog open=attaching />
    }
}

#[component]
fn AttachDialog(open: RwSignal<bool>) -> impl IntoView {
    let state = use_app();
    let attach = use_command();
    let (id, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let navigate = StoredValue::new_local(use_navigate());
    let confirm = Callback::new(move |()| {
        let Ok(service_id) = ServiceId::new(id.get_untracked().trim()) else {
            problem.set(Some(t!("open-order-id-wrong")));
            focus("[data-testid=session-attach-id]");
            return;
        };
        problem.set(None);
        let request = SessionAttachRequest {
            profile: None,
            id: service_id,
            name: name.get_untracked(),
        };
        // The first session takes the empty page away, and this dialog with it.
        let navigate = navigate.get_value();
        attach.run::<command::session_attach>(request, move |view| {
            open.set(false);
            id.set(String::new());
            name.set(String::new());
            let target = route(view.session.service_id.as_str());
            state
                .toasts
                .success(t!("session-attached", name = view.session.name.clone()));
            state.sessions.put(view.session);
            navigate(&target, Default::default());
        });
    });
    let operator = move || {
        state
            .operator()
            .map(|operator| t!("session-attach-note", operator = operator.name))
    };
    view! {
        <Dialog
            testid="attach-form"
            title=Signal::derive(|| t!("session-attach-title"))
            open=open
        >
            <p class="note">{operator}</p>
            <DialogForm on_submit=confirm>
                <TextField
                    testid="session-attach-id"
                    label=t!("open-order-id")
                    value=id
                    error=problem
                    autofocus=true
                />
                <TextField
                    testid="session-attach-name"
                    label=t!("session-attach-name")
                    value=name
                    hint=t!("session-attach-name-hint")
                />
                <ErrorBanner error=attach.error() />
                <DialogButtons
                    cancel_testid="session-attach-cancel"
                    confirm_testid="session-attach-confirm"
                    busy=attach.pending()
                    on_cancel=move || open.set(false)
                >
                    {t!("session-attach-confirm")}
                </DialogButtons>
            </DialogForm>
        </Dialog>
    }
}
