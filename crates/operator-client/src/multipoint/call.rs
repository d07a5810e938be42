//! One call of the API: a token, the exchange, what may be repeated, and its outcome.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use backon::{ExponentialBuilder, Retryable};
use http::Method;
use reqwest::{
    Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
};
use url::Url;

use super::MultiPointVpn;
use crate::{
    Answer, CallError, NotSent, Operation,
    pause::retry_after,
    token::Token,
    transport::{Reply, millis_since, new_correlator},
};

/// Most times a question is put again.
const MOST_RETRIES: usize = 2;
/// The longest a 503 can delay a repeat within one call.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// What is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) operation: Operation,
    pub(super) method: Method,
    pub(super) url: Url,
    /// Media type and text.
    pub(super) body: Option<(&'static str, String)>,
    pub(super) idempotency_key: Option<String>,
}

/// An answer that is no refusal.
#[derive(Debug)]
pub(super) struct Success {
    pub(super) reply: Reply,
    took_ms: u32,
}

impl MultiPointVpn {
    /// Makes the call. Only GET is repeated after a failure; every call is repeated once
    /// with a new token after a 401. All of it together takes twice as long as one
    /// exchange may, and no longer.
    pub(super) async fn ask(&self, question: &Question) -> Result<Success, CallError> {
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
            let reply = self
                .transport
                .exchange(question.operation, request, correlator, token.expose())
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
                Err(_) => return self.outcome(question, reply),
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
                let mut refusal = reply.refusal(scope(question.operation));
                refusal.retry_after = retry_after(&reply);
                self.pause.begin(&mut refusal, self.clock.now());
                Err(CallError::Refused(refusal))
            }
            301..=303 | 307 | 308 => Err(reply.undecodable("a redirect, which is not followed")),
            _ => Err(reply.undecodable("an unexpected status")),
        }
    }
}

impl Success {
    /// The answer around `value`.
    pub(super) fn answer<T>(self, question: &Question, value: T) -> Answer<T> {
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
    pub(super) fn not_understood(&self) -> CallError {
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

/// The scope a call needs (MultiPoint VPN, `security`).
pub(super) const fn scope(operation: Operation) -> &'static str {
    match operation {
        Operation::Token | Operation::Discovery => "",
        Operation::Assess => "multi-point-vpn:assessment:assess",
        Operation::Create => "multi-point-vpn:network:create",
        Operation::Read => "multi-point-vpn:network:read",
        Operation::Update => "multi-point-vpn:network:update",
        Operation::Delete => "multi-point-vpn:network:delete",
    }
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
