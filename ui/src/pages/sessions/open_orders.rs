//! Orders whose outcome is not known, and what a person can decide about them.

use contract::{
    Finding, OpenOrderKind, OpenOrderState, OpenOrderView, OrderLook, OrderOutcome, OrderProgress,
    OrderResolution, OrderResolveRequest, command,
};
use leptos::prelude::*;
use model::{Action, ServiceId};

use crate::{
    components::{
        Button, ButtonKind, Denied, ErrorBanner, Icon, LevelBadge, Row, Rows, Show, Spinner,
        Symbol, TextField,
    },
    errors::in_words,
    hooks::{CommandHandle, focus, memo, use_command},
    i18n::format,
    state::{AppState, use_app},
    t,
};

/// The open orders above the table.
#[component]
pub(super) fn OpenOrders() -> impl IntoView {
    let state = use_app();
    let orders = state.open_orders.rows();
    view! {
        <Show when=move || orders.with(|orders| !orders.is_empty())>
            <section class="open-orders" aria-labelledby="open-orders">
                <h2 id="open-orders">{t!("open-orders")}</h2>
                <Rows each=move || {
                    let orders = orders.get().into_iter();
                    orders.map(|order| Row::new(key(&order), || view! { <OpenOrder order=order /> })).collect()
                } />
            </section>
        </Show>
    }
}

/// What makes an order another one on the page: a look changes nothing that a person is typing below it.
fn key(order: &OpenOrderView) -> String {
    let progress = order.progress.unwrap_or_default();
    format!(
        "{} {} {} {} {} {}",
        order.order,
        state_name(order.state),
        order.correlator.as_deref().unwrap_or_default(),
        progress.of,
        progress.made,
        progress.refused.unwrap_or_default(),
    )
}

#[component]
fn OpenOrder(order: OpenOrderView) -> impl IntoView {
    let state = use_app();
    let resolve = use_command();
    let is_attaching = RwSignal::new(false);
    let (id, kind) = (order.order.clone(), order.kind);
    let decide = Callback::new(move |resolution: OrderResolution| {
        let request = OrderResolveRequest {
            order: id.clone(),
            resolution,
        };
        resolve.run::<command::order_resolve>(request, move |view| {
            tell(state, kind, &view.outcome);
            state.load_sessions();
        });
    });
    let now = state.open_orders.row(order.order.as_str());
    let look = memo(move || now.with(|order| order.as_ref()?.look.clone()));
    let open_state = order.state;
    let level = order.level;
    let progress = order.progress;
    let profile = order.profile.clone();
    let denial = Signal::derive(move || state.denial(&profile, action_of(kind)));
    view! {
        <article
            class="open-order"
            data-testid="order-unknown"
            data-id=order.order.to_string()
            data-kind=kind.as_str()
            data-state=state_name(open_state)
            data-level=level.map(|level| level.as_str())
            data-bandwidth=order.bandwidth.map(|bandwidth| bandwidth.get().to_string())
            data-made=progress.map(|progress| progress.made.to_string())
            data-taken-back=progress.map(|progress| progress.taken_back.to_string())
            data-look=move || look.with(|look| look.as_ref().map(|look| look.finding.as_str()))
        >
            <span class="open-order-icon">
                {if open_state == OpenOrderState::Sending {
                    view! { <Spinner /> }.into_any()
                } else {
                    view! { <Icon symbol=Symbol::Warning /> }.into_any()
                }}
            </span>
            <div class="open-order-words">
                <p>
                    <b>{t!("open-order-title", kind = kind.as_str(), name = order.name.clone())}</b>
                    {level.map(|level| view! { " " <LevelBadge level=Signal::stored(Some(level.into())) /> })}
                    {order.bandwidth.map(|bandwidth| view! { " " <span>{format::bandwidth(bandwidth)}</span> })}
                </p>
                {progress.map(|progress| view! { <p>{come(progress)}</p> })}
                {order.error.as_ref().map(|error| view! { <p>{in_words(error)}</p> })}
                <p>{explanation(open_state, kind)}</p>
                {move || look.with(|look| look.as_ref().map(|look| view! { <p>{looked(look)}</p> }))}
                <small>
                    {t!(
                        "open-order-sent",
                        operator = order.operator.clone(),
                        time = format::date_time(order.placed_at)
                    )}
                    {order.correlator.clone().map(|correlator| {
                        view! { ". " {t!("correlator", correlator = correlator)} }
                    })}
                </small>
                <ErrorBanner error=resolve.error() />
                <Show when=move || progress.is_none() && open_state != OpenOrderState::Sending>
                    <Decisions
                        kind=kind
                        open_state=open_state
                        denial=denial
                        resolve=resolve
                        decide=decide
                        is_attaching=is_attaching
                    />
                </Show>
            </div>
        </article>
    }
}

