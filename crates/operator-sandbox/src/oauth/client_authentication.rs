//! How a client proves who it is: `client_secret_basic` or `client_secret_post`.

use axum::http::{HeaderMap, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use url::form_urlencoded;

use super::{form::Form, refusal::Refusal};

/// What a client says of itself; not yet checked.
#[derive(PartialEq, Eq)]
pub(super) struct Credentials {
    pub(super) id: String,
    pub(super) secret: String,
}

impl Credentials {
    /// Reads the one method that the client uses.
    ///
    /// # Errors
    /// [`Refusal::InvalidRequest`] for two methods at once, [`Refusal::InvalidClient`] for none.
    pub(super) fn read(headers: &HeaderMap, form: &Form) -> Result<Self, Refusal> {
        let secret = form.get("client_secret");
        let Some(authorization) = headers.get(header::AUTHORIZATION) else {
            let (Some(id), Some(secret)) = (form.get("client_id"), secret) else {
                return Err(Refusal::InvalidClient);
            };
            return Ok(Self {
                id: id.to_owned(),
                secret: secret.to_owned(),
            });
        };
        if secret.is_some() || form.get("client_assertion").is_some() {
            return Err(Refusal::InvalidRequest(
                "The client authenticates in two ways at once.",
            ));
        }
        let credentials = authorization.to_str().ok().and_then(basic);
        let credentials = credentials.ok_or(Refusal::InvalidClient)?;
        match form.get("client_id") {
            Some(id) if id != credentials.id => Err(Refusal::InvalidRequest(
                "client_id is not the client that authenticates.",
            )),
            Some(_) | None => Ok(credentials),
        }
    }
}

/// `Basic` with both parts form-encoded before they are joined (RFC 6749, 2.3.1).
fn basic(authorization: &str) -> Option<Credentials> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some(Credentials {
        id: form_decoded(id),
        secret: form_decoded(secret),
    })
}

fn form_decoded(text: &str) -> String {
    // A value without `=` and `&` is a name to the parser.
    let text = text.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(text.as_bytes())
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_are_form_decoded() {
        let encoded = BASE64_STANDARD.encode("my%3Aid:a+b%25=&c");
        let credentials = basic(&format!("basic {encoded}")).unwrap();
        assert_eq!(credentials.id, "my:id");
        assert_eq!(credentials.secret, "a b%=&c");
        for other in ["Basic", "Basic !!!", "Bearer abc", "Basic YWJj"] {
            assert!(basic(other).is_none(), "{other}");
        }
    }
}
