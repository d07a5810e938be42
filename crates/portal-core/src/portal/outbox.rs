//! Events on their way to the window, numbered by kind.

use std::sync::Arc;

use contract::{
    ActivityRow, AppView, Changed, DemoProgress, Event, MatrixCellView, OpenOrderView,
    ProfileTestView, ProfileView, QuoteSummaryView,
};
use model::Session;

/// Numbers events and hands them on.
pub(crate) struct Outbox {
    send: Arc<dyn Fn(Event) + Send + Sync>,
    profiles: u64,
    quotes: u64,
    sessions: u64,
    open_orders: u64,
    activity: u64,
}

impl Outbox {
    /// An outbox without an event so far.
    pub(crate) fn new(send: Arc<dyn Fn(Event) + Send + Sync>) -> Self {
        Self {
            send,
            profiles: 0,
            quotes: 0,
            sessions: 0,
            open_orders: 0,
            activity: 0,
        }
    }

    /// The revision of the last event about sessions.
    pub(crate) const fn session_revision(&self) -> u64 {
        self.sessions
    }

    /// The revision of the last event about open orders.
    pub(crate) const fn open_order_revision(&self) -> u64 {
        self.open_orders
    }

    /// Frame, settings, keyring or operator changed.
    pub(crate) fn app(&self, view: AppView) {
        (self.send)(Event::App(Box::new(view)));
    }

    /// Operators changed.
    pub(crate) fn profiles(&mut self, changed: Vec<ProfileView>, removed: Vec<String>) {
        (self.send)(Event::Profiles(number(
            &mut self.profiles,
            changed,
            removed,
        )));
    }

    /// Quotes changed.
    pub(crate) fn quotes(&mut self, changed: Vec<QuoteSummaryView>, removed: Vec<String>) {
        (self.send)(Event::Quotes(number(&mut self.quotes, changed, removed)));
    }

    /// Sessions changed.
    pub(crate) fn sessions(&mut self, changed: Vec<Session>, removed: Vec<String>) {
        (self.send)(Event::Sessions(number(
            &mut self.sessions,
            changed,
            removed,
        )));
    }

    /// Open orders changed.
    pub(crate) fn open_orders(&mut self, changed: Vec<OpenOrderView>, removed: Vec<String>) {
        let changed = number(&mut self.open_orders, changed, removed);
        (self.send)(Event::OpenOrders(changed));
    }

    /// The test of a connection has come further.
    pub(crate) fn profile_test(&self, view: ProfileTestView) {
        (self.send)(Event::ProfileTest(view));
    }

    /// Something became of a cell of a matrix.
    pub(crate) fn matrix_cell(&self, view: MatrixCellView) {
        (self.send)(Event::MatrixCell(Box::new(view)));
    }

    /// Loading the demo story has come further.
    pub(crate) fn demo(&self, progress: DemoProgress) {
        (self.send)(Event::Demo(progress));
    }

    /// The record of calls grew, or a run of polls did, or rows were removed from it.
    pub(crate) fn activity(&mut self, changed: Vec<ActivityRow>, removed: Vec<String>) {
        (self.send)(Event::Activity(number(
            &mut self.activity,
            changed,
            removed,
        )));
    }
}

fn number<T>(revision: &mut u64, changed: Vec<T>, removed: Vec<String>) -> Changed<T> {
    *revision += 1;
    Changed {
        revision: *revision,
        changed,
        removed,
    }
}
