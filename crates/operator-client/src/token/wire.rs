//! The token endpoint's answer, in the form the `oauth2` crate asks for.

use std::{fmt, time::Duration};

use oauth2::{
    AccessToken, Client, EmptyExtraTokenFields, RefreshToken, Scope, StandardRevocableToken,
    StandardTokenIntrospectionResponse, TokenResponse,
    basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenType},
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::lifetime::Lifetime;

/// Most scopes taken over from an answer.
const MOST_SCOPES: usize = 64;
/// Longest of them, in bytes.
const LONGEST_SCOPE: usize = 256;

/// An OAuth client that reads [`TokenAnswer`].
pub(super) type OauthClient = Client<
    BasicErrorResponse,
    TokenAnswer,
    StandardTokenIntrospectionResponse<EmptyExtraTokenFields, BasicTokenType>,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
>;

/// What the token endpoint answered; everything but the token may be missing or odd.
#[derive(Deserialize, Serialize)]
pub(super) struct TokenAnswer {
    access_token: AccessToken,
    #[serde(default)]
    token_type: TokenType,
    #[serde(default)]
    expires_in: Option<Value>,
    #[serde(default, deserialize_with = "scopes")]
    scope: Option<Vec<Scope>>,
}

/// The type of a token, as it was spelt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct TokenType(Option<String>);

impl TokenType {
    /// Whether it is a bearer token, in any spelling.
    pub(super) fn is_bearer(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|name| name.eq_ignore_ascii_case("bearer"))
    }
}

impl TokenAnswer {
    pub(super) fn lifetime(&self) -> Lifetime {
        Lifetime::read(self.expires_in.as_ref())
    }
}

impl fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenAnswer").finish_non_exhaustive()
    }
}

impl oauth2::TokenType for TokenType {}

impl TokenResponse for TokenAnswer {
    type TokenType = TokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &TokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.lifetime().length().to_std().ok()
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        self.scope.as_ref()
    }
}

/// Scopes apart by spaces, the first ones of a sensible length; anything else than text is as if
/// nothing was said.
fn scopes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Scope>>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().map(|text| {
        text.split_ascii_whitespace()
            .filter(|scope| is_scope(scope))
            .take(MOST_SCOPES)
            .map(|scope| Scope::new(scope.to_owned()))
            .collect()
    }))
}

/// Whether a scope has the characters of one (RFC 6749, 3.3) and no more than anybody reads.
fn is_scope(text: &str) -> bool {
    text.len() <= LONGEST_SCOPE
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'))
}
