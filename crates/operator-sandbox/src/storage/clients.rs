//! Who may ask for tokens.

use rusqlite::{OptionalExtension as _, Result, Row, Transaction, params, types::Type};

use super::sinks;
use crate::oauth::{
    AllowedScopes, Authentication, Client, ClientId, InvalidClient, KeySet, SecretHash, SecretSent,
    SigningAlgorithm,
};

/// The client that a start makes.
pub(crate) fn own(database: &Transaction<'_>) -> Result<Option<String>> {
    database
        .query_row("SELECT id FROM client WHERE is_own", [], |row| row.get(0))
        .optional()
}

/// Registers the client that a start makes, without a secret.
pub(crate) fn add_own(database: &Transaction<'_>, id: &str) -> Result<()> {
    let sql = "INSERT INTO client (id, is_own, method) VALUES (?1, TRUE, 'client_secret')";
    database.execute(sql, [id]).map(|_| ())
}

/// Registers a client without a secret.
pub(crate) fn add(database: &Transaction<'_>, id: &str) -> Result<()> {
    let sql = "INSERT INTO client (id, method) VALUES (?1, 'client_secret')";
    database.execute(sql, [id]).map(|_| ())
}

/// Registers a client; one of this id is replaced and keeps its networks and tokens.
/// `false` for the operator's own client, which stays as it is.
pub(crate) fn register(database: &Transaction<'_>, client: &Client) -> Result<bool> {
    let sql = "INSERT INTO client (id, method, secret_hash, jwks, signing_alg, scope)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET
            method = excluded.method, secret_hash = excluded.secret_hash, jwks = excluded.jwks,
            signing_alg = excluded.signing_alg, scope = excluded.scope
        WHERE NOT is_own";
    let (hash, keys, algorithm) = match &client.authentication {
        Authentication::Secret { hash, .. } => (hash.as_ref(), None, None),
        Authentication::PrivateKeyJwt { keys, algorithm } => (None, Some(keys), *algorithm),
    };
    let scope = match &client.scopes {
        AllowedScopes::All => None,
        some @ AllowedScopes::Some(_) => Some(some.to_string()),
    };
    let written = database.execute(
        sql,
        params![
            client.id.as_str(),
            client.authentication.method(),
            hash.map(SecretHash::bytes),
            keys.map(|keys| keys.to_json().to_string()),
            algorithm.map(SigningAlgorithm::as_str),
            scope,
        ],
    )?;
    Ok(written == 1)
}

/// Removes a client's registration and credentials, and its sinks: whoever has no part in the
/// operator any more is told nothing. Its networks are still its own should it
/// be registered again. `false` where there is no such client, or it
/// is the operator's own.
pub(crate) fn remove(database: &Transaction<'_>, id: &str) -> Result<bool> {
    let sql = "UPDATE client
        SET method = NULL, secret_hash = NULL, jwks = NULL, signing_alg = NULL, scope = NULL
        WHERE id = ?1 AND method IS NOT NULL AND NOT is_own";
    let is_removed = database.execute(sql, [id])? == 1;
    if is_removed {
        sinks::remove_all(database, id)?;
    }
    Ok(is_removed)
}

/// Replaces a client's secret. `false` where there is no client of this id that has one.
pub(crate) fn set_secret(database: &Transaction<'_>, id: &str, hash: &SecretHash) -> Result<bool> {
    let sql = "UPDATE client SET secret_hash = ?2
        WHERE id = ?1 AND method IN ('client_secret', 'client_secret_basic', 'client_secret_post')";
    let written = database.execute(sql, params![id, hash.bytes()])?;
    Ok(written == 1)
}

/// The client of an identifier.
pub(crate) fn find(database: &Transaction<'_>, id: &str) -> Result<Option<Client>> {
    let sql = "SELECT * FROM client WHERE id = ?1 AND method IS NOT NULL";
    let mut statement = database.prepare_cached(sql)?;
    statement.query_row([id], read).optional()
}

/// Every client, the operator's own first, the others by identifier.
pub(crate) fn all(database: &Transaction<'_>) -> Result<Vec<Client>> {
    let sql = "SELECT * FROM client WHERE method IS NOT NULL ORDER BY NOT is_own, id";
    let mut statement = database.prepare(sql)?;
    statement.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> Result<Client> {
    let id: String = row.get("id")?;
    let scope: Option<String> = row.get("scope")?;
    let scopes = match scope {
        None => AllowedScopes::All,
        Some(names) => AllowedScopes::parse(&names).map_err(unreadable)?,
    };
    Ok(Client {
        id: ClientId::new(&id).map_err(unreadable)?,
        authentication: authentication(row)?,
        scopes,
    })
}

fn authentication(row: &Row<'_>) -> Result<Authentication> {
    let method: String = row.get("method")?;
    if let Some(sent) = SecretSent::named(&method) {
        let hash: Option<[u8; 32]> = row.get("secret_hash")?;
        let hash = hash.map(SecretHash::from_bytes);
        return Ok(Authentication::Secret { sent, hash });
    }
    let keys: String = row.get("jwks")?;
    let keys = serde_json::from_str(&keys).map_err(unreadable)?;
    let algorithm = match row.get::<_, Option<String>>("signing_alg")? {
        None => None,
        Some(name) => {
            let known = SigningAlgorithm::named(&name);
            Some(known.ok_or_else(|| unreadable(InvalidClient::Algorithm))?)
        }
    };
    Ok(Authentication::PrivateKeyJwt {
        keys: KeySet::from_json(&keys).map_err(unreadable)?,
        algorithm,
    })
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
