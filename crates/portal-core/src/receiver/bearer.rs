//! What operators show when they post: a token for each order, made of a key in the keyring and never stored itself.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};
use model::ProfileId;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{
    digest::{hex, sha256},
    storage::receiver::Grant,
};

/// Where an order asks to be told of its network. Stored with the order, so that it is
/// sent the same each time; the token is made anew from the key in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderSink {
    /// Where events are posted to.
    pub(crate) url: String,
    /// Until when the token is accepted.
    pub(crate) expires_at: DateTime<Utc>,
}

/// The token of one order: the same whenever it is made of the same key.
pub(super) fn token(key: &SecretString, order: &str) -> SecretString {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose_secret().as_bytes());
    let tag = hmac::sign(&key, order.as_bytes());
    SecretString::from(hex(tag.as_ref()))
}

/// What is stored of a token.
pub(super) fn hash(token: &str) -> String {
    sha256(token.as_bytes())
}

/// The credentials that are accepted. Cheap to clone; every clone is the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Accepted {
    grants: Arc<Mutex<HashMap<String, Grant>>>,
}

impl Accepted {
    /// Accepts one more.
    pub(super) fn add(&self, grant: Grant) {
        self.grants().insert(grant.hash.clone(), grant);
    }

    /// Accepts these and no others.
    pub(super) fn replace(&self, grants: Vec<Grant>) {
        let mut accepted = self.grants();
        accepted.clear();
        accepted.extend(grants.into_iter().map(|grant| (grant.hash.clone(), grant)));
    }

    /// Whom a token was given to, where it is accepted at `now`.
    pub(super) fn holder(&self, token: &str, now: DateTime<Utc>) -> Option<ProfileId> {
        let grants = self.grants();
        let grant = grants.get(&hash(token))?;
        (grant.expires_at > now).then(|| grant.profile.clone())
    }

    fn grants(&self) -> MutexGuard<'_, HashMap<String, Grant>> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::testing::start;

    #[test]
    fn a_token_is_its_orders_and_ends() {
        let (key, other) = (SecretString::from("key"), SecretString::from("other"));
        let one = token(&key, "1");
        assert_eq!(one.expose_secret(), token(&key, "1").expose_secret());
        assert_ne!(one.expose_secret(), token(&key, "2").expose_secret());
        assert_ne!(one.expose_secret(), token(&other, "1").expose_secret());

        let accepted = Accepted::default();
        let profile = ProfileId::from_random(1);
        accepted.add(Grant {
            hash: hash(one.expose_secret()),
            profile: profile.clone(),
            expires_at: start() + TimeDelta::days(1),
        });
        let holder = |token: &str, day| accepted.holder(token, start() + TimeDelta::days(day));
        assert_eq!(holder(one.expose_secret(), 0), Some(profile));
        assert_eq!(holder(one.expose_secret(), 1), None, "it is over");
        assert_eq!(holder(&hash(one.expose_secret()), 0), None);
        assert_eq!(holder("", 0), None);
        accepted.replace(Vec::new());
        assert_eq!(holder(one.expose_secret(), 0), None);
    }
}
