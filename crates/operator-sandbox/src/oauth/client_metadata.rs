//! A client as JSON, in the names of client registration (RFC 7591).

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AllowedScopes, Authentication, Client, ClientId, InvalidClientId, InvalidSecretHash, KeySet,
    KeySetError, SecretHash, SecretSent, SigningAlgorithm, UnknownScope,
};

/// Why a client cannot be registered as it is described.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidClient {
    /// Not an object of the known members.
    #[error("{0}")]
    Syntax(String),
    /// `client_id`.
    #[error(transparent)]
    Id(#[from] InvalidClientId),
    /// `token_endpoint_auth_method`.
    #[error(
        "token_endpoint_auth_method is private_key_jwt, client_secret_basic, client_secret_post, \
         or client_secret for either way"
    )]
    Method,
    /// `token_endpoint_auth_signing_alg`.
    #[error("token_endpoint_auth_signing_alg is RS256, PS256 or ES256")]
    Algorithm,
    /// `jwks`.
    #[error("jwks: {0}")]
    Keys(#[from] KeySetError),
    /// `client_secret_sha256`.
    #[error("client_secret_sha256: {0}")]
    Secret(#[from] InvalidSecretHash),
    /// `scope`.
    #[error("scope: {0}")]
    Scope(#[from] UnknownScope),
    /// `scope` names none, and a token needs one.
    #[error("scope is empty: name one, or leave it out for all")]
    NoScope,
    /// No key can sign with `token_endpoint_auth_signing_alg`.
    #[error("jwks: none of the keys is for token_endpoint_auth_signing_alg")]
    NoKeyForAlgorithm,
    /// A member that the authentication method needs.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A member that the authentication method has no use for.
    #[error("{0} does not go with this token_endpoint_auth_method")]
    Surplus(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    client_id: String,
    token_endpoint_auth_method: String,
    token_endpoint_auth_signing_alg: Option<String>,
    jwks: Option<Value>,
    client_secret_sha256: Option<String>,
    scope: Option<String>,
}

impl Client {
    /// Reads a client: `client_id` and `token_endpoint_auth_method`; `scope` with the names
    /// that it may ask for, absent for all of them; for `private_key_jwt` the public keys in
    /// `jwks` and, to fix the algorithm, `token_endpoint_auth_signing_alg`; for a secret
    /// `client_secret_sha256`, or nothing, and the secret is made later.
    ///
    /// # Errors
    /// [`InvalidClient`]; nothing of a key or secret is repeated in it.
    pub fn from_json(metadata: &Value) -> Result<Self, InvalidClient> {
        if !metadata.is_object() {
            return Err(InvalidClient::Syntax(
                "a client is a JSON object".to_owned(),
            ));
        }
        if metadata.get("client_secret").is_some() {
            let what =
                "client_secret would lie open here: give its SHA-256 as client_secret_sha256";
            return Err(InvalidClient::Syntax(what.to_owned()));
        }
        let metadata: Metadata = serde_json::from_value(metadata.clone())
            .map_err(|error| InvalidClient::Syntax(error.to_string()))?;
        Ok(Self {
            id: ClientId::new(&metadata.client_id)?,
            scopes: match &metadata.scope {
                None => AllowedScopes::All,
                Some(names) if names.trim().is_empty() => return Err(InvalidClient::NoScope),
                Some(names) => AllowedScopes::parse(names)?,
            },
            authentication: metadata.authentication()?,
        })
    }

    /// The client as [`Self::from_json`] reads it, without the hash of a secret.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut metadata = json!({
            "client_id": self.id.as_str(),
            "token_endpoint_auth_method": self.authentication.method(),
            "scope": self.scopes.to_string(),
        });
        match &self.authentication {
            Authentication::Secret { .. } => {}
            Authentication::PrivateKeyJwt { keys, algorithm } => {
                metadata["jwks"] = keys.to_json();
                if let Some(algorithm) = algorithm {
                    metadata["token_endpoint_auth_signing_alg"] = algorithm.as_str().into();
                }
            }
        }
        metadata
    }
}

impl Authentication {
    /// The name of the method (RFC 7591); `client_secret` is the sandbox's own, for either way.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        match self {
            Self::Secret { sent, .. } => sent.as_str(),
            Self::PrivateKeyJwt { .. } => "private_key_jwt",
        }
    }
}

impl SecretSent {
    /// The name of the method.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Either => "client_secret",
            Self::Basic => "client_secret_basic",
            Self::Post => "client_secret_post",
        }
    }

    /// The way of a method's name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Either, Self::Basic, Self::Post]
            .into_iter()
            .find(|sent| sent.as_str() == name)
    }
}

