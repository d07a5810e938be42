//! Asks the token endpoint for a token (client credentials).

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use oauth2::{
    AsyncHttpClient, ClientId, ClientSecret, HttpRequest, HttpResponse, RequestTokenError, Scope,
    TokenResponse, TokenUrl,
    basic::{BasicErrorResponse, BasicErrorResponseType},
};
use reqwest::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{
    assertion,
    lifetime::Lifetime,
    wire::{OauthClient, TokenAnswer},
};
use crate::{
    Connection, Credential, NotSent, Operation, PortFuture, SecretError, TokenRefusal,
    transport::{Broken, Reply, Transport, new_correlator},
};

/// Longest OAuth error code taken over.
pub(super) const LONGEST_CODE: usize = 40;
/// Longest token that can be sent: most servers take no longer headers.
const LONGEST_TOKEN: usize = 16 * 1024;

/// A token fresh from the endpoint.
pub(super) struct Minted {
    pub(super) access_token: SecretString,
    pub(super) scopes: Vec<String>,
    pub(super) lifetime: Lifetime,
}

/// How a request for a token ended.
pub(super) struct Attempt {
    pub(super) outcome: Result<(Minted, Reply), NotSent>,
    /// How far the operator's clock is ahead of the app's, where that was to be seen.
    pub(super) clock_ahead: Option<TimeDelta>,
    /// The answer that brought no token.
    pub(super) refusal: Option<Reply>,
}

impl Attempt {
    pub(super) const fn failed(reason: NotSent) -> Self {
        Self {
            outcome: Err(reason),
            clock_ahead: None,
            refusal: None,
        }
    }
}

/// Asks for a token with the scopes of `connection`; sent once. `now` is the moment by the
/// operator's clock, as far as that is known.
pub(super) async fn mint(
    connection: &Connection,
    transport: &Transport,
    endpoint: &Url,
    credential: &Credential,
    now: DateTime<Utc>,
) -> Attempt {
    let mut client = OauthClient::new(ClientId::new(connection.client_id.clone()))
        .set_token_uri(TokenUrl::from_url(endpoint.clone()));
    let mut assertion = None;
    let secret = match credential {
        Credential::Secret(secret) => {
            let secret_text = secret.expose_secret().to_owned();
            client = client.set_client_secret(ClientSecret::new(secret_text));
            secret.clone()
        }
        Credential::Key(key) => match assertion::fresh(key, &connection.client_id, endpoint, now) {
            Ok(fresh) => assertion.insert(fresh).clone(),
            Err(_) => return Attempt::failed(SecretError::Absent.into()),
        },
    };
    let http = Endpoint {
        transport,
        secret,
        answered: Mutex::new(None),
    };
    let mut request = client
        .exchange_client_credentials()
        .add_scopes(connection.scopes.iter().cloned().map(Scope::new));
    if let Some(assertion) = &assertion {
        request = request
            .add_extra_param("client_assertion_type", assertion::TYPE)
            .add_extra_param("client_assertion", assertion.expose_secret().to_owned());
    }
    let outcome = request.request_async(&http).await;
    let reply = http.answered().take();
    Attempt {
        clock_ahead: reply.as_ref().and_then(|reply| reply.clock_ahead),
        refusal: reply.clone().filter(|_| outcome.is_err()),
        outcome: read(connection, outcome, reply),
    }
}

fn read(
    connection: &Connection,
    outcome: Result<TokenAnswer, RequestTokenError<Broken, BasicErrorResponse>>,
    reply: Option<Reply>,
) -> Result<(Minted, Reply), NotSent> {
    let answer = match (outcome, &reply) {
        (Ok(answer), _) => answer,
        (Err(error), reply) => return Err(refusal(error, reply.as_ref())),
    };
    let Some(reply) = reply else {
        return Err(unusable("no answer was seen"));
    };
    if !answer.token_type().is_bearer() {
        return Err(unusable("it is not a bearer token"));
    }
    let access_token = answer.access_token().secret();
    if access_token.len() > LONGEST_TOKEN {
        return Err(unusable("it is too long"));
    }
    if access_token.is_empty() || !access_token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(unusable("it cannot be sent in a header"));
    }
    let scopes = answer.scopes().map_or_else(
        || connection.scopes.clone(),
        |scopes| scopes.iter().map(|scope| scope.to_string()).collect(),
    );
    let minted = Minted {
        access_token: SecretString::from(access_token.clone()),
        scopes,
        lifetime: answer.lifetime(),
    };
    Ok((minted, reply))
}

