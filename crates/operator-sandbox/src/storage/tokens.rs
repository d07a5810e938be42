//! Access tokens, known by their hash alone: stored, and mirrored in memory, where each request looks up its own.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::{Storage, StorageError, moment};

/// A SHA-256.
type Hash = [u8; 32];

/// Expired tokens are not looked for among fewer than this.
const FEW: usize = 1024;

/// Whose token it is, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredToken {
    pub(crate) client_id: String,
    /// Space-separated, as in the answer of the token endpoint.
    pub(crate) scope: String,
}

/// The stored tokens, in memory. It changes on the thread of the database only, once a change is kept there and
/// before any other is made, so that both always agree.
#[derive(Debug, Default)]
pub(super) struct Mirror(RwLock<Tokens>);

#[derive(Debug, Default)]
struct Tokens {
    by_hash: HashMap<Hash, Mirrored>,
    /// How many there were when the expired ones were dropped last.
    left: usize,
}

#[derive(Debug)]
struct Mirrored {
    token: Arc<StoredToken>,
    expires_at: DateTime<Utc>,
}

/// What came of revoking one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revocation {
    /// It was valid, and is not any more.
    Done,
    /// There is no such token.
    Unknown,
    /// It was issued to another client and stays.
    OfAnother,
}

impl Storage {
    /// Keeps a token, and drops those that have expired.
    ///
    /// # Errors
    /// [`StorageError`] where it cannot be kept.
    pub(crate) async fn keep_token(
        &self,
        hash: Hash,
        token: StoredToken,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        let token = Arc::new(token);
        let mirrored = Mirrored {
            token: Arc::clone(&token),
            expires_at,
        };
        let mirror = Arc::clone(&self.tokens);
        self.write_through(
            move |database| {
                let sql = "DELETE FROM token WHERE expires_at <= ?1";
                database.execute(sql, [moment::to(now)])?;
                let sql = "INSERT INTO token (hash, client_id, scope, expires_at)
                           VALUES (?1, ?2, ?3, ?4)";
                let StoredToken { client_id, scope } = &*token;
                let values = params![hash, client_id, scope, moment::to(expires_at)];
                database.execute(sql, values).map(|_| ())
            },
            move |()| {
                mirror.change(|tokens| {
                    tokens.by_hash.insert(hash, mirrored);
                    tokens.drop_expired(now);
                });
            },
        )
        .await
    }

    /// The token of a hash, unless it has expired or was revoked.
    pub(crate) fn token(&self, hash: &Hash, now: DateTime<Utc>) -> Option<Arc<StoredToken>> {
        let tokens = self.tokens.0.read();
        let tokens = tokens.unwrap_or_else(PoisonError::into_inner);
        let mirrored = tokens.by_hash.get(hash)?;
        (now < mirrored.expires_at).then(|| Arc::clone(&mirrored.token))
    }

    /// Revokes a token of a client.
    ///
    /// # Errors
    /// [`StorageError`] where it cannot be.
    pub(crate) async fn revoke_token(
        &self,
        hash: Hash,
        client_id: String,
    ) -> Result<Revocation, StorageError> {
        let mirror = Arc::clone(&self.tokens);
        self.write_through(
            move |database| {
                let sql = "SELECT client_id FROM token WHERE hash = ?1";
                let owner = database.query_row(sql, [hash], |row| row.get::<_, String>(0));
                match owner.optional()? {
                    None => Ok(Revocation::Unknown),
                    Some(owner) if owner != client_id => Ok(Revocation::OfAnother),
                    Some(_) => {
                        database.execute("DELETE FROM token WHERE hash = ?1", [hash])?;
                        Ok(Revocation::Done)
                    }
                }
            },
            move |revocation| {
                if *revocation == Revocation::Done {
                    mirror.change(|tokens| {
                        tokens.by_hash.remove(&hash);
                    });
                }
            },
        )
        .await
    }

    /// Revokes all tokens of a client and says how many there were.
    ///
    /// # Errors
    /// [`StorageError`] where they cannot be.
    pub(crate) async fn revoke_tokens(&self, client_id: String) -> Result<usize, StorageError> {
        let mirror = Arc::clone(&self.tokens);
        let whose = client_id.clone();
        self.write_through(
            move |database| database.execute("DELETE FROM token WHERE client_id = ?1", [whose]),
            move |_| {
                mirror.change(|tokens| {
                    let is_kept = |_: &Hash, kept: &mut Mirrored| kept.token.client_id != client_id;
                    tokens.by_hash.retain(is_kept);
                });
            },
        )
        .await
    }

