//! The state of the app as a whole.

use chrono::{DateTime, Utc};
use contract::{
    ActivityOperation, ActivityRequest, ActivityRow, AppView, DemoProgress, Empty, Event,
    OpenOrderView, ProfileTestView, ProfileView, QuoteSummaryView, command,
};
use leptos::{prelude::*, task::spawn_local};
use model::{ProfileId, QuoteId, Session};

use super::{Applied, Clock, Header, MatrixState, Rows, Toasts};
use crate::ipc::call;

/// Rows of the record of calls that are asked for at a time.
pub const ACTIVITY_PAGE: u32 = 100;

/// Everything that more than one page knows. It is handed on as a context.
#[derive(Clone, Copy, Debug)]
pub struct AppState {
    /// Frame, settings, keyring and operator in use.
    pub view: RwSignal<AppView>,
    /// The app's clock.
    pub clock: Clock,
    /// Short messages.
    pub toasts: Toasts,
    /// The page's part of the header.
    pub header: Header,
    /// Operators.
    pub profiles: Rows<ProfileView>,
    /// Quotes.
    pub quotes: Rows<QuoteSummaryView>,
    /// The quotes that are ticked to be compared.
    pub ticked_quotes: RwSignal<Vec<QuoteId>>,
    /// Sessions.
    pub sessions: Rows<Session>,
    /// Orders whose outcome is open.
    pub open_orders: Rows<OpenOrderView>,
    /// When the poller asks next.
    pub next_poll: RwSignal<Option<DateTime<Utc>>>,
    /// Calls to an operator.
    pub activity: Rows<ActivityRow>,
    /// Whether there are older calls than those.
    pub has_older_activity: RwSignal<bool>,
    /// The last call that a person asked for, for the status line.
    pub last_call: RwSignal<Option<ActivityRow>>,
    /// How far loading the demo story has come.
    pub demo: RwSignal<Option<DemoProgress>>,
    /// The newest word of the test of a connection.
    pub profile_test: RwSignal<Option<ProfileTestView>>,
    /// The assessment matrix.
    pub matrix: MatrixState,
}

/// The state of the app, from the context.
#[must_use]
pub fn use_app() -> AppState {
    expect_context::<AppState>()
}

impl AppState {
    /// The state at the start, as `app_open` answered it.
    #[must_use]
    pub fn new(view: AppView) -> Self {
        let clock = Clock::starting_at(view.now);
        let view = RwSignal::new(view);
        let animations = Signal::derive(move || view.with(|view| view.settings.animations));
        Self {
            view,
            clock,
            toasts: Toasts::new(animations),
            header: Header::default(),
            profiles: Rows::idle(),
            quotes: Rows::idle(),
            ticked_quotes: RwSignal::new(Vec::new()),
            sessions: Rows::idle(),
            open_orders: Rows::idle(),
            next_poll: RwSignal::new(None),
            activity: Rows::idle(),
            has_older_activity: RwSignal::new(false),
            last_call: RwSignal::new(None),
            demo: RwSignal::new(None),
            profile_test: RwSignal::new(None),
            matrix: MatrixState::new(),
        }
    }

    /// The operator in use.
    #[must_use]
    pub fn operator(&self) -> Option<ProfileView> {
        self.view.with(|view| view.operator.clone())
    }

    /// The operator of that identifier, where it is kept.
    #[must_use]
    pub fn profile(&self, id: &ProfileId) -> Option<ProfileView> {
        let in_use = self.operator().filter(|operator| operator.id == *id);
        in_use.or_else(|| self.profiles.row(id.as_str()).get())
    }

    /// The route of the design that was open last, or of all designs.
    #[must_use]
    pub fn design_route(&self) -> String {
        self.view.with(|view| match &view.last_design {
            Some(id) => format!("/designs/{id}"),
            None => "/designs".to_owned(),
        })
    }