/// The token endpoint as the OAuth client calls it. The answer is kept, for it is needed
/// beside what that client makes of it.
struct Endpoint<'a> {
    transport: &'a Transport,
    secret: SecretString,
    answered: Mutex<Option<Reply>>,
}

impl Endpoint<'_> {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Broken> {
        let mut request =
            reqwest::Request::try_from(request).map_err(|_| Broken::NotSent(NotSent::Insecure))?;
        if let Some(credentials) = request.headers_mut().get_mut(AUTHORIZATION) {
            // Keeps them out of what a library logs of headers.
            credentials.set_sensitive(true);
        }
        let reply = self
            .transport
            .exchange(
                Operation::Token,
                request,
                &new_correlator(),
                self.secret.expose_secret(),
            )
            .await?;
        let response = response(&reply)?;
        *self.answered() = Some(reply);
        Ok(response)
    }

    fn answered(&self) -> MutexGuard<'_, Option<Reply>> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'c> AsyncHttpClient<'c> for Endpoint<'_> {
    type Error = Broken;
    type Future = PortFuture<'c, Result<HttpResponse, Broken>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

fn response(reply: &Reply) -> Result<HttpResponse, Broken> {
    let mut response = HttpResponse::new(reply.body.clone());
    *response.status_mut() =
        http::StatusCode::from_u16(reply.status).map_err(|_| Broken::Unanswered {
            reason: "the answer has no status".to_owned(),
            timed_out: false,
        })?;
    response.headers_mut().clone_from(&reply.headers);
    Ok(response)
}

/// What a failure means. Of the answer's content only an OAuth error code is taken over.
fn refusal(error: RequestTokenError<Broken, BasicErrorResponse>, reply: Option<&Reply>) -> NotSent {
    let status = reply.map_or(0, |reply| reply.status);
    match error {
        RequestTokenError::Request(Broken::NotSent(reason)) => reason,
        RequestTokenError::Request(broken) => fault(broken.to_string()),
        RequestTokenError::ServerResponse(_)
        | RequestTokenError::Parse(..)
        | RequestTokenError::Other(_)
            if status >= 500 =>
        {
            fault(format!("HTTP {status}"))
        }
        RequestTokenError::ServerResponse(answer) => NotSent::Token(by_code(answer.error())),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) if status == 401 => {
            NotSent::Token(TokenRefusal::InvalidClient)
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            fault(format!("HTTP {status} without an OAuth answer"))
        }
    }
}

/// What an OAuth error code means. Of one that is not in the standard only what can be a
/// word is taken over: never the credentials that it may repeat in some encoding.
pub(super) fn by_code(code: &BasicErrorResponseType) -> TokenRefusal {
    match code {
        BasicErrorResponseType::InvalidClient => TokenRefusal::InvalidClient,
        BasicErrorResponseType::InvalidScope => TokenRefusal::InvalidScope,
        BasicErrorResponseType::InvalidGrant
        | BasicErrorResponseType::InvalidRequest
        | BasicErrorResponseType::UnauthorizedClient
        | BasicErrorResponseType::UnsupportedGrantType => {
            TokenRefusal::Other(code.as_ref().to_owned())
        }
        BasicErrorResponseType::Extension(code) => TokenRefusal::Other(
            code.chars()
                .filter(|c| c.is_ascii_lowercase() || *c == '_')
                .take(LONGEST_CODE)
                .collect(),
        ),
    }
}

fn fault(reason: String) -> NotSent {
    NotSent::Token(TokenRefusal::Fault(reason))
}

fn unusable(reason: &str) -> NotSent {
    NotSent::Token(TokenRefusal::Unusable(reason.to_owned()))
}
