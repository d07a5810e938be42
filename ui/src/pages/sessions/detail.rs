//! One session: its state, what it is, its life so far, and what can be done with it.

use contract::{SessionDetailView, SessionRequest, command};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Action, HistoryEntry, Origin, ServiceId, Session, SessionState};

use super::{
    actual::PurchasedAndActual,
    delete::DeleteDialog,
    drift::DriftNotice,
    facts,
    history::History,
    map::OverviewMap,
    operators::{operator, use_operators},
    resize::ResizeDialog,
    words,
};
use crate::{
    components::{
        Banner, Button, ButtonKind, Denied, EmptyState, ErrorBanner, IconButton, Show, Skeleton,
        StateDot, Symbol,
    },
    errors::Severity,
    hooks::{effect, focus_list_if_lost, memo, use_command},
    i18n::format,
    state::{Load, use_app},
    t,
};

/// The session `id` beside the list.
#[component]
pub(super) fn SessionDetail(id: String) -> impl IntoView {
    let state = use_app();
    let data_id = id.clone();
    let session = Signal::from(state.sessions.row(&id));
    let is_known = memo(move || session.with(Option::is_some));
    let is_loading =
        memo(move || matches!(state.sessions.load().get(), Load::Idle | Load::Loading));
    view! {
        <aside
            class="split-detail"
            data-testid="session-detail"
            data-id=data_id
            data-state=move || session.with(|session| session.as_ref().map(|session| session.state.as_str()))
            aria-label=t!("session-detail")
        >
            {move || {
                if is_known.get() {
                    view! { <Known id=id.clone() session=session /> }.into_any()
                } else if is_loading.get() {
                    view! { <Skeleton /> }.into_any()
                } else {
                    view! {
                        <EmptyState
                            symbol=Symbol::Target
                            title=t!("session-missing")
                            text=t!("session-missing-text")
                        />
                    }
                    .into_any()
                }
            }}
        </aside>
    }
}

#[component]
fn Known(id: String, session: Signal<Option<Session>>) -> impl IntoView {
    let state = use_app();
    let history = RwSignal::new(None::<Vec<HistoryEntry>>);
    let open = use_command();
    let service_id = StoredValue::new(ServiceId::new(id).ok());
    let is_stale = StoredValue::new(false);
    let load = Callback::new(move |()| {
        // A command runs once at a time: what happened meanwhile is read after it.
        is_stale.set_value(open.pending().get_untracked());
        if let Some(id) = service_id.get_value() {
            open.run::<command::session_open>(SessionRequest { id }, move |view| {
                history.try_set(Some(view.history));
            });
        }
    });
    let life = memo(move || session.with(|session| session.as_ref().map(Life::of)));
    effect(move || {
        life.track();
        load.run(());
    });
    effect(move || {
        if !open.pending().get() && is_stale.get_value() {
            load.run(());
        }
    });
    let resizing = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let changed = Callback::new(move |view: SessionDetailView| {
        history.try_set(Some(view.history));
        state.sessions.put(view.session);
    });
    let can = move |of: fn(SessionState) -> bool| {
        Signal::derive(move || {
            session.with(|session| session.as_ref().is_some_and(|s| of(s.state)))
        })
    };
    let can_resize = can(SessionState::can_resize);
    let can_delete = can(SessionState::can_delete);
    if matches!(state.profiles.load().get_untracked(), Load::Idle) {
        state.load_profiles();
    }
    let denied =
        move |action| session.with(|session| state.denial(&session.as_ref()?.profile, action));
    let no_resize = Signal::derive(move || denied(Action::Resize).filter(|_| can_resize.get()));
    // What forbids both is said once.
    let no_delete = Signal::derive(move || {
        let reason = denied(Action::Delete).filter(|_| can_delete.get());
        reason.filter(|reason| no_resize.get().as_ref() != Some(reason))
    });
    view! {
        <div class="detail">
            <Heading session=session service_id=service_id changed=changed />
            {move || session.get().map(|session| view! { <StateNotice session=session /> })}
            {move || session.get().map(|session| view! { <DriftNotice session=session changed=changed /> })}
            {move || session.get().map(|session| view! { <facts::Tiles session=session /> })}
            {move || session.get().map(|session| view! { <PurchasedAndActual session=session /> })}
            <OverviewMap session=session />
            {move || session.get().map(|session| view! { <facts::Facts session=session /> })}
            <section aria-labelledby="session-life">
                <h3 id="session-life">{t!("session-life")}</h3>
                <ErrorBanner error=open.error() />
                {move || match history.get() {
                    Some(entries) => view! { <History entries=entries /> }.into_any(),
                    None => view! { <Skeleton rows=2 /> }.into_any(),
                }}
            </section>
            <Denied reason=no_resize />
            <Denied reason=no_delete />
            <div class="actions actions-spread detail-actions">
                <Show when=move || can_resize.get()>
                    <Button
                        testid="session-resize"
                        kind=ButtonKind::Primary
                        disabled=Signal::derive(move || denied(Action::Resize).is_some())
                        on_press=move || resizing.set(true)
                    >
                        {t!("session-resize")}
                    </Button>
                </Show>
                <Show when=move || can_delete.get()>
                    <Button
                        testid="session-delete"
                        kind=ButtonKind::Danger
                        disabled=Signal::derive(move || denied(Action::Delete).is_some())
                        on_press=move || deleting.set(true)
                    >
                        {t!("session-delete")}
                    </Button>
                </Show>
            </div>
            <ResizeDialog session=session open=resizing on_done=changed />
            <DeleteDialog session=session open=deleting on_done=changed />
        </div>
    }
}

