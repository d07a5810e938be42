//! All mutable state of the core; only the owner task holds it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use contract::{AppView, AssessmentTicket, OpenOrderView, OrderLook, OrderProgress};
use model::OrderId;
use operator_client::Clock;
use tokio_util::sync::CancellationToken;

use super::{Outbox, Settings, settings::Flags};
use crate::{
    assessments::Recent,
    notices::News,
    orders::{Certainty, Entry, EntryState, GroupOrder, Groups, OpenOrders, later},
    profiles::{NewKeys, Roster},
    secrets::Vault,
    sessions::{Sessions, Watched},
};

/// When an order of several services is taken up again that could not be written down.
const AFTER_FAILURE: Duration = Duration::from_secs(60);

/// The state. Whatever has to survive the run is in the database as well, and there first.
pub(crate) struct State {
    /// What the frame of the window shows and this run decides.
    pub(crate) frame: Frame,
    /// The stored settings.
    pub(crate) settings: Settings,
    /// Operators.
    pub(crate) roster: Roster,
    /// Assessments of this run.
    pub(crate) recent: Recent,
    /// Calls that can be cancelled.
    pub(crate) running: HashMap<AssessmentTicket, CancellationToken>,
    /// Keys of forms that are open.
    pub(crate) new_keys: NewKeys,
    /// Sessions and when to ask about them.
    pub(crate) sessions: Sessions,
    /// Orders, resizes and deletions whose outcome is open.
    pub(crate) open_orders: OpenOrders,
    /// Orders of several services that are not done with.
    pub(crate) order_groups: Groups,
    /// The diagnostics as they were shown last.
    pub(crate) diagnostics: Option<String>,
    /// Events.
    pub(crate) outbox: Outbox,
    /// What the desktop may have to be told.
    pub(crate) news: News,
}

/// What stays as it is for the whole run.
pub(crate) struct Frame {
    /// The app's version.
    pub(crate) version: String,
    /// The data folder.
    pub(crate) data_dir: String,
    /// Whether this build has the operator inside the app.
    pub(crate) has_sandbox: bool,
    /// Start flags.
    pub(crate) flags: Flags,
    /// Secrets.
    pub(crate) vault: Vault,
    /// The app's clock.
    pub(crate) clock: Arc<dyn Clock>,
}

impl State {
    /// Everything the window needs to draw its frame.
    pub(crate) fn app_view(&self) -> AppView {
        AppView {
            version: self.frame.version.clone(),
            data_dir: self.frame.data_dir.clone(),
            settings: self.settings.view(&self.frame.flags),
            operator: self.roster.active_view(),
            has_sandbox: self.frame.has_sandbox,
            has_pdf: cfg!(feature = "pdf"),
            last_design: self.settings.last_design.clone(),
            keyring: self.frame.vault.state(),
            now: self.frame.clock.now(),
        }
    }

    /// Tells the window that its frame changed.
    pub(crate) fn announce_app(&self) {
        self.outbox.app(self.app_view());
    }

    /// Takes a session in, and tells the window.
    pub(crate) fn put_session(&mut self, watched: Watched, now: DateTime<Utc>) {
        let view = watched.session.clone();
        let before = self.sessions.get(&watched.session.service_id);
        self.news.session(before, &watched);
        self.note_promise(&watched);
        if self.sessions.put(watched, now) {
            self.outbox.sessions(vec![view], Vec::new());
        }
    }

    /// Takes sessions in, and tells the window once.
    pub(crate) fn put_sessions(&mut self, watched: Vec<Watched>, now: DateTime<Utc>) {
        let views = watched.iter().map(|one| one.session.clone()).collect();
        for one in watched {
            self.note_promise(&one);
            self.sessions.put(one, now);
        }
        self.outbox.sessions(views, Vec::new());
    }

    /// Notes what became of the promise at that order, and tells the window.
    fn note_promise(&mut self, watched: &Watched) {
        let operators = self.roster.note_promise(watched);
        if !operators.is_empty() {
            self.outbox.profiles(operators, Vec::new());
            self.announce_app();
        }
    }

    /// Takes an order in whose outcome is open, new or changed, and tells the window.
    pub(crate) fn put_open_order(&mut self, entry: Entry) {
        let id = entry.id.clone();
        self.open_orders.put(entry, self.frame.clock.now());
        self.announce_open_order(&id);
    }

    /// Notes what a look for an open order found, and tells the window.
    pub(crate) fn note_look(&mut self, id: &OrderId, found: Option<OrderLook>, is_last: bool) {
        self.open_orders.looked(id, found, is_last);
        self.announce_open_order(id);
    }

    /// Plans a look for every open order at once, lets those of several services go on, and
    /// tells the window: an operator may answer that did not, or be another one.
    pub(crate) fn look_again(&mut self) {
        let now = self.frame.clock.now();
        self.open_orders.look_now(now);
        self.order_groups.wake_all(now);
        let views = self.open_order_views();
        if !views.is_empty() {
            self.outbox.open_orders(views, Vec::new());
        }
    }

