//! A document for a customer: what is asked before one is made, and the files.

use contract::{DocumentForm, DocumentOpenRequest, DocumentOption, DocumentRequest, command};
use leptos::prelude::*;

use super::export::tell;
use crate::{
    components::{
        Button, ButtonKind, Choice, Dialog, ErrorBanner, Field, Select, Show, Symbol, TextField,
    },
    hooks::use_command,
    state::use_app,
    t,
};

/// Opens the questions before a document of these options.
#[component]
pub(super) fn MakeDocument(
    /// The options, in the order in which they are shown.
    #[prop(into)]
    of: Signal<Vec<DocumentOption>>,
) -> impl IntoView {
    let state = use_app();
    let open = RwSignal::new(false);
    let [customer, valid_until, language, notes, terms, not_included] =
        [(); 6].map(|()| RwSignal::new(String::new()));
    let load = use_command();
    let make = use_command();
    let ask = move || {
        load.run_telling::<command::document_open>(
            state.toasts,
            DocumentOpenRequest {
                options: of.get_untracked(),
            },
            move |form: DocumentForm| {
                customer.set(form.customer);
                valid_until.set(form.valid_until);
                language.set(form.language);
                notes.set(form.notes);
                terms.set(form.terms);
                not_included.set(form.not_included);
                make.clear();
                open.set(true);
            },
        );
    };
    let close = Callback::new(move |()| open.set(false));
    let request = move || DocumentRequest {
        options: of.get_untracked(),
        form: DocumentForm {
            customer: customer.get_untracked(),
            valid_until: valid_until.get_untracked(),
            language: language.get_untracked(),
            notes: notes.get_untracked(),
            terms: terms.get_untracked(),
            not_included: not_included.get_untracked(),
        },
    };
    let written = move |view| {
        open.try_set(false);
        tell(state, view);
    };
    let make_xlsx = move || make.run::<command::quote_export_xlsx>(request(), written);
    let make_pdf = move || make.run::<command::quote_export_pdf>(request(), written);
    let has_pdf = Signal::derive(move || state.view.with(|view| view.has_pdf));
    view! {
        <Button
            testid="quote-document-open"
            kind=ButtonKind::Chip
            icon=Symbol::Document
            busy=load.pending()
            on_press=ask
        >
            {t!("document-open")}
        </Button>
        <Dialog testid="quote-document" title=t!("document-title") open=open wide=true>
            <p class="note">{t!("document-text")}</p>
            <TextField
                testid="document-customer"
                label=t!("document-customer")
                value=customer
                autofocus=true
            />
            <TextField
                testid="document-valid-until"
                label=t!("document-valid-until")
                hint=t!("document-valid-until-hint")
                value=valid_until
            />
            <Select
                testid="document-language"
                label=t!("document-language")
                value=language
                options=vec![Choice::new("en", "English"), Choice::new("de", "Deutsch")]
                on_choose=move |chosen| language.set(chosen)
            />
            {area("document-notes", t!("document-notes"), "", notes)}
            {area("document-terms", t!("document-terms"), t!("document-usual"), terms)}
            {area("document-not-included", t!("document-not-included"), t!("document-usual"), not_included)}
            <ErrorBanner error=make.error() />
            <div class="dialog-buttons document-buttons">
                <Button testid="document-cancel" on_press=close>
                    {t!("action-cancel")}
                </Button>
                <Button
                    testid="quote-export-xlsx"
                    busy=make.pending()
                    on_press=make_xlsx
                >
                    {t!("document-xlsx")}
                </Button>
                <Show when=move || has_pdf.get()>
                    <Button
                        testid="quote-export-pdf"
                        kind=ButtonKind::Primary
                        busy=make.pending()
                        on_press=make_pdf
                    >
                        {t!("document-pdf")}
                    </Button>
                </Show>
            </div>
        </Dialog>
    }
}

/// A field for some lines of text.
fn area(
    testid: &'static str,
    label: String,
    placeholder: impl Into<String>,
    value: RwSignal<String>,
) -> AnyView {
    let placeholder = placeholder.into();
    view! {
        <Field id=testid label=label>
            <span class="input input-lines">
                <textarea
                    id=testid
                    data-testid=testid
                    rows="2"
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                ></textarea>
            </span>
        </Field>
    }
    .into_any()
}