impl Metadata {
    fn authentication(self) -> Result<Authentication, InvalidClient> {
        let refuse = |is_there: bool, name| match is_there {
            true => Err(InvalidClient::Surplus(name)),
            false => Ok(()),
        };
        if self.token_endpoint_auth_method == "private_key_jwt" {
            refuse(self.client_secret_sha256.is_some(), "client_secret_sha256")?;
            let keys = self.jwks.ok_or(InvalidClient::Missing("jwks"))?;
            let algorithm = self
                .token_endpoint_auth_signing_alg
                .map(|name| SigningAlgorithm::named(&name).ok_or(InvalidClient::Algorithm));
            let keys = KeySet::from_json(&keys)?;
            let algorithm = algorithm.transpose()?;
            if algorithm.is_some_and(|algorithm| !keys.serve(algorithm)) {
                return Err(InvalidClient::NoKeyForAlgorithm);
            }
            return Ok(Authentication::PrivateKeyJwt { keys, algorithm });
        }
        let sent =
            SecretSent::named(&self.token_endpoint_auth_method).ok_or(InvalidClient::Method)?;
        refuse(self.jwks.is_some(), "jwks")?;
        let algorithm = self.token_endpoint_auth_signing_alg.is_some();
        refuse(algorithm, "token_endpoint_auth_signing_alg")?;
        let hash = self.client_secret_sha256;
        Ok(Authentication::Secret {
            sent,
            hash: hash
                .map(|digits| SecretHash::from_hex(&digits))
                .transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

    use super::*;
    use crate::Scope;

    fn keys() -> Value {
        let coordinate = BASE64_URL_SAFE_NO_PAD.encode([7; 32]);
        json!({"keys": [{"kty": "EC", "crv": "P-256", "x": coordinate, "y": coordinate}]})
    }

    #[test]
    fn a_client_is_read_back_from_what_is_shown_of_it() {
        for metadata in [
            json!({
                "client_id": "a",
                "token_endpoint_auth_method": "private_key_jwt",
                "token_endpoint_auth_signing_alg": "ES256",
                "jwks": keys(),
                "scope": "multi-point-vpn:network:read",
            }),
            json!({"client_id": "b", "token_endpoint_auth_method": "client_secret_post"}),
        ] {
            let client = Client::from_json(&metadata).unwrap();
            let shown = Client::from_json(&client.to_json()).unwrap();
            assert_eq!(shown.id, client.id);
            assert_eq!(shown.authentication, client.authentication);
            for scope in Scope::ALL {
                assert_eq!(shown.scopes.allows(scope), client.scopes.allows(scope));
            }
        }
    }

    #[test]
    fn the_hash_of_a_secret_is_not_shown() {
        let digits = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        let client = Client::from_json(&json!({
            "client_id": "a",
            "token_endpoint_auth_method": "client_secret_basic",
            "client_secret_sha256": digits,
        }))
        .unwrap();
        let expected = Authentication::Secret {
            sent: SecretSent::Basic,
            hash: Some(SecretHash::of("secret")),
        };
        assert_eq!(client.authentication, expected);
        assert!(!format!("{} {client:?}", client.to_json()).contains(digits));
    }

    #[test]
    fn a_list_of_the_members_is_no_client() {
        let list = json!(["a", "client_secret_basic", null, null, null, null]);
        let error = Client::from_json(&list).unwrap_err();
        assert!(matches!(error, InvalidClient::Syntax(_)));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let base = json!({"client_id": "a", "token_endpoint_auth_method": "client_secret_basic"});
        for (name, value, words) in [
            ("client_id", json!("a b"), "client id"),
            ("client_id", json!(null), "invalid type"),
            (
                "token_endpoint_auth_method",
                json!("none"),
                "private_key_jwt",
            ),
            (
                "token_endpoint_auth_method",
                json!("private_key_jwt"),
                "jwks is missing",
            ),
            (
                "token_endpoint_auth_signing_alg",
                json!("ES256"),
                "does not go",
            ),
            ("jwks", keys(), "does not go"),
            ("client_secret_sha256", json!("abc"), "64"),
            ("client_secret", json!("open"), "client_secret_sha256"),
            ("scope", json!("multi-point-vpn:*"), "multi-point-vpn:*"),
            ("grant_types", json!([]), "grant_types"),
        ] {
            let mut metadata = base.clone();
            metadata[name] = value;
            let error = Client::from_json(&metadata).unwrap_err().to_string();
            assert!(error.contains(words), "{name}: {error}");
        }
    }
}
