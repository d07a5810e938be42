//! What a client sends to prove who it is; not yet checked.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, prelude::BASE64_STANDARD};
use url::form_urlencoded;

use super::{SecretSent, form::Form, refusal::Refusal};

/// The only type of assertion there is (RFC 7523, 2.2).
pub(crate) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The one method that a client uses.
#[derive(PartialEq, Eq)]
pub(super) enum Credentials {
    Secret {
        id: String,
        secret: String,
        sent: SecretSent,
    },
    Assertion {
        /// Optional: the assertion names the client itself.
        id: Option<String>,
        assertion: String,
    },
}

impl Credentials {
    /// Reads the one method that the client uses.
    ///
    /// # Errors
    /// [`Refusal::InvalidRequest`] for two methods at once or half a method,
    /// [`Refusal::InvalidClient`] for none.
    pub(super) fn read(headers: &HeaderMap, form: &Form) -> Result<Self, Refusal> {
        let id = form.get("client_id");
        let secret = form.get("client_secret");
        let assertion = form.get("client_assertion");
        let assertion_type = form.get("client_assertion_type");
        // Any other scheme, such as the token of the API, says nothing of who asks.
        let authorization = headers.get(header::AUTHORIZATION);
        let authorization = authorization.filter(|value| is_basic(value));
        let is_asserted = assertion.is_some() || assertion_type.is_some();
        let methods = [authorization.is_some(), secret.is_some(), is_asserted];
        if methods.into_iter().filter(|is_used| *is_used).count() > 1 {
            return Err(Refusal::InvalidRequest(
                "The client authenticates in two ways at once.",
            ));
        }
        if let Some(authorization) = authorization {
            let basic = authorization.to_str().ok().and_then(basic);
            let (basic_id, secret) = basic.ok_or(Refusal::UNKNOWN_CLIENT)?;
            if id.is_some_and(|id| id != basic_id) {
                return Err(Refusal::InvalidRequest(
                    "client_id is not the client that authenticates.",
                ));
            }
            return Ok(Self::Secret {
                id: basic_id,
                secret,
                sent: SecretSent::Basic,
            });
        }
        match (assertion, assertion_type) {
            (Some(assertion), Some(ASSERTION_TYPE)) => Ok(Self::Assertion {
                id: id.map(str::to_owned),
                assertion: assertion.to_owned(),
            }),
            (Some(_), Some(_)) => Err(Refusal::InvalidClient(
                "client_assertion_type is not that of a JWT.",
            )),
            (Some(_), None) => Err(Refusal::InvalidRequest("client_assertion_type is missing.")),
            (None, Some(_)) => Err(Refusal::InvalidRequest("client_assertion is missing.")),
            (None, None) => match (id, secret) {
                (Some(id), Some(secret)) => Ok(Self::Secret {
                    id: id.to_owned(),
                    secret: secret.to_owned(),
                    sent: SecretSent::Post,
                }),
                (_, None) | (None, Some(_)) => Err(Refusal::UNKNOWN_CLIENT),
            },
        }
    }
}

fn is_basic(authorization: &HeaderValue) -> bool {
    let scheme = authorization.as_bytes().split(|byte| *byte == b' ').next();
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"basic"))
}

/// `Basic` with both parts form-encoded before they are joined (RFC 6749, 2.3.1).
fn basic(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((form_decoded(id), form_decoded(secret)))
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
        let (id, secret) = basic(&format!("basic {encoded}")).unwrap();
        assert_eq!(id, "my:id");
        assert_eq!(secret, "a b%=&c");
        for other in ["Basic", "Basic !!!", "Bearer abc", "Basic YWJj"] {
            assert!(basic(other).is_none(), "{other}");
        }
    }
}
