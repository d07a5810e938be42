//! One HTTP exchange: sent, read within its limits, and told to the observer.

mod blank;
mod failure;
mod reply;
mod watch;

pub(crate) use blank::BLANK;
pub(crate) use failure::Broken;
pub(crate) use reply::{Reply, http_date};
pub(crate) use watch::millis_since;

use std::{sync::Arc, time::Duration};

use reqwest::{
    Certificate, Client, Proxy, Request, Response, header::HeaderValue, redirect, retry,
};
use uuid::Uuid;

use crate::{
    CallObserver, Clock, Connection, Limits, NotSent, Operation,
    connection::{authority, certificates, is_loopback},
};
use watch::Watch;

/// The header that names a call on both sides.
const CORRELATOR: &str = "x-correlator";
/// How long an unused connection is kept.
const LONGEST_IDLE: Duration = Duration::from_secs(20);

/// Sends requests to one operator.
pub(crate) struct Transport {
    /// By the proxy, where the connection or the system has one.
    http: Client,
    /// By none, for what stays on this computer: a proxy elsewhere would read its secrets.
    direct: Client,
    limits: Limits,
    clock: Arc<dyn Clock>,
    observer: Arc<dyn CallObserver>,
}

impl Transport {
    /// A transport for `connection`. Redirects are never followed, so that nothing sent
    /// reaches another origin.
    pub(crate) fn new(
        connection: &Connection,
        limits: Limits,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
    ) -> Result<Self, NotSent> {
        let own = certificates(&connection.certificates)?;
        let tls = |_| NotSent::Tls {
            host: authority(&connection.api_root),
        };
        let direct = || builder(connection, limits, &own).no_proxy().build();
        let http = if connection.is_local() {
            direct()
        } else {
            let mut builder = builder(connection, limits, &own);
            if let Some(proxy) = &connection.proxy {
                builder = builder.proxy(Proxy::all(proxy.clone()).map_err(|_| NotSent::Insecure)?);
            }
            builder.build()
        };
        let http = http.map_err(tls)?;
        let direct = if connection.has_local() && !connection.is_local() {
            direct().map_err(tls)?
        } else {
            http.clone()
        };
        Ok(Self {
            http,
            direct,
            limits,
            clock,
            observer,
        })
    }

    /// How long one exchange may take at the longest.
    pub(crate) const fn longest(&self) -> Duration {
        self.limits.total
    }

    /// Sends `request` under `correlator` and reads the whole answer. `secrets` are what
    /// must not come back: an operator that repeats one gets it blanked out.
    pub(crate) async fn exchange(
        &self,
        operation: Operation,
        mut request: Request,
        correlator: &str,
        secrets: &[&str],
    ) -> Result<Reply, Broken> {
        if let Ok(value) = HeaderValue::from_str(correlator) {
            request.headers_mut().insert(CORRELATOR, value);
        }
        let host = authority(request.url());
        let mut watch = Watch::begin(&*self.observer, operation, correlator, self.clock.now());
        let answer = match self.client(&request).execute(request).await {
            Ok(response) => self.read(response, operation, correlator, secrets).await,
            Err(error) => Err(Broken::sending(&error, host)),
        };
        match &answer {
            Ok(reply) => watch.answered(reply),
            Err(broken) => watch.broken(broken),
        }
        answer
    }

    /// Connects as `request` needs it; what is answered does not matter, and nobody is told.
    pub(crate) async fn touch(&self, request: Request) -> Result<(), Broken> {
        let host = authority(request.url());
        match self.client(&request).execute(request).await {
            Ok(_) => Ok(()),
            Err(error) => Err(Broken::sending(&error, host)),
        }
    }

    fn client(&self, request: &Request) -> &Client {
        if is_loopback(request.url()) {
            &self.direct
        } else {
            &self.http
        }
    }

    async fn read(
        &self,
        mut response: Response,
        operation: Operation,
        correlator: &str,
        secrets: &[&str],
    ) -> Result<Reply, Broken> {
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > self.limits.body => {
                    return Err(Broken::TooLarge { status });
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Err(Broken::reading(&error)),
            }
        }
        Ok(Reply::new(
            operation,
            status,
            headers,
            body,
            correlator,
            secrets,
            self.clock.now(),
        ))
    }
}

fn builder(
    connection: &Connection,
    limits: Limits,
    certificates: &[Certificate],
) -> reqwest::ClientBuilder {
    let mut builder = Client::builder()
        .user_agent(concat!("multipoint-portal/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(limits.connect)
        .read_timeout(limits.idle)
        .timeout(limits.total)
        // An order sent on a connection that the operator is about to close is lost without an
        // answer: idle ones are given up before most operators do.
        .pool_idle_timeout(LONGEST_IDLE)
        // What may be sent again is decided where it is known what it costs, and an operator that
        // says that it did not look at an order may have done so.
        .retry(retry::never());
    if !certificates.is_empty() {
        builder = builder.tls_certs_merge(certificates.to_vec());
    }
    if !connection.has_tls() {
        // Spares the reading of the platform's certificates, which may not even exist.
        builder = builder.tls_certs_only([]);
    }
    builder
}

/// A correlator for one call (UUID v4).
pub(crate) fn new_correlator() -> String {
    Uuid::new_v4().to_string()
}
