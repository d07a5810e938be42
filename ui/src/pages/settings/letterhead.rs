//! What is the same in every document: company, account manager, colour, footer and logo.

use contract::{Empty, LetterheadForm, LetterheadView, command};
use leptos::prelude::*;

use crate::{
    components::{Button, ErrorBanner, Show, TextField},
    hooks::use_command,
    state::use_app,
    t,
};

/// The letterhead with its form.
#[component]
pub(super) fn Letterhead() -> impl IntoView {
    let state = use_app();
    let [company, manager, colour, footer] = [(); 4].map(|()| RwSignal::new(String::new()));
    let has_logo = RwSignal::new(false);
    let change = use_command();
    let logo = move |view: LetterheadView| has_logo.set(view.has_logo);
    change.run::<command::letterhead_open>(Empty {}, move |view| {
        company.set(view.form.company.clone());
        manager.set(view.form.account_manager.clone());
        colour.set(view.form.colour.clone());
        footer.set(view.form.footer.clone());
        logo(view);
    });
    let save = move || {
        let form = LetterheadForm {
            company: company.get_untracked(),
            account_manager: manager.get_untracked(),
            colour: colour.get_untracked(),
            footer: footer.get_untracked(),
        };
        change.run::<command::letterhead_change>(form, move |view| {
            logo(view);
            state.toasts.success(t!("letterhead-saved"));
        });
    };
    let import = move || change.run::<command::letterhead_logo_import>(Empty {}, logo);
    let remove = move || change.run::<command::letterhead_logo_remove>(Empty {}, logo);
    view! {
        <section class="settings-section" aria-labelledby="settings-letterhead">
            <h2 id="settings-letterhead">{t!("letterhead-title")}</h2>
            <p class="settings-note">{t!("letterhead-text")}</p>
            <form
                class="form"
                novalidate=true
                aria-labelledby="settings-letterhead"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextField testid="letterhead-company" label=t!("letterhead-company") value=company />
                <TextField testid="letterhead-account-manager" label=t!("letterhead-account-manager") value=manager />
                <TextField testid="letterhead-footer" label=t!("letterhead-footer") value=footer />
                <TextField
                    testid="letterhead-colour"
                    label=t!("letterhead-colour")
                    placeholder="#2b5fd9"
                    value=colour
                />
                <div class="wide">
                    <ErrorBanner error=change.error() />
                </div>
                <div class="wide actions">
                    <Button testid="letterhead-save" submit=true busy=change.pending()>
                        {t!("action-save")}
                    </Button>
                    <Button
                        testid="letterhead-logo"
                        busy=change.pending()
                        on_press=import
                    >
                        {t!("letterhead-logo")}
                    </Button>
                    <Show when=move || has_logo.get()>
                        <Button
                            testid="letterhead-logo-remove"
                            busy=change.pending()
                            on_press=remove
                        >
                            {t!("letterhead-logo-remove")}
                        </Button>
                    </Show>
                </div>
            </form>
        </section>
    }
}