#[component]
fn Decisions(
    kind: OpenOrderKind,
    open_state: OpenOrderState,
    /// Why it cannot be sent again by this person, if so.
    denial: Signal<Option<String>>,
    resolve: CommandHandle,
    decide: Callback<OrderResolution>,
    is_attaching: RwSignal<bool>,
) -> impl IntoView {
    let can_repeat = open_state == OpenOrderState::UnknownRepeatable;
    let is_denied = Signal::derive(move || denial.get().is_some());
    // Only an order has a network that is not in the list yet.
    let can_attach = kind == OpenOrderKind::Order;
    view! {
        {can_repeat.then(|| view! { <Denied reason=denial /> })}
        <div class="actions">
            {can_repeat.then(|| view! {
                <Button
                    testid="order-repeat"
                    kind=ButtonKind::Chip
                    icon=Symbol::Refresh
                    busy=resolve.pending()
                    disabled=is_denied
                    on_press=move || decide.run(OrderResolution::Repeat)
                >
                    {t!("open-order-repeat")}
                </Button>
            })}
            {can_attach.then(|| view! {
                <Button
                    testid="order-attach"
                    kind=ButtonKind::Chip
                    busy=resolve.pending()
                    on_press=move || is_attaching.set(true)
                >
                    {t!("open-order-attach")}
                </Button>
            })}
            <Button
                testid="order-dismiss"
                kind=ButtonKind::Chip
                busy=resolve.pending()
                on_press=move || decide.run(OrderResolution::Dismiss)
            >
                {t!("open-order-dismiss", kind = kind.as_str())}
            </Button>
        </div>
        <Show when=move || is_attaching.get()>
            <AttachForm resolve=resolve decide=decide on_cancel=move || is_attaching.set(false) />
        </Show>
    }
}

#[component]
fn AttachForm(
    resolve: CommandHandle,
    decide: Callback<OrderResolution>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let id = RwSignal::new(String::new());
    let problem = RwSignal::new(None);
    focus("[data-testid=order-attach-id]");
    view! {
        <form
            class="attach-form"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                match ServiceId::new(id.get_untracked().trim()) {
                    Ok(service_id) => {
                        problem.set(None);
                        decide.run(OrderResolution::Attach { service_id });
                    }
                    Err(_) => {
                        problem.set(Some(t!("open-order-id-wrong")));
                        focus("[data-testid=order-attach-id]");
                    }
                }
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_cancel.run(());
                }
            }
        >
            <TextField
                testid="order-attach-id"
                label=t!("open-order-id")
                value=id
                error=problem
            />
            <div class="actions">
                <Button testid="order-attach-cancel" on_press=move || on_cancel.run(())>
                    {t!("action-cancel")}
                </Button>
                <Button
                    testid="order-attach-confirm"
                    kind=ButtonKind::Primary
                    submit=true
                    busy=resolve.pending()
                >
                    {t!("open-order-attach-confirm")}
                </Button>
            </div>
        </form>
    }
}

fn tell(state: AppState, kind: OpenOrderKind, outcome: &OrderOutcome) {
    let kind = kind.as_str();
    match outcome {
        OrderOutcome::Accepted { .. } => {
            state.toasts.success(t!("open-order-accepted", kind = kind));
        }
        OrderOutcome::Dismissed => state.toasts.info(t!("open-order-dismissed", kind = kind)),
        OrderOutcome::Incomplete { error } => state.toasts.error(error),
        OrderOutcome::Refused { error } => {
            let reason = in_words(error);
            state
                .toasts
                .info(t!("open-order-refused", kind = kind, reason = reason));
        }
        OrderOutcome::Unknown { error } => state.toasts.error(error),
    }
}

const fn state_name(state: OpenOrderState) -> &'static str {
    match state {
        OpenOrderState::Sending => "sending",
        OpenOrderState::UnknownRepeatable => "unknown-repeatable",
        OpenOrderState::Unknown => "unknown",
        OpenOrderState::AcceptedWithoutId => "accepted-without-id",
        OpenOrderState::Stopped => "stopped",
        OpenOrderState::Elsewhere => "elsewhere",
    }
}

/// How far an order of one service for each connection has come.
fn come(progress: OrderProgress) -> String {
    let OrderProgress {
        of,
        made,
        refused,
        taken_back,
    } = progress;
    match refused {
        None => t!("open-order-made", made = made, of = of),
        Some(refused) => t!(
            "open-order-taking-back",
            made = made,
            of = of,
            refused = refused,
            back = taken_back
        ),
    }
}

/// What the app found out by itself.
fn looked(look: &OrderLook) -> String {
    let time = format::clock(look.at);
    match look.finding {
        Finding::NoList => t!("open-order-no-list", time = time),
        Finding::NotListed => t!("open-order-not-listed", time = time),
        Finding::StillThere => t!("open-order-still-there", time = time),
        Finding::Unchanged => t!(
            "open-order-unchanged",
            time = time,
            bandwidth = look
                .bandwidth
                .map_or_else(|| t!("missing-value"), format::bandwidth),
            level = look
                .level
                .as_ref()
                .map_or_else(|| t!("missing-value"), |level| level.as_str().to_owned())
        ),
    }
}

fn explanation(state: OpenOrderState, kind: OpenOrderKind) -> String {
    match state {
        OpenOrderState::Sending => t!("open-order-sending"),
        OpenOrderState::UnknownRepeatable => {
            t!("open-order-repeatable", kind = kind.as_str())
        }
        OpenOrderState::Unknown => t!("open-order-unknown"),
        OpenOrderState::AcceptedWithoutId => t!("open-order-without-id"),
        OpenOrderState::Stopped => t!("open-order-stopped"),
        OpenOrderState::Elsewhere => t!("open-order-elsewhere"),
    }
}

/// What has to be permitted to send it again.
const fn action_of(kind: OpenOrderKind) -> Action {
    match kind {
        OpenOrderKind::Order => Action::Order,
        OpenOrderKind::Resize => Action::Resize,
        OpenOrderKind::Deletion => Action::Delete,
    }
}
