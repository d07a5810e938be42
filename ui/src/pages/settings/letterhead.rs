//! What is the same in every document: company, account manager, colour, footer and logo.

use contract::{Empty, LetterheadForm, LetterheadView, command};
use leptos::prelude::*;

use super::typed::LetterheadFields;
use crate::{
    components::{Button, ErrorBanner, Loaded, Show, TextField},
    hooks::{focus, use_command},
    state::{Load, use_app},
    t,
};

/// The letterhead with its form.
#[component]
pub(super) fn Letterhead(fields: LetterheadFields) -> impl IntoView {
    let state = use_app();
    let LetterheadFields {
        company,
        manager,
        colour,
        footer,
        has_logo,
        is_there,
    } = fields;
    let [open, change, logo] = [(); 3].map(|()| use_command());
    let attempted = RwSignal::new(false);
    let ask = move || {
        open.run::<command::letterhead_open>(Empty {}, move |view| {
            company.set(view.form.company);
            manager.set(view.form.account_manager);
            colour.set(view.form.colour);
            footer.set(view.form.footer);
            has_logo.set(view.has_logo);
            is_there.set(true);
        });
    };
    if !is_there.get_untracked() {
        ask();
    }
    let load = Signal::derive(move || match open.error().get() {
        Some(error) => Load::Failed(error),
        None if is_there.get() => Load::Ready,
        None => Load::Loading,
    });
    let colour_error = Signal::derive(move || {
        let is_wrong = attempted.get() && !is_colour(colour.get().trim());
        is_wrong.then(|| t!("letterhead-colour-wrong"))
    });
    let save = move || {
        attempted.set(true);
        if colour_error.get_untracked().is_some() {
            return focus("#letterhead-colour");
        }
        let form = LetterheadForm {
            company: company.get_untracked(),
            account_manager: manager.get_untracked(),
            colour: colour.get_untracked(),
            footer: footer.get_untracked(),
        };
        change.run::<command::letterhead_change>(form, move |_| {
            state.toasts.success(t!("letterhead-saved"));
        });
    };
    let changed = move |view: LetterheadView| has_logo.set(view.has_logo);
    let import = move || logo.run::<command::letterhead_logo_import>(Empty {}, changed);
    let remove = move || logo.run::<command::letterhead_logo_remove>(Empty {}, changed);
    view! {
        <section class="settings-section" aria-labelledby="settings-letterhead">
            <h2 id="settings-letterhead">{t!("letterhead-title")}</h2>
            <p class="settings-note">{t!("letterhead-text")}</p>
            <Loaded load=load on_retry=ask>
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
                    error=colour_error
                />
                <div class="wide">
                    <ErrorBanner error=change.error() />
                    <ErrorBanner error=logo.error() />
                </div>
                <div class="wide actions">
                    <Button testid="letterhead-save" submit=true busy=change.pending()>
                        {t!("action-save")}
                    </Button>
                    <Button
                        testid="letterhead-logo"
                        busy=logo.pending()
                        on_press=import
                    >
                        {t!("letterhead-logo")}
                    </Button>
                    <Show when=move || has_logo.get()>
                        <Button
                            testid="letterhead-logo-remove"
                            busy=logo.pending()
                            on_press=remove
                        >
                            {t!("letterhead-logo-remove")}
                        </Button>
                    </Show>
                </div>
            </form>
            </Loaded>
        </section>
    }
}

/// Whether `text` is `#` and six hexadecimal digits, or nothing for the usual colour.
fn is_colour(text: &str) -> bool {
    let is_written =
        |digits: &str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.is_empty() || text.strip_prefix('#').is_some_and(is_written)
}