#[component]
fn Heading(
    session: Signal<Option<Session>>,
    service_id: StoredValue<Option<ServiceId>>,
    changed: Callback<SessionDetailView>,
) -> impl IntoView {
    let state = use_app();
    let navigate = use_navigate();
    let refresh = use_command();
    let ask_again = move || {
        if let Some(id) = service_id.get_value() {
            refresh.run_telling::<command::session_refresh>(
                state.toasts,
                SessionRequest { id },
                move |view| {
                    // The page may have gone, and what waits for the answer with it.
                    let _ = changed.try_run(view);
                },
            );
        }
    };
    let operators = use_operators();
    let about = move || {
        session.with(|session| {
            session.as_ref().map(|session| {
                view! {
                    {operator(operators, session)}
                    <span>{session.service_id.to_string()}</span>
                    {facts::ends(session).map(|ends| view! { <span>{ends}</span> })}
                }
            })
        })
    };
    view! {
        <div class="detail-heading">
            <div>
                <h2>{move || session.with(|session| session.as_ref().map(|session| session.name.clone()))}</h2>
                <p class="detail-about">{about}</p>
                <p class="detail-state">
                    {move || session.get().map(|session| {
                        view! {
                            <StateDot
                                tone=words::tone(state, &session)
                                label=words::state_words(state, &session)
                            />
                            {(session.origin == Origin::Simulated).then(|| {
                                view! { <span class="tag">{t!("origin-simulated-tag")}</span> }
                            })}
                        }
                    })}
                </p>
            </div>
            <span class="grow"></span>
            <IconButton
                testid="session-refresh"
                symbol=Symbol::Refresh
                label=t!("session-refresh")
                on_press=ask_again
            />
            <IconButton
                testid="session-close"
                symbol=Symbol::Cross
                label=t!("session-close")
                on_press=Callback::new(move |()| {
                    navigate("/sessions", Default::default());
                    focus_list_if_lost();
                })
            />
        </div>
    }
}

/// What needs to be said about the state, beyond its name.
#[component]
fn StateNotice(session: Session) -> impl IntoView {
    let words = match session.state {
        SessionState::Changing => Some((Severity::Info, change(&session))),
        SessionState::Deleting => Some((Severity::Info, t!("session-deleting"))),
        SessionState::Failed => Some((Severity::Error, t!("session-failed"))),
        SessionState::Unavailable => Some((Severity::Warning, t!("session-unavailable"))),
        SessionState::Unknown => Some((Severity::Warning, t!("session-unknown"))),
        SessionState::Expired => Some((Severity::Info, t!("session-expired"))),
        SessionState::Gone => Some((Severity::Info, t!("session-gone"))),
        SessionState::Requested | SessionState::Available => None,
    };
    let left = session
        .group
        .filter(|group| group.is_incomplete && goes_on(session.state))
        .map(|group| {
            view! {
                <div data-testid="session-incomplete">
                    <Banner severity=Severity::Warning>
                        <p>{t!("session-incomplete", name = group.name, of = group.of)}</p>
                    </Banner>
                </div>
            }
        });
    let notice = words.map(|(severity, words)| {
        view! {
            <Banner severity=severity>
                <p>{words}</p>
            </Banner>
        }
    });
    view! { {left} {notice} }
}

/// Whether a session in this state is there, and stays until it is deleted.
const fn goes_on(state: SessionState) -> bool {
    match state {
        SessionState::Requested
        | SessionState::Available
        | SessionState::Changing
        | SessionState::Unknown => true,
        SessionState::Deleting
        | SessionState::Expired
        | SessionState::Failed
        | SessionState::Unavailable
        | SessionState::Gone => false,
    }
}

fn change(session: &Session) -> String {
    let Some(pending) = &session.pending else {
        return t!("session-changing");
    };
    let bandwidth = pending
        .bandwidth
        .or(session.bandwidth)
        .map(format::bandwidth);
    let level = pending.level.clone().or_else(|| session.level.clone());
    t!(
        "session-changing-to",
        bandwidth = bandwidth.unwrap_or_else(|| t!("missing-value")),
        level = level.map_or_else(|| t!("missing-value"), |level| level.as_str().to_owned())
    )
}

/// What has to change for the history to have grown.
#[derive(Clone, Debug, PartialEq)]
struct Life {
    state: SessionState,
    level: Option<model::ReportedLevel>,
    bandwidth: Option<model::Mbps>,
    pending: Option<model::PendingChange>,
    drift: (Option<model::Drift>, Option<model::Drift>),
}

impl Life {
    fn of(session: &Session) -> Self {
        Self {
            state: session.state,
            level: session.level.clone(),
            bandwidth: session.bandwidth,
            pending: session.pending.clone(),
            drift: (session.drift.clone(), session.granted.clone()),
        }
    }
}
