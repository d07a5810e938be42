//! An operator in memory that fails, stalls and forgets on request.

use std::{
    collections::{HashMap, VecDeque},
    future::pending,
    sync::{Arc, Mutex, MutexGuard},
};

use model::ServiceId;
use operator_client::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CallError, CallRecord, CreatedNetwork,
    DeleteAnswer, ListedNetwork, NetworkChange, NetworkOrder, NetworkPage, NetworkReport, NotSent,
    Operation, Operator, Reach, ReportedStatus,
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::samples;
use crate::{ConnectionPorts, ConnectionSpec, OperatorFactory};

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

    fn create(&self, order: &NetworkOrder) -> Result<CreatedNetwork, CallError> {
        let mut inner = self.inner();
        inner.orders.push(order.clone());
        let known = inner.by_key.get(&order.idempotency_key).cloned();
        let id = match known {
            Some(id) => id,
            None => {
                inner.made += 1;
                // One that deletes at once never uses a name again.
                let number = if inner.deletes_at_once {
                    inner.made
                } else {
                    inner.networks.len() + 1
                };
                let id = ServiceId::new(format!("net{number}")).unwrap();
                let report = NetworkReport {
                    bandwidth: Some(order.bandwidth),
                    level: Some(order.level.into()),
                    service_name: Some(order.service_name.clone()),
                    ..samples::report(ReportedStatus::Requested, None)
                };
                inner.networks.insert(id.clone(), report);
                inner
                    .by_key
                    .insert(order.idempotency_key.clone(), id.clone());
                id
            }
        };
        Ok(CreatedNetwork {
            report: inner.networks[&id].clone(),
            service_id: (!inner.gives_no_id).then_some(id),
        })
    }

    fn list(&self, page: u32) -> Result<NetworkPage, CallError> {
        let inner = self.inner();
        let Some(per_page) = inner.per_page else {
            return Err(refused(405, "METHOD_NOT_ALLOWED"));
        };
        let mut networks: Vec<_> = inner
            .networks
            .iter()
            .map(|(id, report)| ListedNetwork {
                service_id: id.clone(),
                report: report.clone(),
            })
            .collect();
        networks.sort_by(|one, other| one.service_id.as_str().cmp(other.service_id.as_str()));
        let total_pages = networks.len().div_ceil(per_page);
        let first = (page as usize - 1) * per_page;
        let networks: Vec<_> = networks.into_iter().skip(first).take(per_page).collect();
        Ok(NetworkPage {
            is_short: networks.len() < per_page,
            networks,
            total_pages: u32::try_from(total_pages).ok(),
        })
    }

    fn find(&self, id: &ServiceId) -> Result<NetworkReport, CallError> {
        self.inner()
            .networks
            .get(id)
            .cloned()
            .ok_or_else(|| refused(404, "NOT_FOUND"))
    }

    fn update(&self, id: &ServiceId, change: &NetworkChange) -> Result<NetworkReport, CallError> {
        self.find(id)?;
        self.reports(id, |report| {
            report.bandwidth = change.bandwidth.or(report.bandwidth);
            if let Some(level) = change.level {
                report.level = Some(level.into());
            }
        });
        self.find(id)
    }

    fn delete(&self, id: &ServiceId) -> Result<DeleteAnswer, CallError> {
        if self.find(id).is_err() {
            return Ok(DeleteAnswer::Done);
        }
        if self.inner().deletes_at_once {
            self.remove(id);
            return Ok(DeleteAnswer::Done);
        }
        self.reports(id, |report| {
            report.lifecycle =
                samples::report(ReportedStatus::Available, Some("DELETE_REQUESTED")).lifecycle;
        });
        Ok(DeleteAnswer::Accepted)
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

impl OperatorFactory for FakeOperator {
    fn connect(
        &self,
        spec: &ConnectionSpec,
        ports: ConnectionPorts,
    ) -> Result<Arc<dyn Operator>, NotSent> {
        let elsewhere = self.inner().elsewhere.get(&spec.api_root).cloned();
        Ok(Arc::new(FakeConnection {
            operator: elsewhere.unwrap_or_else(|| self.clone()),
            ports,
        }))
    }
}

struct FakeConnection {
    operator: FakeOperator,
    ports: ConnectionPorts,
}

impl FakeConnection {
    fn call<'a, T: Send + 'a>(
        &'a self,
        operation: Operation,
        cancel: &'a CancellationToken,
        act: impl FnOnce(&FakeOperator) -> Result<T, CallError> + Send + 'a,
    ) -> Call<'a, T> {
        Box::pin(async move {
            self.ports
                .secrets
                .credential()
                .await
                .map_err(|error| CallError::NotSent(error.into()))?;
            let what = {
                let mut inner = self.operator.inner();
                inner.calls.push(operation);
                inner
                    .next
                    .entry(operation)
                    .or_default()
                    .pop_front()
                    .flatten()
            };
            let answer = match what {
                None => act(&self.operator),
                Some(What::Fails(error)) => Err(error),
                Some(What::LosesAnswer) => {
                    drop(act(&self.operator));
                    Err(CallError::Unanswered {
                        reason: "the answer is lost".to_owned(),
                        timed_out: true,
                        correlator: "corr-lost".to_owned(),
                    })
                }
                Some(What::Stalls) => cancel
                    .run_until_cancelled(pending())
                    .await
                    .unwrap_or(Err(CallError::Cancelled)),
                Some(What::Waits(until)) => {
                    until.notified().await;
                    act(&self.operator)
                }
            };
            self.ports.observer.called(CallRecord {
                at: self.ports.clock.now(),
                operation,
                status: answer.is_ok().then_some(200),
                problem: answer.as_ref().err().map(ToString::to_string),
                correlator: "corr".to_owned(),
                latency_ms: 3,
            });
            Ok(Answer {
                value: answer?,
                correlator: "corr".to_owned(),
                is_simulated: true,
                took_ms: 3,
                answered_at: self.ports.clock.now(),
                request: "{}".to_owned(),
                response: "{}".to_owned(),
            })
        })
    }
}

