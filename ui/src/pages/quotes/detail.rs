//! One quote: what was asked, what was answered, and asking again.

use contract::{
    AssessmentTicket, CancelRequest, ErrorCode, QuoteReassessRequest, QuoteReassessView,
    QuoteRequest, command,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use model::{Action, Origin, ProfileId, Protection, Quote, QuoteId};

use super::{
    difference::Difference,
    export::{ExportCsv, Print, Which},
    offers::Offers,
};
use crate::{
    components::{
        Button, ButtonKind, Denied, EmptyState, ErrorBanner, FactList, IconButton, Skeleton, Symbol,
    },
    hooks::use_command,
    i18n::format,
    ipc::call,
    random,
    state::use_app,
    t,
};

/// The quote `id` beside the list.
#[component]
pub(super) fn QuoteDetail(id: String) -> impl IntoView {
    let quote = RwSignal::new(None::<Quote>);
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
            data-origin=move || quote.with(|quote| quote.as_ref().map(|quote| quote.assessment.origin.as_str()))
            aria-label=t!("quote-detail")
        >
            {move || match (quote.get(), error.get()) {
                (Some(quote), _) => view! { <Known quote=quote /> }.into_any(),
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
fn Known(quote: Quote) -> impl IntoView {
    let assessment = quote.assessment.clone();
    let is_simulated = assessment.origin == Origin::Simulated;
    let offers = assessment.offers.clone();
    let term = assessment.requirement.term;
    view! {
        <div class="detail quote-sheet">
            {is_simulated.then(|| view! { <p class="print-simulated">{t!("origin-simulated")}</p> })}
            <Heading quote=quote.clone() />
            <Offers offers=offers chosen=quote.chosen term=term />
            <Actions id=quote.id.clone() profile=quote.assessment.profile.clone() />
            <Facts quote=quote />
        </div>
    }
}

#[component]
fn Heading(quote: Quote) -> impl IntoView {
    let navigate = use_navigate();
    let is_simulated = quote.assessment.origin == Origin::Simulated;
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
                on_press=Callback::new(move |()| navigate("/quotes", Default::default()))
            />
        </div>
    }
}

/// Asking again, the design, and files.
#[component]
fn Actions(
    id: QuoteId,
    /// The operator that it is of.
    profile: ProfileId,
) -> impl IntoView {
    let state = use_app();
    let denial = Signal::derive(move || state.denial(&profile, Action::Assess));
    let is_denied = Signal::derive(move || denial.get().is_some());
    let navigate = use_navigate();
    let reassess = use_command();
    let open_design = use_command();
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
    let to_design = move || {
        let navigate = navigate.clone();
        open_design.run_or::<command::quote_open_design>(
            QuoteRequest { id: opened.clone() },
            move |view| navigate(&format!("/designs/{}", view.design.id), Default::default()),
            move |error| state.toasts.error(error),
        );
    };
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
            <Button testid="quote-open-design" busy=open_design.pending() on_press=to_design>
                {t!("quote-open-design")}
            </Button>
            <span class="grow"></span>
            <ExportCsv which=Which::One(id.clone()) />
            <Print id=id />
        </div>
        <Denied reason=denial />
        <ErrorBanner error=reassess.error() />
        {move || answer.get().map(|view| view! { <Difference view=view /> })}
    }
}

#[component]
fn Facts(quote: Quote) -> impl IntoView {
    let assessment = &quote.assessment;
    let requirement = assessment.requirement;
    let protection = match requirement.protection {
        Protection::Protected => t!("protection-on"),
        Protection::Unprotected => t!("protection-off"),
    };
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
        (t!("quote-correlator"), assessment.correlator.clone()),
    ];
    let connections = quote
        .design
        .connections
        .iter()
        .filter_map(|connection| quote.design.edges(connection))
        .map(|(from, to)| {
            view! { <li>{t!("connection-arrow", from = from.label.clone(), to = to.label.clone())}</li> }
        })
        .collect_view();
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