    fn announce_open_order(&mut self, id: &OrderId) {
        let now = self.frame.clock.now();
        match self.open_orders.view(id, &self.roster, now) {
            Some(view) => self.outbox.open_orders(vec![view], Vec::new()),
            None => self.outbox.open_orders(Vec::new(), vec![id.to_string()]),
        }
    }

    /// Every order whose outcome is open as the window shows it, newest first.
    pub(crate) fn open_order_views(&self) -> Vec<OpenOrderView> {
        let now = self.frame.clock.now();
        let single = self.open_orders.views(&self.roster, now);
        let mut views: Vec<_> = self
            .order_groups
            .views(&self.roster)
            .chain(single)
            .collect();
        views.sort_by_key(|view| std::cmp::Reverse(view.placed_at));
        views
    }

    /// Takes an order of several services in that is being made, with its entries.
    pub(crate) fn begin_group(&mut self, group: GroupOrder, entries: Vec<Entry>) {
        let (id, now) = (group.id.clone(), self.frame.clock.now());
        self.order_groups.begin(group);
        for entry in entries {
            self.open_orders.put(entry, now);
        }
        self.announce_group(&id);
    }

    /// Notes what was decided of an order of several services.
    pub(crate) fn replace_group(&mut self, group: GroupOrder) {
        self.order_groups.replace(group);
    }

    /// Notes how far an order of several services has come, and tells the window.
    pub(crate) fn note_group(&mut self, id: &OrderId, progress: OrderProgress) {
        self.order_groups.note(id, progress);
        self.announce_group(id);
    }

    /// Notes that an order of several services does not go on for now, and tells the window.
    pub(crate) fn stop_group(&mut self, id: &OrderId) {
        self.order_groups.stopped(id);
        self.announce_group(id);
    }

    /// Notes that what became of an entry that was being sent is not known, because it could
    /// not be written down.
    pub(crate) fn lose_order(&mut self, id: &OrderId) {
        let open = self.open_orders.get(id).cloned();
        let sent = open.filter(|entry| entry.certainty() == Some(Certainty::Sending));
        if let Some(mut entry) = sent {
            entry.state = EntryState::Open {
                certainty: Certainty::Unknown,
            };
            self.put_open_order(entry);
        }
    }

    /// Notes that what became of an order of several services could not be written down: it
    /// goes on a little later, as far as it can.
    pub(crate) fn lose_group(&mut self, id: &OrderId) {
        let Some(group) = self.order_groups.get(id) else {
            return;
        };
        for part in group.parts() {
            self.lose_order(&part);
        }
        let next = later(self.frame.clock.now(), AFTER_FAILURE);
        self.order_groups.put_off(id, next);
    }

    /// Holds an order of several services while its operator's settings lead elsewhere than
    /// that entry of it was meant to go: until they are changed, or it is not wanted any more.
    /// Whether it is there.
    pub(crate) fn hold_group(&mut self, entry: &Entry) -> bool {
        let Some(place) = &entry.group else {
            return false;
        };
        let meant = entry.destination.as_ref();
        let until = if self.roster.leads_elsewhere(&entry.profile, meant) {
            entry.wanted_until()
        } else {
            self.frame.clock.now()
        };
        self.order_groups.put_off(&place.order, until)
    }

    /// Takes an order of several services out, and tells the window.
    pub(crate) fn close_group(&mut self, id: &OrderId) {
        self.order_groups.remove(id);
        self.outbox.open_orders(Vec::new(), vec![id.to_string()]);
    }

    fn announce_group(&mut self, id: &OrderId) {
        if let Some(view) = self.order_groups.view(id, &self.roster) {
            self.outbox.open_orders(vec![view], Vec::new());
        }
    }

    /// Takes an order out whose outcome is known, and tells the window.
    pub(crate) fn close_order(&mut self, id: &OrderId) {
        let place = self
            .open_orders
            .get(id)
            .and_then(|entry| entry.group.as_ref());
        if let Some(place) = place {
            self.order_groups.wake(&place.order, self.frame.clock.now());
        }
        self.open_orders.remove(id);
        self.outbox.open_orders(Vec::new(), vec![id.to_string()]);
    }

    /// Forgets everything, as at the first run.
    pub(crate) fn reset(&mut self) {
        for cancel in self.running.drain().map(|(_, cancel)| cancel) {
            cancel.cancel();
        }
        self.settings = Settings::default();
        self.frame.flags.theme = None;
        self.frame.flags.locale = None;
        self.roster = Roster::default();
        self.recent = Recent::default();
        self.new_keys = NewKeys::default();
        self.sessions = Sessions::default();
        self.open_orders = OpenOrders::default();
        self.order_groups = Groups::default();
        self.diagnostics = None;
        self.announce_app();
    }
}
