//! What is asked of an operator, and the request it becomes.

use http::Method;
use reqwest::{
    Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
};
use serde::Serialize;
use url::Url;

use crate::{CallError, NotSent, Operation, token::Token};

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

    /// The request of it, with `token`.
    pub(super) fn request(&self, token: &Token) -> Result<Request, CallError> {
        let unsendable = |_| CallError::NotSent(NotSent::Insecure);
        let mut request = Request::new(self.method.clone(), self.url.clone());
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(unsendable)?;
        bearer.set_sensitive(true);
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, bearer);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(key) = &self.idempotency_key {
            let key = HeaderValue::from_str(key).map_err(unsendable)?;
            headers.insert("x-idempotency-key", key);
        }
        if let Some((media_type, text)) = &self.body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            *request.body_mut() = Some(text.clone().into());
        }
        Ok(request)
    }
}
