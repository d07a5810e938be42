//! An operator that answers as a test tells it to, and remembers what it was asked.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context as _, Result};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use futures::stream;
use serde_json::{Value, json};

use super::{Credentials, served::Served};

const TOKEN_PATH: &str = "/token";
const SECRET: &str = "scripted-secret-5f1c";

/// What the operator answers to a call of its API.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    content_type: &'static str,
    body: String,
    headers: Vec<(&'static str, String)>,
    delivery: Delivery,
}

/// How an answer gets to whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delivery {
    Whole,
    /// Never; the connection stays open.
    Withheld,
    /// Byte by byte, never ending.
    Dripping,
    /// Half of it; then the connection is gone.
    Cut,
}

impl Answer {
    /// A status with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            content_type: "application/json",
            body: body.to_string(),
            headers: Vec::new(),
            delivery: Delivery::Whole,
        }
    }

    /// A status with an error body as CAMARA has it.
    #[must_use]
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(
            status,
            &json!({ "status": status, "code": code, "message": message }),
        )
    }

    /// A status with a body of any kind.
    #[must_use]
    pub fn raw(status: u16, content_type: &'static str, body: impl Into<String>) -> Self {
        Self {
            content_type,
            body: body.into(),
            ..Self::json(status, &Value::Null)
        }
    }

    /// A page for people, as a captive portal or a proxy sends it.
    #[must_use]
    pub fn html(status: u16, body: &str) -> Self {
        Self::raw(status, "text/html", body)
    }

    /// No answer at all: the connection stays open.
    #[must_use]
    pub fn none() -> Self {
        Self {
            delivery: Delivery::Withheld,
            ..Self::json(200, &Value::Null)
        }
    }

    /// An answer of which a byte comes each second, without an end.
    #[must_use]
    pub fn dripping() -> Self {
        Self {
            delivery: Delivery::Dripping,
            ..Self::json(200, &Value::Null)
        }
    }

    /// This answer, of which the connection is cut half way.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.delivery = Delivery::Cut;
        self
    }

    /// One level with a rent whose period is not stated, as the standard has it.
    #[must_use]
    pub fn one_offer() -> Self {
        Self::json(
            200,
            &json!({ "sla": "AA", "waitDays": 3, "rent": { "amount": 812.5, "currency": "EUR" } }),
        )
    }

    /// This answer, with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// A call that the operator was asked.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its method and path, as in `POST /networks`.
    pub what: String,
    /// Its body as sent.
    pub body: String,
    /// The value of `x-idempotency-key`, if it had one.
    pub idempotency_key: Option<String>,
}

/// An operator on a port of its own. It ends when this is dropped.
#[derive(Debug)]
pub struct ScriptedOperator {
    script: Shared,
    credentials: Credentials,
    _served: Served,
}

type Shared = Arc<Mutex<Script>>;

#[derive(Debug)]
struct Script {
    /// By method and path, a `*` standing for one part of it.
    answers: HashMap<String, Answer>,
    calls: Vec<Call>,
    tokens: usize,
    /// The only token that is good, if any is.
    token: Option<String>,
}

impl Script {
    fn answer_to(&self, what: &str) -> Answer {
        let any_id = what
            .rsplit_once('/')
            .map(|(front, _)| format!("{front}/*"))
            .unwrap_or_default();
        let found = self.answers.get(what).or_else(|| self.answers.get(&any_id));
        let unknown = || Answer::error(404, "NOT_FOUND", "There is no such thing.");
        found.cloned().unwrap_or_else(unknown)
    }
}

impl ScriptedOperator {
    /// The path of its API below its root.
    pub const BASE_PATH: &str = "/multi-point-vpn/vwip";

    /// Starts it; it makes one offer for whatever it is asked.
    ///
    /// # Errors
    /// If it finds no port.
    pub fn start() -> Result<Self> {
        let script = Arc::new(Mutex::new(Script {
            answers: HashMap::from([("POST /assessment".to_owned(), Answer::one_offer())]),
            calls: Vec::new(),
            tokens: 0,
            token: None,
        }));
        let shared = Arc::clone(&script);
        let make = async move |root: String| {
            let router = Router::new().fallback(answer).with_state(shared);
            Ok((router, root))
        };
        let (served, root) = Served::start("scripted-operator", make)?;
        Ok(Self {
            script,
            credentials: Credentials {
                token_endpoint: format!("{root}{TOKEN_PATH}"),
                api_root: root,
                client_id: "scripted-client".to_owned(),
                client_secret: SECRET.to_owned(),
            },
            _served: served,
        })
    }

