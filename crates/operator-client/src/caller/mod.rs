//! Calls of an operator's API, whatever its dialect: a token, the exchange, what may be
//! repeated, and its outcome.

mod question;
mod retries;
mod success;

pub(crate) use question::Question;
pub(crate) use success::Success;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use backon::Retryable as _;
use http::Method;
use secrecy::{ExposeSecret as _, SecretString};
use tokio_util::sync::CancellationToken;

use crate::{
    Answer, Call, CallError, CallObserver, Clock, Connection, Limits, NotSent, Operation, Reach,
    SecretSource, SignedIn, TokenStore,
    pause::{Pause, retry_after},
    reach,
    token::{Tokens, late},
    transport::{Reply, Transport, millis_since, new_correlator},
};

pub(crate) const JSON: &str = "application/json";

/// Most credentials given out that are known again.
const MOST_GIVEN_OUT: usize = 64;

/// Makes the calls of one operator.
pub(crate) struct Caller {
    pub(crate) connection: Arc<Connection>,
    pub(crate) clock: Arc<dyn Clock>,
    limits: Limits,
    transport: Arc<Transport>,
    tokens: Tokens,
    pause: Pause,
    /// The scope that a call needs.
    scope: fn(Operation) -> &'static str,
    /// Credentials given to the operator in this run, which it may repeat as well.
    given_out: Mutex<Vec<SecretString>>,
    /// Whether it is on the log that the operator writes numbers as text.
    has_odd_types: AtomicBool,
}

impl Caller {
    /// A caller of the operator at `connection`. Nothing is sent and nothing is read from the
    /// ports until the first call.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] where an address is neither https nor on this computer,
    /// [`NotSent::Tls`] where the platform's certificates cannot be read.
    pub(crate) fn new(
        connection: Connection,
        limits: Limits,
        scope: fn(Operation) -> &'static str,
        secrets: Arc<dyn SecretSource>,
        tokens: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
    ) -> Result<Self, NotSent> {
        connection.check()?;
        let connection = Arc::new(connection);
        let transport = Transport::new(&connection, limits, Arc::clone(&clock), observer)?;
        let transport = Arc::new(transport);
        Ok(Self {
            tokens: Tokens::new(
                Arc::clone(&connection),
                Arc::clone(&transport),
                secrets,
                tokens,
                Arc::clone(&clock),
            ),
            connection,
            clock,
            limits,
            transport,
            pause: Pause::default(),
            scope,
            given_out: Mutex::default(),
            has_odd_types: AtomicBool::new(false),
        })
    }

    /// Gets a new token.
    pub(crate) async fn sign_in(&self) -> Result<Answer<SignedIn>, CallError> {
        let begun = Instant::now();
        let (token, reply) = self.tokens.renewed().await.map_err(CallError::NotSent)?;
        Ok(Answer {
            value: SignedIn {
                scopes: token.scopes.clone(),
                date: reply.date,
            },
            correlator: reply.correlator.clone(),
            is_simulated: reply.is_simulated(),
            took_ms: millis_since(begun),
            answered_at: reply.at,
            request: String::new(),
            response: String::new(),
        })
    }

    /// The scopes of the token in use.
    pub(crate) fn granted(&self) -> Option<Vec<String>> {
        self.tokens.granted()
    }

    /// Takes one step of the way to the operator.
    pub(crate) async fn reach(&self, step: Reach) -> Result<Answer<()>, CallError> {
        let begun = Instant::now();
        let reached = match step {
            Reach::Names => reach::names(&self.connection).await,
            Reach::Connections => reach::connections(&self.connection, &self.transport).await,
            Reach::Discovery => self.tokens.discover().await,
        };
        reached.map_err(CallError::NotSent)?;
        Ok(Answer {
            value: (),
            correlator: String::new(),
            is_simulated: false,
            took_ms: millis_since(begun),
            answered_at: self.clock.now(),
            request: String::new(),
            response: String::new(),
        })
    }

    /// Logs once that the operator writes numbers as text.
    pub(crate) fn note_types(&self, has_odd_types: bool) {
        if has_odd_types && !self.has_odd_types.swap(true, Ordering::Relaxed) {
            tracing::info!("the operator writes numbers as text; they are read all the same");
        }
    }