    /// Whether the operator in use is simulated.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.view.with(|view| {
            view.operator
                .as_ref()
                .is_some_and(|operator| operator.is_simulated)
        })
    }

    /// Forgets every list, as after "forget everything".
    pub fn forget(&self) {
        self.profiles.forget();
        self.quotes.forget();
        self.ticked_quotes.set(Vec::new());
        self.sessions.forget();
        self.open_orders.forget();
        self.activity.forget();
        self.last_call.set(None);
        self.matrix.forget();
    }

    /// Takes an event of the core.
    pub fn receive(&self, event: Event) {
        match event {
            Event::App(view) => {
                self.clock.set(view.now);
                self.view.set(*view);
            }
            Event::Profiles(change) => {
                if self.profiles.apply(change) == Applied::Gap {
                    self.load_profiles();
                }
            }
            Event::Demo(progress) => self.demo.set(Some(progress)),
            Event::ProfileTest(view) => self.profile_test.set(Some(view)),
            Event::MatrixCell(view) => self.matrix.receive(*view),
            Event::Quotes(change) => {
                if self.quotes.apply(change) == Applied::Gap {
                    self.load_quotes();
                }
            }
            Event::Sessions(change) => {
                if self.sessions.apply(change) == Applied::Gap {
                    self.load_sessions();
                }
            }
            Event::OpenOrders(change) => {
                if self.open_orders.apply(change) == Applied::Gap {
                    self.load_sessions();
                }
            }
            Event::Activity(change) => {
                if let Some(row) = change.changed.iter().rev().find(|row| is_asked_for(row)) {
                    self.last_call.set(Some(row.clone()));
                }
                if self.activity.apply(change) == Applied::Gap {
                    self.load_activity();
                }
            }
        }
    }

    /// Asks for the operators.
    pub fn load_profiles(&self) {
        let profiles = self.profiles;
        if profiles.begin() {
            spawn_local(async move {
                match call::<command::profile_list>(Empty {}).await {
                    Ok(rows) => profiles.fill(rows, None),
                    Err(error) => profiles.fail(error),
                }
            });
        }
    }

    /// Asks for the quotes.
    pub fn load_quotes(&self) {
        let quotes = self.quotes;
        if quotes.begin() {
            spawn_local(async move {
                match call::<command::quote_list>(Empty {}).await {
                    Ok(rows) => quotes.fill(rows, None),
                    Err(error) => quotes.fail(error),
                }
            });
        }
    }

    /// Asks for the sessions and the open orders.
    pub fn load_sessions(&self) {
        let state = *self;
        if state.sessions.begin() {
            // They come together.
            let _ = state.open_orders.begin();
            spawn_local(async move {
                match call::<command::session_list>(Empty {}).await {
                    Ok(view) => {
                        let revision = Some(view.open_order_revision);
                        state.sessions.fill(view.sessions, Some(view.revision));
                        state.open_orders.fill(view.open_orders, revision);
                        state.next_poll.set(view.next_poll_at);
                    }
                    Err(error) => {
                        state.open_orders.fail(error.clone());
                        state.sessions.fail(error);
                    }
                }
            });
        }
    }

    /// Asks for the newest calls.
    pub fn load_activity(&self) {
        let state = *self;
        if state.activity.begin() {
            spawn_local(async move {
                let request = ActivityRequest {
                    before: None,
                    limit: ACTIVITY_PAGE,
                };
                match call::<command::activity_list>(request).await {
                    Ok(page) => {
                        state.has_older_activity.set(page.has_more);
                        state.activity.fill(page.rows, None);
                    }
                    Err(error) => state.activity.fail(error),
                }
            });
        }
    }
}

/// Whether a person asked for the call, as against the poller or a token for it.
const fn is_asked_for(row: &ActivityRow) -> bool {
    match row.operation {
        ActivityOperation::Token | ActivityOperation::Discovery | ActivityOperation::Read => false,
        ActivityOperation::Assess
        | ActivityOperation::Create
        | ActivityOperation::Update
        | ActivityOperation::Delete => true,
    }
}
