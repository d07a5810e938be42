//! An operator in memory that fails, stalls and forgets on request.

mod connection;
mod networks;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use chrono::TimeDelta;
use model::ServiceId;
use operator_client::{
    AssessmentQuestion, CallError, NetworkOrder, NetworkReport, Operation, ReportedStatus,
};
use tokio::sync::Notify;

use super::samples;

/// What happens to the next call of an operation.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// It fails before anything is done.
    Fails(CallError),
    /// It is done, and the answer is lost.
    LosesAnswer,
    /// No answer comes until the call is cancelled.
    Stalls,
    /// It is done once that is notified.
    Waits(Arc<Notify>),
    /// The token that it began with is not taken: once that is notified, it asks for another
    /// one, keeps it, and is done.
    Renews(Arc<Notify>),
}

#[derive(Default)]
struct Inner {
    next: HashMap<Operation, VecDeque<Option<What>>>,
    networks: HashMap<ServiceId, NetworkReport>,
    by_key: HashMap<String, ServiceId>,
    calls: Vec<Operation>,
    orders: Vec<NetworkOrder>,
    questions: Vec<AssessmentQuestion>,
    gives_no_id: bool,
    /// Networks of a page, where there is a list.
    per_page: Option<usize>,
    granted: Option<Vec<String>>,
    /// The secrets it was shown.
    shown: Vec<String>,
    /// How far its clock is ahead.
    ahead: Option<TimeDelta>,
    /// How many networks there ever were.
    made: usize,
    deletes_at_once: bool,
    /// Operators elsewhere, by their API root.
    elsewhere: HashMap<String, FakeOperator>,
}

/// The operator; every connection made by it reaches the same networks.
#[derive(Clone, Default)]
pub(crate) struct FakeOperator {
    inner: Arc<Mutex<Inner>>,
}

impl FakeOperator {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    pub(crate) fn next(&self, operation: Operation, what: What) {
        self.inner()
            .next
            .entry(operation)
            .or_default()
            .push_back(Some(what));
    }

    /// The next calls of an operation, each as usual where nothing is said.
    pub(crate) fn scripted(&self, operation: Operation, whats: Vec<Option<What>>) {
        self.inner()
            .next
            .entry(operation)
            .or_default()
            .extend(whats);
    }

    /// What happens once so many calls of an operation have gone as usual, or after what was
    /// said before.
    pub(crate) fn after(&self, operation: Operation, usual: usize, what: What) {
        let mut inner = self.inner();
        let next = inner.next.entry(operation).or_default();
        if next.is_empty() {
            next.extend(std::iter::repeat_n(None, usual));
        }
        next.push_back(Some(what));
    }

    /// The networks ordered under a name that people gave.
    pub(crate) fn named(&self, name: &str) -> Vec<ServiceId> {
        let slug = operator_client::service_name(name, 0);
        let start = slug
            .rsplit_once('_')
            .map_or(slug.as_str(), |(start, _)| start);
        let inner = self.inner();
        let networks = inner.networks.iter().filter(|(_, report)| {
            report
                .service_name
                .as_deref()
                .is_some_and(|said| said.starts_with(start))
        });
        networks.map(|(id, _)| id.clone()).collect()
    }

    /// Another operator, at that API root.
    pub(crate) fn at(&self, api_root: &str) -> Self {
        let mut inner = self.inner();
        inner
            .elsewhere
            .entry(api_root.to_owned())
            .or_default()
            .clone()
    }

    pub(crate) fn count(&self, operation: Operation) -> usize {
        let inner = self.inner();
        inner
            .calls
            .iter()
            .filter(|call| **call == operation)
            .count()
    }

    pub(crate) fn networks(&self) -> usize {
        self.inner().networks.len()
    }

    pub(crate) fn only_network(&self) -> ServiceId {
        let inner = self.inner();
        assert_eq!(inner.networks.len(), 1);
        inner.networks.keys().next().unwrap().clone()
    }

    pub(crate) fn orders(&self) -> Vec<NetworkOrder> {
        self.inner().orders.clone()
    }

    pub(crate) fn questions(&self) -> Vec<AssessmentQuestion> {
        self.inner().questions.clone()
    }

    pub(crate) fn grants(&self, scopes: &[&str]) {
        self.inner().granted = Some(scopes.iter().map(|scope| (*scope).to_owned()).collect());
    }

    /// The secrets it was shown, each as often as it was.
    pub(crate) fn shown(&self) -> Vec<String> {
        self.inner().shown.clone()
    }

    /// Its clock is so far ahead.
    pub(crate) fn is_ahead(&self, ahead: TimeDelta) {
        self.inner().ahead = Some(ahead);
    }

    pub(crate) fn gives_no_id(&self) {
        self.inner().gives_no_id = true;
    }

    /// Has a list from here on, so many networks on a page.
    pub(crate) fn lists(&self, per_page: usize) {
        self.inner().per_page = Some(per_page);
    }

    /// Whether a deletion is done when it is answered.
    pub(crate) fn deletes_at_once(&self) {
        self.inner().deletes_at_once = true;
    }

    /// Has a network that nobody ordered here.
    pub(crate) fn has(&self, id: &ServiceId) {
        let report = samples::report(ReportedStatus::Available, None);
        self.inner().networks.insert(id.clone(), report);
    }

    pub(crate) fn remove(&self, id: &ServiceId) {
        self.inner().networks.remove(id);
    }

    pub(crate) fn reports(&self, id: &ServiceId, change: impl FnOnce(&mut NetworkReport)) {
        change(self.inner().networks.get_mut(id).unwrap());
    }

    pub(crate) fn provisions(&self, id: &ServiceId) {
        self.reports(id, |report| {
            *report = NetworkReport {
                lifecycle: samples::report(ReportedStatus::Available, None).lifecycle,
                ..report.clone()
            };
        });
    }
}

/// An error the operator answers.
pub(crate) fn refused(status: u16, code: &str) -> CallError {
    CallError::Refused(operator_client::Refusal {
        status,
        code: code.to_owned(),
        message: String::new(),
        correlator: "corr-refused".to_owned(),
        retry_after: None,
        scope: "",
        is_page: false,
    })
}

/// The operator asks to be left alone for so many seconds.
pub(crate) fn busy_for(seconds: u64) -> What {
    let mut error = refused(429, "TOO_MANY_REQUESTS");
    if let CallError::Refused(refusal) = &mut error {
        refusal.retry_after = Some(Duration::from_secs(seconds));
    }
    What::Fails(error)
}