    /// Blanks `credential` out of what the operator answers from now on.
    pub(crate) fn conceal(&self, credential: SecretString) {
        let mut given_out = self
            .given_out
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if given_out.len() >= MOST_GIVEN_OUT {
            given_out.remove(0);
        }
        given_out.push(credential);
    }

    /// What must not come back from the operator besides the token of a call.
    fn secrets(&self) -> Vec<SecretString> {
        let given_out = self
            .given_out
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut secrets = self.tokens.secrets().to_vec();
        secrets.extend(given_out.iter().cloned());
        secrets
    }

    /// Makes the call. Only GET is repeated after a failure; every call is repeated once
    /// with a new token after a 401. All of it together takes twice as long as one
    /// exchange may, and no longer but for a prompt of the keyring.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Success, CallError> {
        if let Some(left) = self.pause.left(self.clock.now()) {
            return Err(CallError::NotSent(NotSent::Waiting(left)));
        }
        let begun = Instant::now();
        let correlator = new_correlator();
        let has_renewed = AtomicBool::new(false);
        let is_repeatable = question.method == Method::GET;
        let attempt = || self.attempt(question, &correlator, &has_renewed, begun);
        let has_time = || begun.elapsed() < self.limits.total;
        let reply = attempt
            .retry(retries::delays(self.limits.first_retry))
            .when(|error| is_repeatable && retries::is_passing(error) && has_time())
            .adjust(|error, delay| delay.map(|delay| retries::delay_after(error, delay)))
            .await?;
        self.pause.end();
        Ok(Success {
            reply,
            took_ms: millis_since(begun),
        })
    }

    async fn attempt(
        &self,
        question: &Question,
        correlator: &str,
        has_renewed: &AtomicBool,
        begun: Instant,
    ) -> Result<Reply, CallError> {
        let mut token = self.tokens.usable().await.map_err(CallError::NotSent)?;
        loop {
            let mut request = question.request(&token)?;
            *request.timeout_mut() = Some(self.time_left(begun));
            let known = self.secrets();
            let mut secrets: Vec<&str> =
                known.iter().map(|secret| secret.expose_secret()).collect();
            secrets.push(token.expose());
            let reply = self
                .transport
                .exchange(question.operation, request, correlator, &secrets)
                .await
                .map_err(|broken| broken.into_call_error(correlator))?;
            if reply.status != 401 {
                return self.outcome(question, reply);
            }
            self.tokens.reject(&token).await;
            if has_renewed.swap(true, Ordering::Relaxed) {
                return self.outcome(question, reply);
            }
            let renewing = tokio::time::timeout(self.time_left(begun), self.tokens.usable());
            token = match renewing.await {
                Ok(renewed) => renewed.map_err(CallError::NotSent)?,
                // A 401 is an answer: what was asked for was not done.
                Err(_) => return Err(CallError::NotSent(late())),
            };
        }
    }

    /// What is left for the next exchange of a call that began then.
    fn time_left(&self, begun: Instant) -> Duration {
        let left = (self.limits.total * 2).saturating_sub(begun.elapsed());
        left.clamp(Duration::from_millis(1), self.limits.total)
    }

    fn outcome(&self, question: &Question, reply: Reply) -> Result<Reply, CallError> {
        match reply.status {
            200..=204 if reply.is_hidden_error() => {
                Err(reply.undecodable("an error that says it went well"))
            }
            200..=204 => Ok(reply),
            // What is to be deleted is not there: nothing is left to do. A page that says
            // so speaks for a gateway, which may have lost its way to the API.
            404 | 410 if question.operation == Operation::Delete && !reply.is_page() => Ok(reply),
            400.. => {
                let mut refusal = reply.refusal((self.scope)(question.operation));
                refusal.retry_after = retry_after(&reply);
                self.pause.begin(&mut refusal, self.clock.now());
                Err(CallError::Refused(refusal))
            }
            301..=303 | 307 | 308 => Err(reply.undecodable("a redirect, which is not followed")),
            _ => Err(reply.undecodable("an unexpected status")),
        }
    }
}

/// The call, given up when `cancel` is.
pub(crate) fn cancellable<'a, T: 'a>(
    cancel: &'a CancellationToken,
    call: impl Future<Output = Result<Answer<T>, CallError>> + Send + 'a,
) -> Call<'a, T> {
    Box::pin(async move {
        cancel
            .run_until_cancelled(call)
            .await
            .unwrap_or(Err(CallError::Cancelled))
    })
}