    /// What an app needs to know of it.
    #[must_use]
    pub const fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Sets what it answers from here on to each call of that method and path, `GET /networks/*` for instance,
    /// that has a good token, or to whoever asks for a token with `POST /token`.
    pub fn answers(&self, what: &str, answer: Answer) {
        lock(&self.script).answers.insert(what.to_owned(), answer);
    }

    /// Takes the token back that it gave out last.
    pub fn revoke(&self) {
        lock(&self.script).token = None;
    }

    /// How many tokens it has given out.
    #[must_use]
    pub fn tokens(&self) -> usize {
        lock(&self.script).tokens
    }

    /// The calls it was asked whose method and path are `what`.
    #[must_use]
    pub fn calls(&self, what: &str) -> Vec<Call> {
        let script = lock(&self.script);
        let calls = script.calls.iter().filter(|call| call.what == what);
        calls.cloned().collect()
    }

    /// The body of the last call of that method and path.
    ///
    /// # Errors
    /// If there was none, or its body is not JSON.
    pub fn last_body(&self, what: &str) -> Result<Value> {
        let calls = self.calls(what);
        let call = calls.last().with_context(|| format!("no {what} came"))?;
        serde_json::from_str(&call.body).with_context(|| format!("{what} with {}", call.body))
    }
}

async fn answer(
    State(script): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let asks_for_token = uri.path() == TOKEN_PATH;
    let lie = lock(&script).answers.get("POST /token").cloned();
    let answer = if asks_for_token {
        match lie {
            Some(lie) => lie,
            None => return give_token(&script, &headers, &body),
        }
    } else {
        let mut script = lock(&script);
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let path = uri.path();
        let path = path
            .strip_prefix(ScriptedOperator::BASE_PATH)
            .unwrap_or(path);
        let what = format!("{method} {path}");
        script.calls.push(Call {
            what: what.clone(),
            body: String::from_utf8_lossy(&body).into_owned(),
            idempotency_key: text("x-idempotency-key").map(str::to_owned),
        });
        let wanted = script.token.as_ref().map(|token| format!("Bearer {token}"));
        // What describes an operator is for everybody.
        if path.starts_with("/.well-known/") {
            script.answer_to(&what)
        } else if wanted.is_none() || text("authorization") != wanted.as_deref() {
            Answer::error(401, "UNAUTHENTICATED", "The token is not good.")
        } else {
            script.answer_to(&what)
        }
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::IM_A_TEAPOT);
    let body = deliver(answer.delivery, answer.body).await;
    let mut response = (status, body).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(answer.content_type),
    );
    for (name, value) in &answer.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
    response
}

async fn deliver(delivery: Delivery, body: String) -> Body {
    match delivery {
        Delivery::Whole => Body::from(body),
        Delivery::Withheld => std::future::pending().await,
        Delivery::Dripping => Body::from_stream(stream::unfold((), async |()| {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, io::Error>(Bytes::from_static(b" ")), ()))
        })),
        Delivery::Cut => {
            let mut half = body.into_bytes();
            half.truncate(half.len() / 2);
            let parts = [
                Ok(Bytes::from(half)),
                Err(io::Error::from(io::ErrorKind::ConnectionReset)),
            ];
            Body::from_stream(stream::iter(parts))
        }
    }
}

fn give_token(script: &Shared, headers: &HeaderMap, body: &Bytes) -> Response {
    let body = String::from_utf8_lossy(body);
    let is_known = body.contains(SECRET) || headers.contains_key(header::AUTHORIZATION);
    if !is_known {
        let refusal = json!({ "error": "invalid_client" }).to_string();
        return (
            StatusCode::UNAUTHORIZED,
            [(header::CONTENT_TYPE, "application/json")],
            refusal,
        )
            .into_response();
    }
    let mut script = lock(script);
    script.tokens += 1;
    let token = format!("scripted-token-{}-8c41d0", script.tokens);
    script.token = Some(token.clone());
    let granted = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 });
    (
        [(header::CONTENT_TYPE, "application/json")],
        granted.to_string(),
    )
        .into_response()
}

fn lock(script: &Shared) -> MutexGuard<'_, Script> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}
