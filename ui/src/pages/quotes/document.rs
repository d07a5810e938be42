//! A document for a customer: what is asked before one is made, and the files.

use chrono::NaiveDate;
use contract::{
    AppError, DocumentForm, DocumentOpenRequest, DocumentOption, DocumentRequest, command,
};
use leptos::prelude::*;

use super::export::tell;
use crate::{
    components::{
        Button, ButtonKind, Choice, Dialog, DialogForm, ErrorBanner, Field, Select, Symbol,
        TextField,
    },
    hooks::{focus, use_command},
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
    // What was asked for, and how often: what was typed for the same options stays.
    let asked = StoredValue::new((Vec::new(), 0_u32));
    let attempted = RwSignal::new(false);
    let show = move || {
        asked.update_value(|(_, times)| *times += 1);
        make.clear();
        attempted.set(false);
        open.set(true);
    };
    let ask = move || {
        let options = of.get_untracked();
        if asked.with_value(|(known, _)| *known == options) {
            return show();
        }
        load.run_telling::<command::document_open>(
            state.toasts,
            DocumentOpenRequest {
                options: options.clone(),
            },
            move |form: DocumentForm| {
                if !load.is_shown() {
                    return;
                }
                customer.set(form.customer);
                valid_until.set(form.valid_until);
                language.set(form.language);
                notes.set(form.notes);
                terms.set(form.terms);
                not_included.set(form.not_included);
                asked.update_value(|(known, _)| *known = options);
                show();
            },
        );
    };
    let wrong_day = Signal::derive(move || {
        let day = valid_until.get();
        let is_wrong = !day.trim().is_empty() && day.trim().parse::<NaiveDate>().is_err();
        (attempted.get() && is_wrong).then(|| t!("document-valid-until-wrong"))
    });
    let request = move || {
        attempted.set(true);
        if wrong_day.get_untracked().is_some() {
            focus("#document-valid-until");
            return None;
        }
        Some(DocumentRequest {
            options: of.get_untracked(),
            form: DocumentForm {
                customer: customer.get_untracked(),
                valid_until: valid_until.get_untracked(),
                language: language.get_untracked(),
                notes: notes.get_untracked(),
                terms: terms.get_untracked(),
                not_included: not_included.get_untracked(),
            },
        })
    };
    // It closes the dialog that asked for it, and not one that was opened since.
    let written = move || {
        let times = asked.with_value(|(_, times)| *times);
        move |view| {
            if asked.try_with_value(|(_, now)| *now == times) == Some(true) {
                open.set(false);
            }
            tell(state, view);
        }
    };
    // Where the dialog was closed meanwhile, or its page left, nobody would see what failed.
    let failed = move |error: &AppError| {
        if open.try_get_untracked() != Some(true) {
            state.toasts.error(error);
        }
    };
    let make_xlsx = move || {
        if let Some(request) = request() {
            make.run_or::<command::quote_export_xlsx>(request, written(), failed);
        }
    };
    let make_pdf = move || {
        if let Some(request) = request() {
            make.run_or::<command::quote_export_pdf>(request, written(), failed);
        }
    };
    let has_pdf = state.view.with_untracked(|view| view.has_pdf);
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
            <DialogForm on_submit=move || if has_pdf { make_pdf() } else { make_xlsx() }>
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
                error=wrong_day
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
                <Button testid="document-cancel" on_press=move || open.set(false)>
                    {t!("action-cancel")}
                </Button>
                <Button
                    testid="quote-export-xlsx"
                    busy=make.pending()
                    submit=!has_pdf
                    on_press=move || if has_pdf { make_xlsx() }
                >
                    {t!("document-xlsx")}
                </Button>
                {has_pdf.then(|| view! {
                    <Button
                        testid="quote-export-pdf"
                        kind=ButtonKind::Primary
                        busy=make.pending()
                        submit=true
                    >
                        {t!("document-pdf")}
                    </Button>
                })}
            </div>
            </DialogForm>
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
