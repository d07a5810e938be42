//! A file for support, looked through before it is saved.

use contract::{Empty, command};
use leptos::prelude::*;

use crate::{
    components::{Button, ErrorBanner, Symbol},
    hooks::use_command,
    state::use_app,
    t,
};

/// What the file would hold, and saving it.
#[component]
pub(super) fn Diagnostics() -> impl IntoView {
    let state = use_app();
    let text = RwSignal::new(None::<String>);
    let (look, save) = (use_command(), use_command());
    let show = move || {
        look.run::<command::diagnostics_preview>(Empty {}, move |view| text.set(Some(view.text)));
    };
    let keep = move || {
        save.run::<command::diagnostics_save>(Empty {}, move |view| {
            if let Some(path) = view.path {
                state.toasts.success(t!("export-written", path = path));
            }
        });
    };
    view! {
        <section class="settings-section" aria-labelledby="settings-diagnostics">
            <h2 id="settings-diagnostics">{t!("settings-diagnostics")}</h2>
            <p class="settings-note">{t!("diagnostics-text")}</p>
            <ErrorBanner error=look.error() />
            <ErrorBanner error=save.error() />
            {move || text.get().map(|text| {
                view! {
                    <pre
                        class="diagnostics"
                        data-testid="diagnostics-text"
                        tabindex="0"
                        role="region"
                        aria-label=t!("diagnostics-content")
                    >
                        {text}
                    </pre>
                }
            })}
            <div class="actions">
                <Button testid="diagnostics-preview" busy=look.pending() on_press=show>
                    {t!("diagnostics-preview")}
                </Button>
                <Button
                    testid="diagnostics-save"
                    icon=Symbol::Download
                    busy=save.pending()
                    on_press=keep
                >
                    {t!("diagnostics-save")}
                </Button>
            </div>
        </section>
    }
}
