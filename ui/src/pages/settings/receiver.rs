//! The receiver of events: off, or where it listens and what operators are told.

use contract::{Empty, ReceiverRequest, ReceiverState, ReceiverView, command};
use leptos::prelude::*;

use super::typed::ReceiverFields;
use crate::{
    components::{Banner, Button, ErrorBanner, Input, StateDot, Switch, TextField, Tone},
    errors::Severity,
    hooks::{focus, use_command},
    t,
};

/// The receiver with its form.
#[component]
pub(super) fn Receiver(fields: ReceiverFields) -> impl IntoView {
    let ReceiverFields {
        now,
        address,
        port,
        public_url,
    } = fields;
    let errors = [(); 3].map(|()| None::<String>).map(RwSignal::new);
    let [address_error, port_error, public_url_error] = errors;
    let take = move |view: ReceiverView| {
        address.set(view.address.clone());
        port.set(view.port.map(|port| port.to_string()).unwrap_or_default());
        public_url.set(view.public_url.clone());
        now.set(Some(view));
    };
    let load = use_command();
    if now.with_untracked(Option::is_none) {
        load.run::<command::receiver_open>(Empty {}, take);
    }
    let change = use_command();
    let send = move |is_on: bool| {
        let typed = port.get_untracked();
        let typed = typed.trim();
        let number = typed.parse().ok().filter(|port: &u16| *port > 0);
        let request = ReceiverRequest {
            is_on,
            address: address.get_untracked().trim().to_owned(),
            port: number,
            public_url: public_url.get_untracked().trim().to_owned(),
        };
        let (listen_on, url) = (request.address.as_str(), request.public_url.as_str());
        let is_local = listen_on.starts_with("127.") || listen_on == "::1";
        address_error.set(listen_on.is_empty().then(|| t!("receiver-address-empty")));
        port_error.set((number.is_none() && !typed.is_empty()).then(|| t!("receiver-port-wrong")));
        public_url_error.set(if url.is_empty() {
            (!is_local).then(|| t!("receiver-public-url-needed"))
        } else {
            (!url.starts_with("https://")).then(|| t!("receiver-public-url-wrong"))
        });
        if errors
            .iter()
            .all(|error| error.with_untracked(Option::is_none))
        {
            change.run::<command::receiver_change>(request, take);
        } else {
            focus("[aria-labelledby=settings-receiver] [aria-invalid=true]");
        }
    };
    // Whatever stands in the fields, it can be turned off.
    let turn = move |is_on: bool| {
        if is_on {
            return send(true);
        }
        errors.iter().for_each(|error| error.set(None));
        if let Some(view) = now.get_untracked() {
            let request = ReceiverRequest {
                is_on,
                address: view.address,
                port: view.port,
                public_url: view.public_url,
            };
            change.run::<command::receiver_change>(request, take);
        }
    };
    let is_on = Signal::derive(move || now.with(|now| now.as_ref().is_some_and(|now| now.is_on)));
    view! {
        <section class="settings-section" aria-labelledby="settings-receiver">
            <h2 id="settings-receiver">{t!("receiver-title")}</h2>
            <p class="settings-note">{t!("receiver-text")}</p>
            <form
                class="form"
                novalidate=true
                aria-labelledby="settings-receiver"
                on:submit=move |event| {
                    event.prevent_default();
                    send(is_on.get_untracked());
                }
            >
                <div class="wide">
                    <Switch testid="receiver-on" label=t!("receiver-on") on=is_on on_change=turn />
                </div>
                <TextField
                    testid="receiver-address"
                    label=t!("receiver-address")
                    hint=t!("receiver-address-hint")
                    value=address
                    input=Input::Url
                    error=address_error
                />
                <TextField
                    testid="receiver-port"
                    label=t!("receiver-port")
                    hint=t!("receiver-port-hint")
                    value=port
                    input=Input::Whole
                    error=port_error
                />
                <div class="wide">
                    <TextField
                        testid="receiver-public-url"
                        label=t!("receiver-public-url")
                        hint=t!("receiver-public-url-hint")
                        value=public_url
                        input=Input::Url
                        error=public_url_error
                    />
                </div>
                <div class="wide receiver-messages">
                    <ErrorBanner error=change.error() />
                    {move || now.get().map(state)}
                </div>
                <div class="wide actions">
                    <Button
                        testid="receiver-apply"
                        submit=true
                        busy=change.pending()
                    >
                        {t!("receiver-apply")}
                    </Button>
                </div>
            </form>
        </section>
    }
}

/// How it is, in a line.
fn state(now: ReceiverView) -> AnyView {
    let tone = match now.state {
        ReceiverState::Off => Tone::Over,
        ReceiverState::Listening => Tone::Good,
        ReceiverState::Failed => {
            return view! {
                <div data-testid="receiver-state" data-state=now.state.as_str()>
                    <Banner severity=Severity::Warning>
                        <p class="banner-text">{t!("receiver-failed")}</p>
                        <p>{now.problem}</p>
                    </Banner>
                </div>
            }
            .into_any();
        }
    };
    let label = match now.state {
        ReceiverState::Listening => t!("receiver-listening"),
        ReceiverState::Off | ReceiverState::Failed => t!("receiver-off"),
    };
    view! {
        <div
            class="receiver-state"
            data-testid="receiver-state"
            data-state=now.state.as_str()
            role="status"
        >
            <StateDot tone=tone label=label />
            {now.sink.map(|sink| view! { <code data-testid="receiver-sink">{sink}</code> })}
        </div>
    }
    .into_any()
}
