//! Writing quotes into files.

use contract::{ExportView, QuoteExportRequest, QuoteRequest, command};
use leptos::prelude::*;
use model::QuoteId;

use crate::{
    components::{Button, ButtonKind, Symbol},
    hooks::use_command,
    state::{AppState, use_app},
    t,
};

/// Which quotes are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// All of them.
    All,
    /// One.
    One(QuoteId),
}

/// Writes a CSV file.
#[component]
pub(super) fn ExportCsv(which: Which) -> impl IntoView {
    let state = use_app();
    let export = use_command();
    let ids = match which {
        Which::All => Vec::new(),
        Which::One(id) => vec![id],
    };
    view! {
        <Button
            testid="quote-export-csv"
            kind=ButtonKind::Chip
            icon=Symbol::Download
            busy=export.pending()
            on_press=move || {
                export.run_telling::<command::quote_export_csv>(state.toasts, QuoteExportRequest { ids: ids.clone() },
                    move |view| tell(state, view));
            }
        >
            {t!("quote-export-csv")}
        </Button>
    }
}

/// Writes a tape of the quotes that are ticked, or of all.
#[component]
pub(super) fn TapeSave() -> impl IntoView {
    let state = use_app();
    let save = use_command();
    view! {
        <Button
            testid="tape-save"
            kind=ButtonKind::Chip
            icon=Symbol::Download
            busy=save.pending()
            on_press=move || {
                let ids = state.ticked_quotes.get_untracked();
                save.run_telling::<command::tape_save>(
                    state.toasts,
                    QuoteExportRequest { ids },
                    move |saved| {
                        if let Some(path) = saved.path {
                            let (count, out) = (saved.takes, saved.left_out);
                            let text = t!("tape-saved", path = path, count = count, out = out);
                            state.toasts.success(text);
                        }
                    },
                );
            }
        >
            {t!("tape-save")}
        </Button>
    }
}

/// Writes a page to be printed.
#[component]
pub(super) fn Print(id: QuoteId) -> impl IntoView {
    let state = use_app();
    let print = use_command();
    view! {
        <Button
            testid="quote-print"
            kind=ButtonKind::Chip
            icon=Symbol::Printer
            busy=print.pending()
            on_press=move || {
                print.run_telling::<command::quote_print>(state.toasts, QuoteRequest { id: id.clone() },
                    move |view| tell(state, view));
            }
        >
            {t!("quote-print")}
        </Button>
    }
}

/// Says where the file is.
pub(super) fn tell(state: AppState, view: ExportView) {
    // Closing the dialog of the desktop is an answer too.
    if let Some(path) = view.path {
        state.toasts.success(match view.left_out {
            0 => t!("export-written", path = path),
            count => t!("export-written-without", path = path, count = count),
        });
    }
}