    /// Revokes every token, whoever holds it, and says how many there were.
    ///
    /// # Errors
    /// [`StorageError`] where they cannot be.
    pub(crate) async fn revoke_all_tokens(&self) -> Result<usize, StorageError> {
        let mirror = Arc::clone(&self.tokens);
        self.write_through(
            |database| database.execute("DELETE FROM token", []),
            move |_| mirror.change(|tokens| tokens.by_hash.clear()),
        )
        .await
    }
}

impl Mirror {
    /// What is stored.
    pub(super) fn of(database: &Connection) -> Result<Self> {
        stored(database).map(|tokens| Self(RwLock::new(tokens)))
    }

    /// Takes over what another program did to the stored tokens. Where they cannot be read it stays as it is.
    pub(super) fn read_again(&self, database: &Connection) {
        match stored(database) {
            Ok(stored) => self.change(|tokens| *tokens = stored),
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "what another program wrote cannot be read"
            ),
        }
    }

    fn change(&self, change: impl FnOnce(&mut Tokens)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Tokens {
    /// Looks for expired tokens each time that there are twice as many as were left, so that a new one costs the same
    /// however many there are.
    fn drop_expired(&mut self, now: DateTime<Utc>) {
        if self.by_hash.len() >= 2 * self.left.max(FEW) {
            self.by_hash.retain(|_, mirrored| now < mirrored.expires_at);
            self.left = self.by_hash.len();
        }
    }
}

fn stored(database: &Connection) -> Result<Tokens> {
    let sql = "SELECT hash, client_id, scope, expires_at FROM token";
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let token = StoredToken {
            client_id: row.get(1)?,
            scope: row.get(2)?,
        };
        let mirrored = Mirrored {
            token: Arc::new(token),
            expires_at: moment::from(row.get(3)?),
        };
        Ok((row.get(0)?, mirrored))
    })?;
    let by_hash = rows.collect::<Result<HashMap<_, _>>>()?;
    let left = by_hash.len();
    Ok(Tokens { by_hash, left })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{Database, storage::clients};

    async fn storage(database: &Database) -> Storage {
        let storage = Storage::open(database, None, |_| Ok(())).unwrap().0;
        let add = |database: &rusqlite::Transaction<'_>| {
            clients::add(database, "a")?;
            clients::add(database, "b")
        };
        storage.write(add).await.unwrap();
        storage
    }

    fn token(client_id: &str) -> StoredToken {
        StoredToken {
            client_id: client_id.to_owned(),
            scope: "s".to_owned(),
        }
    }

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn later() -> DateTime<Utc> {
        now() + TimeDelta::hours(1)
    }

    #[tokio::test]
    async fn what_is_kept_is_known_after_a_restart_and_what_is_revoked_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::File(folder.path().join("db"));
        let first = storage(&database).await;
        for (number, client) in [(1, "a"), (2, "a"), (3, "b")] {
            let kept = first.keep_token([number; 32], token(client), later(), now());
            kept.await.unwrap();
        }
        assert_eq!(first.revoke_tokens("a".to_owned()).await.unwrap(), 2);
        let known = |storage: &Storage| {
            [1, 2, 3].map(|number| storage.token(&[number; 32], now()).is_some())
        };
        assert_eq!(known(&first), [false, false, true]);
        first.close();
        let second = Storage::open(&database, None, |_| Ok(())).unwrap().0;
        assert_eq!(known(&second), [false, false, true]);
        assert_eq!(*second.token(&[3; 32], now()).unwrap(), token("b"));
        assert_eq!(second.token(&[3; 32], later()), None);
    }

    #[tokio::test]
    async fn a_token_that_is_not_kept_is_not_known() {
        let storage = storage(&Database::Memory).await;
        let unknown = storage.keep_token([1; 32], token("nobody"), later(), now());
        unknown.await.unwrap_err();
        assert_eq!(storage.token(&[1; 32], now()), None);
    }

    #[test]
    fn expired_tokens_do_not_pile_up() {
        let mut tokens = Tokens::default();
        for number in 0_u64..10_000 {
            let now = now() + TimeDelta::seconds(number as i64);
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&number.to_be_bytes());
            let mirrored = Mirrored {
                token: Arc::new(token("a")),
                expires_at: now + TimeDelta::seconds(10),
            };
            tokens.by_hash.insert(hash, mirrored);
            tokens.drop_expired(now);
            assert!(tokens.by_hash.len() <= 2 * FEW);
        }
    }
}
