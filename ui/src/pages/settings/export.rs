//! An operator as a file, for another computer or another person.

use contract::{ProfileExportRequest, ProfileView, command};
use leptos::prelude::*;
use model::Role;

use crate::{
    components::{Dialog, DialogButtons, ErrorBanner, Show, Switch, TextField},
    hooks::{effect, memo, use_command},
    state::use_app,
    t,
};

/// What whoever imports it may do; open while there is something to export.
#[component]
pub(super) fn ExportDialog(to_export: RwSignal<Option<ProfileView>>) -> impl IntoView {
    let state = use_app();
    let export = use_command();
    let open = RwSignal::new(false);
    let is_quote_only = RwSignal::new(false);
    let who = RwSignal::new(String::new());
    // Who may only look hands on no more than that.
    let is_fixed = memo(move || {
        to_export.with(|profile| {
            let role = profile.as_ref().map(|profile| profile.options.role);
            role == Some(Role::QuoteOnly)
        })
    });
    effect(move || {
        open.set(to_export.with(Option::is_some));
        is_quote_only.set(is_fixed.get());
        who.set(String::new());
        export.clear();
    });
    let cancel = Callback::new(move |()| {
        export.clear();
        to_export.set(None);
    });
    let confirm = Callback::new(move |()| {
        let Some(profile) = to_export.get_untracked() else {
            return;
        };
        let request = ProfileExportRequest {
            id: profile.id,
            role: if is_quote_only.get_untracked() {
                Role::QuoteOnly
            } else {
                Role::Full
            },
            who_may_order: who.get_untracked(),
        };
        export.run_or::<command::profile_export>(
            request,
            move |file| {
                to_export.try_set(None);
                if let Some(path) = file.path {
                    state.toasts.success(t!("profile-exported", path = path));
                }
            },
            move |error| {
                if to_export.try_get_untracked().flatten().is_none() {
                    state.toasts.error(error);
                }
            },
        );
    });
    view! {
        <Dialog
            testid="profile-export-dialog"
            title=Signal::derive(move || {
                let name = to_export.with(|profile| profile.as_ref().map(|p| p.name.clone()));
                t!("profile-export-title", operator = name.unwrap_or_default())
            })
            open=open
            on_dismiss=cancel
        >
            <p class="note">{t!("profile-export-text")}</p>
            <Show
                when=move || !is_fixed.get()
                fallback=move || view! { <p class="note">{stays(to_export)}</p> }
            >
                <Switch
                    testid="profile-export-quote-only"
                    label=t!("profile-export-quote-only")
                    hint=t!("profile-export-quote-only-hint")
                    on=is_quote_only
                    on_change=move |on| is_quote_only.set(on)
                />
            </Show>
            <Show when=move || is_quote_only.get() && !is_fixed.get()>
                <TextField
                    testid="profile-export-who"
                    label=t!("profile-export-who")
                    hint=t!("profile-export-who-hint")
                    value=who
                />
            </Show>
            <ErrorBanner error=export.error() />
            <DialogButtons
                cancel_testid="profile-export-cancel"
                confirm_testid="profile-export-confirm"
                busy=export.pending()
                on_cancel=cancel
                on_confirm=confirm
            >
                {t!("profile-export")}
            </DialogButtons>
        </Dialog>
    }
}

/// That the file is for quotes only, as the operator itself is.
fn stays(to_export: RwSignal<Option<ProfileView>>) -> String {
    let who = to_export.with(|profile| {
        let profile = profile.as_ref();
        profile.map_or_else(String::new, |profile| profile.options.who_may_order.clone())
    });
    if who.is_empty() {
        t!("profile-export-stays")
    } else {
        t!("profile-export-stays-who", who = who)
    }
}
