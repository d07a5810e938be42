//! What the operator itself does with networks, beside what customers ask for.

use std::sync::{PoisonError, RwLockReadGuard, RwLockWriteGuard, atomic::Ordering};

use chrono::{DateTime, Utc};

use super::{
    registry::{Registry, Undo},
    timeline::Phase,
};
use crate::{
    SandboxState, StorageError,
    backbone::{Capacity, Demand, Ledger, Occupancy, Verdict},
    storage::networks,
};

impl SandboxState {
    /// Ends a network of any client now: it becomes `UNAVAILABLE` with `NETWORK_TERMINATED`,
    /// whether it was being built or in use, and frees what it held. `false` where there is
    /// none, or it has ended already.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn terminate(&self, service_id: &str) -> Result<bool, StorageError> {
        let now = self.now();
        let id = service_id.to_owned();
        self.write_networks(now, move |registry| {
            let Some(mut network) = networks::find_any(registry.database, &id)? else {
                return Ok(false);
            };
            match network.timeline.phase(now) {
                Phase::Requested | Phase::Available | Phase::Deleting => {}
                Phase::Expired | Phase::Terminated | Phase::Gone => return Ok(false),
            }
            network.timeline.terminated_at = Some(now);
            registry.reschedule(&network).map(|()| true)
        })
        .await
    }

    /// Lets the next so many orders be taken and then fail for want of resources: they end
    /// `UNAVAILABLE` with `NETWORK_TERMINATED` when they should have become available.
    pub fn fail_next_orders(&self, count: u32) {
        self.armed_failures().store(count, Ordering::Relaxed);
    }

    /// Changes how much trunks and access lines carry. Networks that stand stay, whether
    /// they still fit or not.
    pub fn set_capacity(&self, capacity: Capacity) {
        self.ledger_mut().set_capacity(capacity);
    }

    /// How much trunks and access lines carry.
    #[must_use]
    pub fn capacity(&self) -> Capacity {
        self.ledger_mut().capacity()
    }

    /// What could be built now, for how much, and by when.
    pub(crate) fn assess(&self, demand: &Demand<'_>, now: DateTime<Utc>) -> Verdict {
        let occupancy = Occupancy {
            ledger: &self.ledger_at(now),
            own: None,
            now,
        };
        self.backbone().assess(demand, &occupancy)
    }

    /// Reads and writes networks in one transaction. What they hold of the network changes
    /// with it, or stays as it was where the transaction fails.
    pub(crate) async fn write_networks<T, F>(
        &self,
        now: DateTime<Utc>,
        work: F,
    ) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Registry<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let undo = Undo::default();
        let (state, noted) = (self.clone(), undo.clone());
        let (shared, reverted) = (self.clone(), undo);
        self.storage()
            .write_settled(
                move |database| work(&Registry::new(&state, database, now, &noted)),
                move |is_kept| {
                    if !is_kept {
                        reverted.revert(&mut shared.ledger_mut());
                    }
                },
            )
            .await
    }

    /// The ledger, with what has ended by `now` freed.
    pub(crate) fn ledger_at(&self, now: DateTime<Utc>) -> RwLockReadGuard<'_, Ledger> {
        let read = || self.ledger().read().unwrap_or_else(PoisonError::into_inner);
        let ledger = read();
        if !ledger.is_behind(now) {
            return ledger;
        }
        drop(ledger);
        self.ledger_mut().catch_up(now);
        read()
    }

    pub(crate) fn ledger_mut(&self) -> RwLockWriteGuard<'_, Ledger> {
        self.ledger()
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the order at hand is one that fails.
    pub(crate) fn takes_armed_failure(&self) -> bool {
        self.armed_failures()
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use camara::request::{NetworkCreate, parse};

    use super::*;
    use crate::{
        Database, Settings,
        clock::SystemClock,
        dialect::Dialect,
        networks::{AskedTerm, Network},
    };

    #[tokio::test]
    async fn a_transaction_that_fails_gives_back_what_it_took() {
        let clock = std::sync::Arc::new(SystemClock);
        let state = SandboxState::open(&Database::Memory, clock, Settings::default()).unwrap();
        let client = state.own_client().await.unwrap();
        let order = br#"{"connections":[{
            "customerEdge":{"location":"N52.5_E13.4","primaryIpAddress":{"addressType":"Ipv4Addr","address":"192.0.2.1"}},
            "providerEdge":{"location":"N48.8_E2.3","primaryIpAddress":{"addressType":"Ipv4Addr","address":"192.0.2.2"}}}]}"#;
        let order: NetworkCreate = parse(order, state.reading().pattern()).unwrap();
        let now = state.now();
        let term = AskedTerm::read(None, now).unwrap();
        let mut network =
            Network::ordered(Dialect::MultiPointVpn, order, term, &state, now).unwrap();
        let id = network.service_id.clone();
        let failed = state.write_networks(now, move |registry| {
            let routing = registry.room_for(&network).unwrap();
            registry.add(&client, &mut network, routing, None)?;
            let id = &network.service_id;
            assert!(registry.state.ledger_at(now).standing(id).is_some());
            Err::<(), _>(rusqlite::Error::InvalidQuery)
        });
        failed.await.unwrap_err();
        assert!(state.ledger_at(now).standing(&id).is_none());
    }
}
