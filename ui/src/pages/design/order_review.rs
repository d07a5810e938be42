//! The review of an order: what is sent, to whom, what it costs and when it ends.

use contract::OrderReviewView;
use leptos::prelude::*;
use model::{Expiry, ExpirySource, Level, Origin};

use super::wording;
use crate::{
    components::{
        Banner, CollectAny, Dialog, DialogButtons, DialogForm, ErrorBanner, FeeText, KeptPromises,
        LevelBadge, TextField, live,
    },
    errors::Severity,
    hooks::memo,
    i18n::format,
    model::comparison::against,
    state::{
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// Longest name of a session, in characters.
const MAX_NAME: usize = 80;

/// The review, a dialog.
#[component]
pub(super) fn OrderReview() -> impl IntoView {
    let order = use_design().order;
    view! {
        <Dialog testid="order-review" title=t!("order-review-title") open=order.is_open() wide=true>
            {move || order.review().get().map(|review| view! { <Review review=review /> })}
        </Dialog>
    }
}

#[component]
fn Review(review: OrderReviewView) -> impl IntoView {
    let state = use_design();
    let order = state.order;
    let attempted = RwSignal::new(false);
    let name_error = Signal::derive(move || {
        attempted
            .get()
            .then(|| name_problem(&order.name().get()))
            .flatten()
    });
    view! {
        <DialogForm on_submit=move || {
            attempted.set(true);
            place(state);
        }>
            {review
                .is_outdated
                .then(|| {
                    view! {
                        <Banner severity=Severity::Warning>
                            <p class="banner-text">{t!("order-outdated")}</p>
                        </Banner>
                    }
                })}
            {(review.missed_latencies > 0)
                .then(|| {
                    view! {
                        <Banner testid="order-missed-latency" severity=Severity::Warning>
                            <p class="banner-text">
                                {t!("order-missed-latency", count = review.missed_latencies)}
                            </p>
                        </Banner>
                    }
                })}
            <AgainstQuote level=review.level />
            <Facts review=review.clone() />
            <Connections connections=review.connections />
            <TextField
                testid="order-name"
                label=t!("order-name")
                value=order.name()
                error=name_error
                autofocus=true
            />
            <ErrorBanner error=order.error() />
            <DialogButtons
                cancel_testid="order-cancel"
                confirm_testid="order-confirm"
                busy=order.is_sending()
                on_cancel=move || order.is_open().set(false)
            >
                {t!("order-confirm")}
            </DialogButtons>
        </DialogForm>
    }
}

/// What differs from the last quote, before anything is sent.
#[component]
fn AgainstQuote(level: Level) -> impl IntoView {
    let state = use_design().answer;
    let line = memo(move || {
        let answer = state.answer().get()?;
        let last = state.last_quote();
        last.with(|quote| against(&answer, level, quote.as_ref()?))
    });
    live(move || {
        line.get().map(|line| {
            let difference = wording::since_quote(&line);
            let words = t!(
                "order-against",
                date = format::date(line.quoted_at),
                difference = difference
            );
            view! {
                <p class="note" data-testid="order-against" data-days=line.days.map(|days| days.to_string())>
                    {words}
                </p>
            }
        })
    })
}

#[component]
fn Facts(review: OrderReviewView) -> impl IntoView {
    let to = if review.origin == Origin::Simulated {
        t!(
            "order-operator-simulated",
            operator = review.operator.clone()
        )
    } else {
        review.operator.clone()
    };
    let app = use_app();
    let answer = use_design().answer.answer();
    let operator = untrack(|| app.profile(&answer.get()?.assessment.profile));
    let colour = operator
        .as_ref()
        .map(|operator| operator.options.colour.as_str());
    let record = operator.as_ref().and_then(|operator| operator.record);
    let is_promised = review.wait.days().is_some();
    let routing = format::routing(review.routing);
    let routing = if review.protection.is_protected() {
        t!("order-routing-protected", routing = routing)
    } else {
        t!("order-routing-unprotected", routing = routing)
    };
    view! {
        <dl class="facts">
            <dt>{t!("order-fact-operator")}</dt>
            <dd class="operator-name" data-colour=colour>
                {to} <small class="order-address">{review.address.clone()}</small>
            </dd>
            <dt>{t!("order-fact-level")}</dt>
            <dd><LevelBadge level=Some(review.level.into()) /></dd>
            <dt>{t!("order-fact-bandwidth")}</dt>
            <dd>{format::bandwidth(review.bandwidth)}</dd>
            <dt>{t!("order-fact-duration")}</dt>
            <dd>{format::term(review.term)}</dd>
            <dt>{t!("order-fact-routing")}</dt>
            <dd>{routing}</dd>
            {(review.services > 1)
                .then(|| {
                    view! {
                        <dt>{t!("order-fact-services")}</dt>
                        <dd data-testid="order-services" data-value=review.services.to_string()>
                            {t!("order-services", count = review.services)}
                        </dd>
                    }
                })}
            <dt>{t!("order-fact-fee")}</dt>
            <dd><FeeText testid="order-fee" fee=review.fee term=review.term /></dd>
            <dt>{t!("order-fact-wait")}</dt>
            <dd>
                {format::wait(review.wait)} " "
                {is_promised.then(|| view! { <KeptPromises record=record /> })}
            </dd>
            <dt>{t!("order-fact-expiry")}</dt>
            <dd>
                <span
                    data-testid="order-expiry"
                    data-value=review.expiry.map(|expiry| expiry.at.to_rfc3339())
                >
                    {expiry_words(review.expiry)}
                </span>
            </dd>
        </dl>
    }
}

#[component]
fn Connections(connections: Vec<(String, String)>) -> impl IntoView {
    view! {
        <h3>{t!("count-connections", count = connections.len())}</h3>
        <ul class="order-connections" tabindex="0" aria-label=t!("connections-title")>
            {connections
                .into_iter()
                .map(|(from, to)| view! { <li>{t!("connection-ends", from = from, to = to)}</li> })
                .collect_any()}
        </ul>
    }
}

fn place(state: DesignState) {
    let is_wrong = state
        .order
        .name()
        .with_untracked(|name| name_problem(name).is_some());
    if is_wrong {
        super::actions::focus("#order-name".to_owned());
    } else {
        state.order.place();
    }
}

fn name_problem(name: &str) -> Option<String> {
    let name = name.trim();
    if name.is_empty() {
        Some(t!("order-name-missing"))
    } else if name.chars().count() > MAX_NAME {
        Some(t!("order-name-too-long"))
    } else {
        None
    }
}

fn expiry_words(expiry: Option<Expiry>) -> String {
    match expiry {
        Some(Expiry {
            at,
            source: ExpirySource::Operator,
        }) => format::date(at),
        Some(Expiry {
            at,
            source: ExpirySource::Estimated,
        }) => {
            t!("order-expiry-estimated", date = format::date(at))
        }
        None => t!("order-expiry-none"),
    }
}
