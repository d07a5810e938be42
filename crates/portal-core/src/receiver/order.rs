//! What an order says about where to tell of its network.

use chrono::{DateTime, TimeDelta, Utc};
use model::Term;
use operator_client::{SecretError, Sink};
use secrecy::{ExposeSecret, SecretString};

use super::bearer::{OrderSink, hash, token};
use crate::{
    errors::Failure,
    portal::Core,
    profiles::{Address, Profile},
    random,
    secrets::{KeyringError, SecretKind},
    storage::{self, receiver::Grant},
};

/// How long after the end of a network its events are accepted.
const AFTER_THE_END: TimeDelta = TimeDelta::days(30);
/// How long events are accepted of a network whose end is not known.
const WITHOUT_END: TimeDelta = TimeDelta::days(366);

impl Core {
    /// Where the operator is asked to tell of an order, of which `order` is the name that
    /// stays the same however often it is sent. `None` where the operator does not take
    /// it, could not reach it, or the keyring has no key for it: the order goes on, and
    /// its network is polled.
    pub(crate) async fn order_sink(
        &self,
        profile: &Profile,
        order: &str,
        term: Option<Term>,
    ) -> Option<OrderSink> {
        if !profile.notifies {
            return None;
        }
        let url = self.sink_url().await?;
        if !url.starts_with("https://") && !is_local(profile) {
            return None;
        }
        let now = self.clock.now();
        let sink = OrderSink {
            url,
            expires_at: accepted_until(term, now),
        };
        match self.grant(profile, order, &sink, now).await {
            Ok(()) => Some(sink),
            Err(error) => {
                tracing::warn!(%error, "the operator is not asked to tell of the order");
                None
            }
        }
    }

    /// The sink of an order as it is sent.
    ///
    /// # Errors
    /// [`SecretError`] where the key of its token cannot be had.
    pub(crate) async fn sink_to_send(
        &self,
        profile: &Profile,
        order: &str,
        sink: &OrderSink,
    ) -> Result<Option<Sink>, SecretError> {
        let key = self.vault.read(&profile.id, SecretKind::SinkKey).await?;
        Ok(key.map(|key| Sink {
            url: sink.url.clone(),
            token: token(&key, order),
            expires_at: sink.expires_at,
        }))
    }

    async fn grant(
        &self,
        profile: &Profile,
        order: &str,
        sink: &OrderSink,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let key = self.sink_key(profile).await?;
        let grant = Grant {
            hash: hash(token(&key, order).expose_secret()),
            profile: profile.id.clone(),
            expires_at: sink.expires_at,
        };
        let stored = grant.clone();
        self.storage
            .write(move |tx| storage::receiver::grant(tx, &stored, now))
            .await?;
        self.receiver.accepted.add(grant);
        Ok(())
    }

    /// The key of a profile's tokens, made when it is first needed.
    async fn sink_key(&self, profile: &Profile) -> Result<SecretString, Failure> {
        let kept: Result<_, KeyringError> = self.vault.read(&profile.id, SecretKind::SinkKey).await;
        if let Some(key) = kept? {
            return Ok(key);
        }
        let key = format!("{:032x}{:032x}", random::bits()?, random::bits()?);
        let key = SecretString::from(key);
        self.vault
            .write(&profile.id, SecretKind::SinkKey, &key)
            .await?;
        Ok(key)
    }
}

/// Whether the operator is on this computer, and so can reach what listens here alone.
fn is_local(profile: &Profile) -> bool {
    match &profile.address {
        Address::BuiltIn | Address::Tape { .. } => true,
        // Plain http is taken of this computer only.
        Address::Remote { api_root, .. } => api_root.starts_with("http://"),
    }
}

fn accepted_until(term: Option<Term>, now: DateTime<Utc>) -> DateTime<Utc> {
    term.and_then(|term| model::GrantedTerm::from(term).end(now))
        .map_or(now + WITHOUT_END, |end| end + AFTER_THE_END)
}
