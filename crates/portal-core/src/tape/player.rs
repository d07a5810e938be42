//! The player: gives a tape's answers again over HTTP and OAuth on this computer, and refuses everything else.

use std::{future::ready, io, net::Ipv4Addr, sync::Arc};

use axum::{
    Json, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use model::{Action, Dialect, ProfileId, Requirement};
use operator_client::{Credential, Operator};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::file::{Take, question};
use crate::{
    ConnectionPorts,
    digest::sha256,
    errors::Failure,
    listener::Listening,
    operators::spec_at,
    portal::Core,
    profiles::{NoTokens, Profile, Typed},
    random,
    storage::{Storage, StorageError, tapes},
};

/// Where tokens are issued.
const TOKEN_PATH: &str = "/token";
/// The one client.
const CLIENT: &str = "tape";
/// How long a token holds, in s.
const TOKEN_LIFETIME: u32 = 3_600;
/// Longest question, in bytes.
const LONGEST_QUESTION: usize = 1024 * 1024;
/// The name of the correlator's header.
const CORRELATOR: &str = "x-correlator";
/// Most questions that are named where another one is asked.
const NAMED: usize = 6;

/// What the requests share.
struct Deck {
    storage: Storage,
    profile: ProfileId,
    dialect: Dialect,
    secret: SecretString,
    token: SecretString,
}

impl Core {
    /// Plays the tape of that profile until the profile is not in use any more, and connects to it. Its secret is made
    /// for this once and kept nowhere.
    ///
    /// # Errors
    /// [`Failure::Embedded`] where the system lets nothing listen.
    pub(crate) async fn connect_tape(
        &self,
        profile: &Profile,
        ended: &CancellationToken,
    ) -> Result<Arc<dyn Operator>, Failure> {
        let deck = Arc::new(Deck {
            storage: self.storage.clone(),
            profile: profile.id.clone(),
            dialect: profile.options.dialect,
            secret: made_up()?,
            token: made_up()?,
        });
        let secret = Credential::Secret(deck.secret.clone());
        let listening = deck.play().await.map_err(|error| {
            tracing::warn!(%error, "the tape cannot be played");
            Failure::Embedded("the tape cannot be played on this computer".to_owned())
        })?;
        let root = format!("http://{}", listening.address);
        let (ended, closing) = (ended.clone(), self.closing.clone());
        self.jobs.spawn(async move {
            closing.run_until_cancelled(ended.cancelled()).await;
            listening.stop().await;
        });
        let spec = spec_at(
            profile,
            (
                root.clone(),
                profile.options.dialect.usual_path().to_owned(),
            ),
            format!("{root}{TOKEN_PATH}"),
            CLIENT.to_owned(),
        );
        let ports = ConnectionPorts {
            secrets: Arc::new(Typed(Some(secret))),
            tokens: Arc::new(NoTokens),
            clock: Arc::clone(&self.clock),
            observer: self.recorder.observer(profile.name.clone()),
        };
        Ok(self.operators.connect(&spec, ports)?)
    }
}

impl Deck {
    async fn play(self: Arc<Self>) -> io::Result<Listening> {
        let assessment = format!("{}/assessment", self.dialect.usual_path());
        let app = Router::new()
            .route(
                TOKEN_PATH,
                post(|deck: State<Arc<Deck>>, headers: HeaderMap| ready(sign_in(&deck, &headers))),
            )
            .route(&assessment, post(assess))
            .fallback(|headers: HeaderMap| ready(refuse(&headers)))
            .with_state(self);
        Listening::start((Ipv4Addr::LOCALHOST, 0).into(), app).await
    }

    /// Whether the request bears `credential` in that scheme.
    fn is_borne(headers: &HeaderMap, scheme: &str, credential: &str) -> bool {
        let borne = headers.get(header::AUTHORIZATION);
        let borne = borne.and_then(|value| value.to_str().ok());
        let borne = borne.and_then(|value| value.strip_prefix(scheme));
        borne.is_some_and(|borne| sha256(borne.trim().as_bytes()) == sha256(credential.as_bytes()))
    }

    async fn answer(&self, body: &[u8]) -> Result<Option<Take>, StorageError> {
        let Ok(question) = question(body) else {
            return Ok(None);
        };
        let profile = self.profile.clone();
        let found = self
            .storage
            .read(move |db| tapes::find(db, &profile, &question));
        found.await
    }

    /// What the tape does answer, so that a person can ask that.
    async fn asked(&self) -> String {
        let profile = self.profile.clone();
        let takes = self.storage.read(move |db| tapes::list(db, &profile)).await;
        let mut asked: Vec<String> = Vec::new();
        for take in takes.unwrap_or_default() {
            let words = words(&take.design.requirement);
            if !asked.contains(&words) {
                asked.push(words);
            }
        }
        if asked.len() > NAMED {
            asked.truncate(NAMED);
            asked.push("more".to_owned());
        }
        asked.join("; ")
    }
}

fn sign_in(deck: &Deck, headers: &HeaderMap) -> Response {
    let client = format!("{CLIENT}:{}", deck.secret.expose_secret());
    if !Deck::is_borne(headers, "Basic ", &BASE64_STANDARD.encode(client)) {
        let refused = Json(json!({ "error": "invalid_client" }));
        return (StatusCode::UNAUTHORIZED, refused).into_response();
    }
    let token = Json(json!({
        "access_token": deck.token.expose_secret(),
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME,
        "scope": Action::Assess.scope(deck.dialect),
    }));
    marked(token.into_response(), headers)
}

async fn assess(State(deck): State<Arc<Deck>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let headers = head.headers;
    if !Deck::is_borne(&headers, "Bearer ", deck.token.expose_secret()) {
        return error(&headers, 401, "UNAUTHENTICATED", "The token does not hold.");
    }
    let Ok(body) = axum::body::to_bytes(body, LONGEST_QUESTION).await else {
        return error(
            &headers,
            413,
            "PAYLOAD_TOO_LARGE",
            "The question is too long.",
        );
    };
    match deck.answer(&body).await {
        Ok(Some(take)) => {
            let mut answer = Response::new(Body::from(take.response));
            let answered = answer.headers_mut();
            let json = HeaderValue::from_static("application/json");
            answered.insert(header::CONTENT_TYPE, json);
            if let Ok(date) = HeaderValue::try_from(http_date(take.recorded_at)) {
                answered.insert(header::DATE, date);
            }
            marked(answer, &headers)
        }
        Ok(None) => {
            let asked = deck.asked().await;
            let mut words = "This question is not on the tape.".to_owned();
            if !asked.is_empty() {
                words =
                    format!("{words} It answers, for the designs it was recorded with: {asked}.");
            }
            error(&headers, 422, "SERVICE_NOT_APPLICABLE", &words)
        }
        Err(failed) => {
            tracing::warn!(%failed, "the tape cannot be read");
            error(&headers, 500, "INTERNAL", "The tape cannot be read.")
        }
    }
}

fn refuse(headers: &HeaderMap) -> Response {
    let words = "This is a recording: nothing can be ordered, changed or looked up on it.";
    error(headers, 403, "PERMISSION_DENIED", words)
}

fn error(headers: &HeaderMap, status: u16, code: &str, words: &str) -> Response {
    let body = Json(json!({ "status": status, "code": code, "message": words }));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    marked((status, body).into_response(), headers)
}

/// Marks an answer as what it is. Each has its own connection, so that none is lost to one that is just ending.
fn marked(mut answer: Response, asked: &HeaderMap) -> Response {
    let headers = answer.headers_mut();
    headers.insert("x-simulated", HeaderValue::from_static("true"));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if let Some(correlator) = asked.get(CORRELATOR) {
        headers.insert(CORRELATOR, correlator.clone());
    }
    answer
}

fn words(requirement: &Requirement) -> String {
    let mut words = format!("{} Mbps", requirement.bandwidth);
    if let Some(term) = requirement.term {
        let unit = term.unit.as_str();
        let unit = match term.value.get() {
            1 => unit.trim_end_matches('s'),
            _ => unit,
        };
        words = format!("{words} for {} {unit}", term.value);
    }
    if requirement.protection.is_protected() {
        words.push_str(" with protection");
    }
    words
}

/// A moment as headers write it (RFC 9110, 5.6.7).
fn http_date(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn made_up() -> Result<SecretString, Failure> {
    Ok(format!("{:032x}{:032x}", random::bits()?, random::bits()?).into())
}