impl Operator for FakeConnection {
    fn assess<'a>(
        &'a self,
        question: &'a AssessmentQuestion,
        cancel: &'a CancellationToken,
    ) -> Call<'a, AssessmentAnswer> {
        self.call(Operation::Assess, cancel, move |operator| {
            operator.inner().questions.push(question.clone());
            Ok(AssessmentAnswer {
                offers: samples::offers(),
                connections: Vec::new(),
            })
        })
    }

    fn create<'a>(
        &'a self,
        order: &'a NetworkOrder,
        cancel: &'a CancellationToken,
    ) -> Call<'a, CreatedNetwork> {
        self.call(Operation::Create, cancel, |operator| operator.create(order))
    }

    fn read<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport> {
        self.call(Operation::Read, cancel, |operator| operator.find(id))
    }

    fn list<'a>(&'a self, page: u32, cancel: &'a CancellationToken) -> Call<'a, NetworkPage> {
        self.call(Operation::Read, cancel, move |operator| operator.list(page))
    }

    fn update<'a>(
        &'a self,
        id: &'a ServiceId,
        change: &'a NetworkChange,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport> {
        self.call(Operation::Update, cancel, |operator| {
            operator.update(id, change)
        })
    }

    fn delete<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, DeleteAnswer> {
        self.call(Operation::Delete, cancel, |operator| operator.delete(id))
    }

    fn sign_in<'a>(&'a self, cancel: &'a CancellationToken) -> Call<'a, Vec<String>> {
        self.call(Operation::Token, cancel, |_| {
            Ok(crate::operators::needed_scopes(model::Dialect::MultiPoint))
        })
    }

    fn granted_scopes(&self) -> Option<Vec<String>> {
        self.operator.inner().granted.clone()
    }

    fn reach<'a>(&'a self, _: Reach, cancel: &'a CancellationToken) -> Call<'a, ()> {
        self.call(Operation::Discovery, cancel, |_| Ok(()))
    }
}
