//! A connection to the operator in memory: what was said of a call happens to it.

use std::{future::pending, sync::Arc};

use model::ServiceId;
use operator_client::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CallError, CallRecord, CreatedNetwork,
    Credential, DeleteAnswer, NetworkChange, NetworkOrder, NetworkPage, NetworkReport, NotSent,
    Operation, Operator, Reach, SignedIn, StoredToken,
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio_util::sync::CancellationToken;

use super::{FakeOperator, What};
use crate::{ConnectionPorts, ConnectionSpec, OperatorFactory, testing::samples};

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
    /// Shows the operator the secret, as for a token.
    async fn authenticate(&self) -> Result<(), CallError> {
        let credential = self.ports.secrets.credential().await;
        if let Credential::Secret(secret) =
            credential.map_err(|error| CallError::NotSent(error.into()))?
        {
            let shown = secret.expose_secret().to_owned();
            self.operator.inner().shown.push(shown);
        }
        Ok(())
    }

    fn token(&self) -> StoredToken {
        StoredToken {
            access_token: SecretString::from("a token"),
            scopes: Vec::new(),
            expires_at: self.ports.clock.now(),
            minted_for: String::new(),
        }
    }

    fn call<'a, T: Send + 'a>(
        &'a self,
        operation: Operation,
        cancel: &'a CancellationToken,
        act: impl FnOnce(&FakeOperator) -> Result<T, CallError> + Send + 'a,
    ) -> Call<'a, T> {
        Box::pin(async move {
            self.authenticate().await?;
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
                Some(What::Renews(until)) => {
                    until.notified().await;
                    self.authenticate().await?;
                    self.ports.tokens.save(self.token()).await;
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

    fn sign_in<'a>(&'a self, cancel: &'a CancellationToken) -> Call<'a, SignedIn> {
        self.call(Operation::Token, cancel, |operator| {
            let inner = operator.inner();
            let all = || crate::operators::needed_scopes(model::Dialect::MultiPoint);
            Ok(SignedIn {
                scopes: inner.granted.clone().unwrap_or_else(all),
                date: inner.ahead.map(|ahead| self.ports.clock.now() + ahead),
            })
        })
    }

    fn granted_scopes(&self) -> Option<Vec<String>> {
        self.operator.inner().granted.clone()
    }

    fn reach<'a>(&'a self, _: Reach, cancel: &'a CancellationToken) -> Call<'a, ()> {
        self.call(Operation::Discovery, cancel, |_| Ok(()))
    }
}
