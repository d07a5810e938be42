//! A token kept between launches: read back for what it was minted for, written in order.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Held, LEAST_LEFT, Token, Tokens};
use crate::{Connection, PortFuture};

impl Tokens {
    /// Takes over what is kept, where it may still be used.
    pub(super) async fn read_store(&self, held: &mut Held) {
        let kept = if self.connection.keep_token {
            self.store.load().await
        } else {
            None
        };
        held.is_store_read = true;
        let Some(kept) = kept else {
            return;
        };
        let renew_at = kept.expires_at - LEAST_LEFT;
        if kept.minted_for != self.minted_for || self.clock.now() >= renew_at {
            self.forget(held);
            return;
        }
        // A client with a key has no secret that an answer could repeat.
        if self.connection.key_id.is_none()
            && let Ok(credential) = self.secrets.credential().await
        {
            self.note_secret(&credential);
        }
        held.serial += 1;
        self.note_granted(&kept.scopes);
        held.renew_at = renew_at;
        held.token = Some(Arc::new(Token {
            access_token: kept.access_token,
            scopes: kept.scopes,
            expires_at: kept.expires_at,
            serial: held.serial,
        }));
    }

    /// Forgets what is kept.
    pub(super) fn forget(&self, held: &mut Held) {
        if self.connection.keep_token {
            let store = Arc::clone(&self.store);
            write(held, Box::pin(async move { store.delete().await }));
        }
    }
}

/// Writes to the store after whatever is being written.
pub(super) fn write(held: &mut Held, writing: PortFuture<'static, ()>) {
    let before = held.last_write.take();
    held.last_write = Some(tokio::spawn(async move {
        if let Some(before) = before
            && before.await.is_err()
        {
            tracing::warn!("writing to the token store failed");
        }
        writing.await;
    }));
}

/// What a token is good for: token endpoint, client id, scopes and key, hashed.
pub(super) fn fingerprint(connection: &Connection) -> String {
    let mut scopes = connection.scopes.clone();
    scopes.sort_unstable();
    let mut hash = Sha256::new();
    for part in [
        connection.token_source.url().as_str(),
        &connection.client_id,
        &scopes.join(" "),
        connection.key_id.as_deref().unwrap_or_default(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
