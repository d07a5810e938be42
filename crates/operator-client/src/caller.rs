//! Calls of an operator's API, whatever its dialect: a token, the exchange, what may be
//! repeated, and its outcome.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use backon::{ExponentialBuilder, Retryable};
use http::Method;
use model::Origin;
use reqwest::{
    Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    Answer, Call, CallError, CallObserver, Clock, Connection, Limits, NotSent, Operation, Reach,
    SecretSource, TokenRefusal, TokenStore,
    pause::{Pause, retry_after},
    reach,
    token::{Token, Tokens},
    transport::{Reply, Transport, millis_since, new_correlator},
};

pub(crate) const JSON: &str = "application/json";

/// Most times a question is put again.
const MOST_RETRIES: usize = 2;
/// The longest a 503 can delay a repeat within one call.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

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

/// What is to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// Media type and text.
    pub(crate) body: Option<(&'static str, String)>,
    pub(crate) idempotency_key: Option<String>,
}

/// An answer that is no refusal.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) reply: Reply,
    took_ms: u32,
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

    /// Gets a new token: the scopes granted.
    pub(crate) async fn sign_in(&self) -> Result<Answer<Vec<String>>, CallError> {
        let begun = Instant::now();
        let (token, reply) = self.tokens.renewed().await.map_err(CallError::NotSent)?;
        Ok(Answer {
            value: token.scopes.clone(),
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
    /// exchange may, and no longer.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Success, CallError> {
        if let Some(left) = self.pause.left(self.clock.now()) {
            return Err(CallError::NotSent(NotSent::Waiting(left)));
        }
        let begun = Instant::now();
        let correlator = new_correlator();
        let has_renewed = AtomicBool::new(false);
        let is_repeatable = question.method == Method::GET;
        let delays = ExponentialBuilder::default()
            .with_min_delay(self.limits.first_retry)
            .with_max_times(MOST_RETRIES)
            .with_jitter();
        let attempt = || self.attempt(question, &correlator, &has_renewed, begun);
        let has_time = || begun.elapsed() < self.limits.total;
        let reply = attempt
            .retry(delays)
            .when(|error| is_repeatable && is_passing(error) && has_time())
            .adjust(|error, delay| delay.map(|delay| delay.max(asked_delay(error))))
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
            let mut request = request(question, &token)?;
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
                Err(_) => return Err(CallError::NotSent(late_token())),
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

impl Question {
    /// A call without a body.
    pub(crate) const fn new(operation: Operation, method: Method, url: Url) -> Self {
        Self {
            operation,
            method,
            url,
            body: None,
            idempotency_key: None,
        }
    }

    /// The same with `body` as text of `media_type`.
    pub(crate) fn with_body(
        self,
        media_type: &'static str,
        body: &impl Serialize,
    ) -> Result<Self, CallError> {
        // Bodies are plain data of this program: what cannot be written was never sent.
        let text =
            serde_json::to_string(body).map_err(|_| CallError::NotSent(NotSent::Insecure))?;
        Ok(Self {
            body: Some((media_type, text)),
            ..self
        })
    }
}

impl Success {
    /// The body, where it is worth reading.
    pub(crate) fn readable(&self) -> Option<&[u8]> {
        (!self.reply.is_page()).then_some(self.reply.body.as_slice())
    }

    /// Where the numbers in it come from.
    pub(crate) fn origin(&self) -> Origin {
        if self.reply.is_simulated() {
            Origin::Simulated
        } else {
            Origin::Live
        }
    }

    /// The answer around `value`.
    pub(crate) fn answer<T>(self, question: &Question, value: T) -> Answer<T> {
        Answer {
            value,
            correlator: self.reply.correlator.clone(),
            is_simulated: self.reply.is_simulated(),
            took_ms: self.took_ms,
            answered_at: self.reply.at,
            request: question
                .body
                .as_ref()
                .map(|(_, text)| text.clone())
                .unwrap_or_default(),
            response: self.reply.text(),
        }
    }

    /// The failure of an answer whose body is not what it should be.
    pub(crate) fn not_understood(&self) -> CallError {
        let reason = if self.reply.is_page() {
            "a web page instead of data, of a proxy or a sign-in portal perhaps"
        } else if self.reply.body.is_empty() {
            "nothing in it"
        } else {
            "not a JSON object"
        };
        self.reply.undecodable(reason)
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

/// A new token did not come in time.
fn late_token() -> NotSent {
    NotSent::Token(TokenRefusal::Fault("no answer in time".to_owned()))
}

fn request(question: &Question, token: &Token) -> Result<Request, CallError> {
    let unsendable = |_| CallError::NotSent(NotSent::Insecure);
    let mut request = Request::new(question.method.clone(), question.url.clone());
    let mut bearer =
        HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(unsendable)?;
    bearer.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(AUTHORIZATION, bearer);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(key) = &question.idempotency_key {
        let key = HeaderValue::from_str(key).map_err(unsendable)?;
        headers.insert("x-idempotency-key", key);
    }
    if let Some((media_type, text)) = &question.body {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        *request.body_mut() = Some(text.clone().into());
    }
    Ok(request)
}

/// Whether a failure may well be over the next moment.
fn is_passing(error: &CallError) -> bool {
    match error {
        CallError::NotSent(NotSent::Unreachable { .. }) => true,
        CallError::Unanswered { timed_out, .. } => !timed_out,
        CallError::Refused(refusal) => {
            matches!(refusal.status, 500 | 502..=504)
                && refusal.retry_after.is_none_or(|wait| wait <= LONGEST_DELAY)
        }
        CallError::NotSent(_) | CallError::Undecodable { .. } | CallError::Cancelled => false,
    }
}

fn asked_delay(error: &CallError) -> Duration {
    match error {
        CallError::Refused(refusal) => refusal.retry_after.unwrap_or_default(),
        CallError::NotSent(_)
        | CallError::Unanswered { .. }
        | CallError::Undecodable { .. }
        | CallError::Cancelled => Duration::ZERO,
    }
}
