//! Which registered client it is that asks.

use axum::http::HeaderMap;
use subtle::ConstantTimeEq as _;

use super::{
    Authentication, Client, SecretHash, SecretSent,
    assertion::{Assertion, Fault},
    credentials::Credentials,
    form::Form,
    issuer::Issuer,
    refusal::Refusal,
};
use crate::{
    SandboxState,
    storage::{assertions, clients},
};

/// The client that makes a request of the OAuth server.
///
/// # Errors
/// [`Refusal::InvalidRequest`] and [`Refusal::InvalidClient`].
pub(super) async fn authenticate(
    state: &SandboxState,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Client, Refusal> {
    match Credentials::read(headers, form)? {
        Credentials::Secret { id, secret, sent } => {
            let client = find(state, &id).await?;
            by_secret(client, &secret, sent)
        }
        Credentials::Assertion { id, assertion } => {
            let issuer = Issuer::of(headers, state);
            by_assertion(state, id.as_deref(), &assertion, &issuer).await
        }
    }
}

/// An unknown client takes the same comparison.
fn by_secret(client: Option<Client>, secret: &str, sent: SecretSent) -> Result<Client, Refusal> {
    let registered = match client.as_ref().map(|client| &client.authentication) {
        Some(Authentication::Secret { sent, hash }) => hash.map(|hash| (hash, *sent)),
        Some(Authentication::PrivateKeyJwt { .. }) | None => None,
    };
    let expected = registered.map_or([0; 32], |(hash, _)| *hash.bytes());
    let is_right = bool::from(SecretHash::of(secret).bytes().ct_eq(&expected));
    let (Some(client), Some((_, way)), true) = (client, registered, is_right) else {
        return Err(Refusal::UNKNOWN_CLIENT);
    };
    match (way, sent) {
        (SecretSent::Post, SecretSent::Basic) => Err(Refusal::InvalidClient(
            "The client is registered for client_secret_post.",
        )),
        (SecretSent::Basic, SecretSent::Post) => Err(Refusal::InvalidClient(
            "The client is registered for client_secret_basic.",
        )),
        (SecretSent::Either | SecretSent::Basic | SecretSent::Post, _) => Ok(client),
    }
}

async fn by_assertion(
    state: &SandboxState,
    client_id: Option<&str>,
    assertion: &str,
    issuer: &Issuer,
) -> Result<Client, Refusal> {
    let assertion = Assertion::read(assertion)?;
    if client_id.is_some_and(|id| id != assertion.client_id) {
        return Err(Fault::Issuer.into());
    }
    let client = find(state, &assertion.client_id).await?;
    let client = client.ok_or(Refusal::UNKNOWN_CLIENT)?;
    let Authentication::PrivateKeyJwt { keys, algorithm } = &client.authentication else {
        return Err(Refusal::UNKNOWN_CLIENT);
    };
    let now = state.now();
    let proof = assertion.verify(keys, *algorithm, &issuer.audiences(), now)?;
    let id = client.id.clone();
    let keep = move |database: &rusqlite::Transaction<'_>| {
        assertions::keep(database, &id, &proof.jti, proof.expires_at, now)
    };
    // On the disk before the answer: a restart does not make an assertion new.
    if state.storage().write(keep).await? {
        Ok(client)
    } else {
        Err(Fault::Replayed.into())
    }
}

async fn find(state: &SandboxState, id: &str) -> Result<Option<Client>, Refusal> {
    let id = id.to_owned();
    let find = state
        .storage()
        .read(move |database| clients::find(database, &id));
    Ok(find.await?)
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        tracing::debug!(?fault, "an assertion was refused");
        Self::InvalidClient(fault.message())
    }
}
