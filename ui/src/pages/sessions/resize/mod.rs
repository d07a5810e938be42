//! Resizing a session, with the two fees side by side before it is confirmed.

mod fees;
mod state;

use contract::{ResizeRequest, SessionDetailView, command};
use leptos::prelude::*;
use model::{Level, Session};

use crate::{
    components::{
        Banner, Choice, Dialog, DialogButtons, DialogForm, ErrorBanner, NumberField, Select, live,
    },
    errors::Severity,
    hooks::{focus, use_command},
    i18n::format,
    state::use_app,
    t,
};
use fees::Fees;
use state::{Quoted, ResizeState, use_resize};

/// The form.
#[component]
pub(super) fn ResizeDialog(
    session: Signal<Option<Session>>,
    open: RwSignal<bool>,
    on_done: Callback<SessionDetailView>,
) -> impl IntoView {
    let form = use_resize(session, open);
    let name = Signal::derive(move || {
        session
            .with(|session| session.as_ref().map(|session| session.name.clone()))
            .unwrap_or_default()
    });
    view! {
        <Dialog
            testid="resize-form"
            title=Signal::derive(move || t!("resize-title", name = name.get()))
            open=open
        >
            <Form form=form session=session open=open on_done=on_done />
        </Dialog>
    }
}

#[component]
fn Form(
    form: ResizeState,
    session: Signal<Option<Session>>,
    open: RwSignal<bool>,
    on_done: Callback<SessionDetailView>,
) -> impl IntoView {
    let app = use_app();
    let resize = use_command();
    let levels = Signal::derive(|| {
        Level::ALL
            .iter()
            .map(|level| Choice::new(level.as_str(), level.as_str()))
            .collect::<Vec<_>>()
    });
    let confirm = Callback::new(move |()| {
        let (Some(session), Some(wanted)) = (session.get_untracked(), form.wanted(true)) else {
            focus("[data-testid=resize-form] [aria-invalid=true]");
            return;
        };
        let request = ResizeRequest {
            id: session.service_id.clone(),
            bandwidth: wanted.bandwidth,
            level: wanted.level,
            assessment: form.assessment(),
        };
        resize.run::<command::session_resize>(request, move |view| {
            app.toasts
                .success(t!("resize-accepted", name = session.name));
            // The page may have gone, and what waits for the answer with it.
            if !open.is_disposed() {
                open.set(false);
                form.reset();
                on_done.run(view);
            }
        });
    });
    view! {
        <DialogForm on_submit=confirm>
            <div class="form">
                <NumberField
                    testid="resize-bandwidth"
                    label=t!("resize-bandwidth")
                    value=form.bandwidth
                    unit=t!("unit-mbps")
                    error=form.problem
                    on_input=move || form.changed()
                />
                <Select
                    testid="resize-level"
                    label=t!("sessions-level")
                    value=Signal::derive(move || form.level.get().as_str().to_owned())
                    options=levels
                    on_choose=move |value: String| {
                        if let Ok(level) = value.parse() {
                            form.level.set(level);
                            form.changed();
                        }
                    }
                />
            </div>
            <Fees form=form session=session />
            <Notice form=form />
            <ErrorBanner error=resize.error() />
            <DialogButtons
                cancel_testid="resize-cancel"
                confirm_testid="resize-confirm"
                busy=resize.pending()
                disabled=Signal::derive(move || form.quoted.with(Quoted::stands_in_the_way))
                on_cancel=move || open.set(false)
            >
                {move || confirm_words(form)}
            </DialogButtons>
        </DialogForm>
    }
}

/// What the button does, in figures; and whether it does so without a price.
fn confirm_words(form: ResizeState) -> String {
    if form.quoted.with(Quoted::lacks_price) {
        return t!("resize-confirm-anyway");
    }
    match form.bandwidth.with(|typed| typed.parse::<model::Mbps>()) {
        Ok(bandwidth) => t!("resize-confirm", bandwidth = format::bandwidth(bandwidth)),
        Err(_) => t!("session-resize"),
    }
}

/// What is to be known beside the two fees.
#[component]
fn Notice(form: ResizeState) -> impl IntoView {
    live(move || match form.quoted.get() {
        Quoted::Nothing | Quoted::Asking => ().into_any(),
        Quoted::Failed(error) => {
            view! { <ErrorBanner error=Signal::stored(Some(error)) /> }.into_any()
        }
        Quoted::Answer(view) => {
            if let Some(reason) = view.refused {
                return view! {
                    <Banner severity=Severity::Warning>
                        <p class="banner-text">{t!("resize-refused")}</p>
                        <p>{reason}</p>
                    </Banner>
                }
                .into_any();
            }
            if let Some(quoted) = view.quoted_level {
                let words = t!(
                    "resize-other-level",
                    quoted = quoted.as_str(),
                    wanted = form.level.get_untracked().as_str()
                );
                return view! {
                    <Banner severity=Severity::Warning>
                        <p>{words}</p>
                    </Banner>
                }
                .into_any();
            }
            view! { <p class="note">{t!("resize-note")}</p> }.into_any()
        }
    })
}
