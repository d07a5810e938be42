//! Asks the token endpoint for a token (client credentials).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::{Engine as _, prelude::BASE64_STANDARD as STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use oauth2::{
    AsyncHttpClient, ClientId, ClientSecret, HttpRequest, HttpResponse, RequestTokenError, Scope,
    TokenResponse, TokenUrl,
    basic::{BasicErrorResponse, BasicErrorResponseType},
};
use reqwest::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};
use url::{Url, form_urlencoded::byte_serialize};
use zeroize::Zeroizing;

use super::{
    assertion,
    lifetime::Lifetime,
    wire::{OauthClient, TokenAnswer},
};
use crate::{
    Connection, Credential, NotSent, Operation, PortFuture, SecretError, TokenRefusal,
    transport::{BLANK, Broken, Reply, Transport, new_correlator},
};

/// Longest OAuth error code taken over.
pub(super) const LONGEST_CODE: usize = 40;
/// Longest token that can be sent: most servers take no longer headers.
const LONGEST_TOKEN: usize = 16 * 1024;
/// A piece of a token of so many bytes tells something of it.
const LEAST_TELLING: usize = 8;

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

/// Asks for a token with `scopes`; sent once. `now` is the moment by the
/// operator's clock, as far as that is known.
pub(super) async fn mint(
    connection: &Connection,
    scopes: &[String],
    transport: &Transport,
    endpoint: &Url,
    credential: &Credential,
    now: DateTime<Utc>,
) -> Attempt {
    let mut client = OauthClient::new(ClientId::new(connection.client_id.clone()))
        .set_token_uri(TokenUrl::from_url(endpoint.clone()));
    let mut assertion = None;
    let secrets = match credential {
        Credential::Secret(secret) => {
            let secret_text = secret.expose_secret().to_owned();
            client = client.set_client_secret(ClientSecret::new(secret_text));
            as_sent(&connection.client_id, credential)
        }
        Credential::Key(key) => match assertion::fresh(key, &connection.client_id, endpoint, now) {
            Ok(fresh) => Arc::new([assertion.insert(fresh).clone()]),
            Err(_) => return Attempt::failed(SecretError::Absent.into()),
        },
    };
    let http = Endpoint {
        transport,
        secrets,
        answered: Mutex::new(None),
    };
    let mut request = client
        .exchange_client_credentials()
        .add_scopes(scopes.iter().cloned().map(Scope::new));
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
        outcome: read(scopes, outcome, reply),
    }
}

/// A client's secret, plain and as forms and HTTP Basic carry it. A key is never sent.
pub(super) fn as_sent(client_id: &str, credential: &Credential) -> Arc<[SecretString]> {
    let Credential::Secret(secret) = credential else {
        return Arc::new([]);
    };
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let basic = Zeroizing::new(format!(
        "{}:{}",
        encoded(client_id),
        encoded(secret.expose_secret())
    ));
    let basic = Zeroizing::new(STANDARD.encode(basic.as_bytes()));
    Arc::new([
        secret.clone(),
        encoded(secret.expose_secret()).into(),
        basic.trim_end_matches('=').into(),
    ])
}

fn read(
    asked: &[String],
    outcome: Result<TokenAnswer, RequestTokenError<Broken, BasicErrorResponse>>,
    reply: Option<Reply>,
) -> Result<(Minted, Reply), NotSent> {
    let answer = match (outcome, &reply) {
        (Ok(answer), _) => answer,
        (Err(error), reply) => return Err(refusal(error, reply.as_ref())),
    };
    let Some(reply) = reply else {
        return Err(unusable("there was no answer"));
    };
    if !answer.token_type().is_bearer() {
        return Err(unusable("the token is not of the type Bearer"));
    }
    let access_token = answer.access_token().secret();
    if access_token.len() > LONGEST_TOKEN {
        return Err(unusable("the token is too long"));
    }
    if access_token.is_empty() || !access_token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(unusable("the token has characters that cannot be sent"));
    }
    let scopes = answer.scopes().map_or_else(
        || asked.to_vec(),
        |scopes| {
            let told = scopes.iter().map(|scope| scope.as_str());
            told.filter(|scope| is_name(scope, asked, access_token))
                .map(str::to_owned)
                .collect()
        },
    );
    let minted = Minted {
        access_token: SecretString::from(access_token.clone()),
        scopes,
        lifetime: answer.lifetime(),
    };
    Ok((minted, reply))
}

/// Whether an operator names a scope with that, and does not repeat a secret in its place.
fn is_name(scope: &str, asked: &[String], access_token: &str) -> bool {
    let is_asked = asked.iter().any(|asked| asked == scope);
    let is_secret = scope.contains(access_token)
        || scope.contains(BLANK)
        || scope.len() >= LEAST_TELLING && access_token.contains(scope);
    is_asked || !is_secret
}

/// The token endpoint as the OAuth client calls it. The answer is kept, for it is needed
/// beside what that client makes of it.
struct Endpoint<'a> {
    transport: &'a Transport,
    secrets: Arc<[SecretString]>,
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
        let secrets = self.secrets.iter().map(|secret| secret.expose_secret());
        let secrets: Vec<&str> = secrets.collect();
        let reply = self
            .transport
            .exchange(Operation::Token, request, &new_correlator(), &secrets)
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
            let what = match reply {
                Some(reply) if reply.is_page() => "a web page instead of a token",
                _ if (300..400).contains(&status) => "a redirect, which is not followed",
                _ => "neither a token nor an OAuth error",
            };
            unusable(&format!("status {status} of the token endpoint: {what}"))
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
        BasicErrorResponseType::Extension(code) if is_passing(code) => {
            TokenRefusal::Fault(code.clone())
        }
        BasicErrorResponseType::Extension(code) if code.contains("dpop") => {
            TokenRefusal::BoundToKey
        }
        BasicErrorResponseType::Extension(code) => TokenRefusal::Other(
            code.chars()
                .filter(|c| c.is_ascii_lowercase() || *c == '_')
                .take(LONGEST_CODE)
                .collect(),
        ),
    }
}

/// Whether a code says that nothing is wrong with the request (RFC 6749, 4.1.2.1, and RFC 8628,
/// 3.5, which some use here too).
fn is_passing(code: &str) -> bool {
    matches!(
        code,
        "server_error" | "temporarily_unavailable" | "slow_down"
    )
}

fn fault(reason: String) -> NotSent {
    NotSent::Token(TokenRefusal::Fault(reason))
}

fn unusable(reason: &str) -> NotSent {
    NotSent::Token(TokenRefusal::Unusable(reason.to_owned()))
}
