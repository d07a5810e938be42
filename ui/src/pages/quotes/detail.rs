//! One quote: what was asked, what was answered, and asking again.

use contract::{
    AssessmentTicket, CancelRequest, DocumentOption, ErrorCode, QuoteReassessRequest,
    QuoteReassessView, QuoteRequest, QuoteView, command,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use model::{Action, Level, Protection, Quote, QuoteId, Seal, is_simulated};

use super::{
    difference::Difference,
    document::MakeDocument,
    export::{ExportCsv, Print, Which},
    offers::Offers,
};
use crate::{
    components::{
        Banner, Button, ButtonKind, CollectAny, Denied, EmptyState, ErrorBanner, FactList,
        IconButton, Show, Skeleton, Symbol,
    },
    errors::Severity,
    hooks::{CommandHandle, focus_list_if_lost, use_command},
    i18n::format,
    ipc::call,
    random,
    state::{design::use_design, use_app},
    t,
};

/// The quote `id` beside the list.
#[component]
pub(super) fn QuoteDetail(id: String) -> impl IntoView {
    let quote = RwSignal::new(None::<QuoteView>);
    let open = use_command();
    let asked = QuoteId::new(id.clone());
    let is_asked = asked.is_ok();
    if let Ok(id) = asked {
        open.run::<command::quote_open>(QuoteRequest { id }, move |view| {
            quote.try_set(Some(view));
        });
    }
    let error = open.error();
    view! {
        <aside
            class="split-detail"
            data-testid="quote-detail"
            data-id=id
            data-origin=move || quote.with(|quote| quote.as_ref().map(|view| view.quote.assessment.origin.as_str()))
            data-seal=move || quote.with(|quote| quote.as_ref().map(|view| view.seal.as_str()))
            aria-label=t!("quote-detail")
        >
            {move || match (quote.get(), error.get()) {
                (Some(view), _) => view! { <Known view=view /> }.into_any(),
                (None, None) if is_asked => view! { <Skeleton /> }.into_any(),
                (None, Some(other)) if other.code != ErrorCode::NotFound => {
                    view! { <div class="detail"><ErrorBanner error=error /></div> }.into_any()
                }
                (None, _) => {
                    view! {
                        <EmptyState
                            symbol=Symbol::Document
                            title=t!("quote-missing")
                            text=t!("quote-missing-text")
                        />
                    }
                    .into_any()
                }
            }}
        </aside>
    }
}

#[component]
fn Known(view: QuoteView) -> impl IntoView {
    let QuoteView {
        quote,
        seal,
        digest,
    } = view;
    let is_altered = seal == Seal::Altered;
    let assessment = quote.assessment.clone();
    let is_simulated = is_simulated(assessment.origin, &assessment.offers);
    let offers = assessment.offers.clone();
    let term = assessment.requirement.term;
    view! {
        <div class="detail quote-sheet">
            {is_simulated.then(|| view! { <p class="print-simulated">{t!("origin-simulated")}</p> })}
            <Heading quote=quote.clone() is_simulated=is_simulated />
            {is_altered.then(|| view! {
                <Banner severity=Severity::Error code=Some("invalid-input")>
                    <p class="banner-text">{t!("quote-altered")}</p>
                </Banner>
            })}
            <Offers offers=offers chosen=quote.chosen term=term />
            {(!is_altered).then(|| {
                view! { <Actions quote=quote.clone() /> }
            })}
            <Facts quote=quote seal=seal digest=digest />
        </div>
    }
}

#[component]
fn Heading(quote: Quote, is_simulated: bool) -> impl IntoView {
    let navigate = use_navigate();
    view! {
        <div class="detail-heading">
            <div>
                <h2>{quote.design.name.clone()}</h2>
                <p class="detail-about">
                    {t!("quote-about", operator = quote.assessment.operator.clone(), time = format::date_time(quote.saved_at))}
                </p>
                {is_simulated.then(|| view! { <span class="tag">{t!("origin-simulated-tag")}</span> })}
            </div>
            <span class="grow"></span>
            <IconButton
                testid="quote-close"
                symbol=Symbol::Cross
                label=t!("quote-close")
                on_press=Callback::new(move |()| {
                    navigate("/quotes", Default::default());
                    focus_list_if_lost();
                })
            />
        </div>
    }
}

/// Asking again, the design, and files.
#[component]
fn Actions(quote: Quote) -> impl IntoView {
    let state = use_app();
    let design = use_design();
    let (id, profile) = (quote.id.clone(), quote.assessment.profile.clone());
    let orderer = profile.clone();
    let level = quote.chosen.filter(|level| {
        let offer = quote.assessment.offer(*level);
        offer.is_some_and(|offer| offer.orderable().is_some())
    });
    let no_order = Signal::derive(move || {
        let denial = state.denial(&orderer, Action::Order);
        denial.filter(|_| level.is_some())
    });
    let denial = Signal::derive(move || state.denial(&profile, Action::Assess));
    let is_denied = Signal::derive(move || denial.get().is_some());
    let navigate = use_navigate();
    let reassess = use_command();
    let [open_design, open_order] = [(); 2].map(|()| use_command());
    let answer = RwSignal::new(None::<QuoteReassessView>);
    let ticket = StoredValue::new(None::<AssessmentTicket>);
    let (asked, opened) = (id.clone(), id.clone());
    let ask = move || {
        let new = AssessmentTicket(format!("{:032x}", random::bits()));
        ticket.set_value(Some(new.clone()));
        answer.set(None);
        reassess.run::<command::quote_reassess>(
            QuoteReassessRequest {
                id: asked.clone(),
                ticket: new,
            },
            move |view| {
                answer.try_set(Some(view));
            },
        );
    };
    let cancel = move || {
        if let Some(ticket) = ticket.get_value() {
            spawn_local(async move {
                if let Err(error) = call::<command::cancel>(CancelRequest { ticket }).await {
                    state.toasts.error(&error);
                }
            });
        }
    };
    let to_design = move |command: CommandHandle, order: Option<Level>| {
        let (navigate, quote) = (navigate.clone(), quote.clone());
        command.run_telling::<command::quote_open_design>(
            state.toasts,
            QuoteRequest { id: opened.clone() },
            move |view| {
                if !command.is_shown() {
                    return;
                }
                let id = view.design.id;
                navigate(&format!("/designs/{id}"), Default::default());
                if let Some(level) = order {
                    design.order_quote(quote, id, level);
                }
            },
        );
    };
    let order = to_design.clone();
    let is_asking = reassess.pending();
    view! {
        <div class="actions quote-actions">
            <Button
                testid="quote-reassess"
                kind=ButtonKind::Primary
                busy=is_asking
                disabled=is_denied
                on_press=ask
            >
                {t!("quote-reassess")}
            </Button>
            <Show when=move || is_asking.get()>
                <Button testid="quote-reassess-cancel" on_press=cancel>
                    {t!("action-cancel")}
                </Button>
            </Show>
            <Button testid="quote-open-design" busy=open_design.pending() on_press=move || to_design(open_design, None)>
                {t!("quote-open-design")}
            </Button>
            {level.map(|level| view! {
                <Button
                    testid="quote-order"
                    busy=open_order.pending()
                    disabled=Signal::derive(move || no_order.get().is_some())
                    on_press=move || order(open_order, Some(level))
                >
                    {t!("order-level", level = level.as_str())}
                </Button>
            })}
            <span class="grow"></span>
            <ExportCsv which=Which::One(id.clone()) />
            <MakeDocument of=Signal::stored(vec![DocumentOption { quote: id.clone(), level: None }]) />
            <Print id=id />
        </div>
        <Denied reason=denial />
        <Denied reason=no_order />
        <ErrorBanner error=reassess.error() />
        {move || answer.get().map(|view| view! { <Difference view=view /> })}
    }
}

#[component]
fn Facts(quote: Quote, seal: Seal, digest: String) -> impl IntoView {
    let assessment = &quote.assessment;
    let requirement = assessment.requirement;
    let protection = match requirement.protection {
        Protection::Protected => t!("protection-on"),
        Protection::Unprotected => t!("protection-off"),
    };
    let seal = match seal {
        Seal::Unchanged => t!("quote-seal-unchanged"),
        Seal::Altered => t!("quote-altered-tag"),
        Seal::None => t!("quote-seal-none"),
    };
    let api = quote
        .api
        .as_ref()
        .map_or_else(|| t!("missing-value"), |api| api.base_path.clone());
    let facts = vec![
        (
            t!("session-guaranteed"),
            format::bandwidth(requirement.bandwidth),
        ),
        (t!("session-term"), format::term(requirement.term)),
        (t!("session-routing"), format::routing(requirement.routing)),
        (t!("session-protection"), protection),
        (t!("session-operator"), assessment.operator.clone()),
        (
            t!("quote-assessed"),
            format::date_time(assessment.assessed_at),
        ),
        (t!("quote-took"), format::latency(assessment.took_ms)),
        (t!("quote-api"), api),
        (t!("quote-correlator"), assessment.correlator.clone()),
        (t!("quote-seal"), seal),
        (t!("quote-digest"), digest),
    ];
    let connections = quote
        .design
        .connections
        .iter()
        .filter_map(|connection| quote.design.edges(connection))
        .map(|(from, to)| {
            view! { <li>{t!("connection-arrow", from = from.label.clone(), to = to.label.clone())}</li> }
        })
        .collect_any();
    view! {
        <section aria-labelledby="quote-connections">
            <h3 id="quote-connections">
                {t!("count-connections", count = quote.design.connections.len())}
            </h3>
            <ul class="plain-list">{connections}</ul>
        </section>
        <FactList facts=facts />
    }
}
