//! The stored networks within one transaction, together with what they hold of the network.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::{Result, Transaction};

use super::{Network, timeline::ran_out_before};
use crate::{
    SandboxState,
    backbone::{Backbone, Capacity, Holding, Ledger, Occupancy, Refusal, Routing, Standing},
    dialect::Dialect,
    notifications::Sink,
    storage::{holdings, networks, sinks},
};

/// Reads and writes networks, and decides whether there is room for them: nothing else is
/// written meanwhile, so that no two orders get the same capacity.
pub(crate) struct Registry<'a> {
    pub(super) state: &'a SandboxState,
    pub(crate) database: &'a Transaction<'a>,
    now: DateTime<Utc>,
    undo: &'a Undo,
}

/// What networks held before, in the order it was changed.
#[derive(Clone, Default)]
pub(crate) struct Undo(Arc<Mutex<Vec<Before>>>);

struct Before {
    service_id: String,
    standing: Option<Standing>,
}

impl<'a> Registry<'a> {
    pub(crate) const fn new(
        state: &'a SandboxState,
        database: &'a Transaction<'a>,
        now: DateTime<Utc>,
        undo: &'a Undo,
    ) -> Self {
        Self {
            state,
            database,
            now,
            undo,
        }
    }

    /// A client's network of an API, whatever its state.
    ///
    /// # Errors
    /// What the database says, as all of these.
    pub(crate) fn find(
        &self,
        dialect: Dialect,
        client_id: &str,
        service_id: &str,
    ) -> Result<Option<Network>> {
        networks::find_in(self.database, dialect, client_id, service_id)
    }

    /// How a new network is led, or why there is no room for it.
    pub(crate) fn room_for(&self, network: &Network) -> std::result::Result<Routing, Refusal> {
        self.route(network, None)
    }

    /// Keeps a new network for which there is room, and the sink that its order named.
    pub(crate) fn add(
        &self,
        client_id: &str,
        network: &mut Network,
        routing: Routing,
        sink: Option<&Sink>,
    ) -> Result<()> {
        network.latency_us = routing.latency_us;
        networks::drop_gone(self.database, self.now, ran_out_before(self.now))?;
        if let Some(sink) = sink {
            sinks::add_of_network(self.database, client_id, &network.service_id, sink)?;
        }
        networks::add(self.database, client_id, network)?;
        self.hold(network, routing.holding)
    }

    /// Writes a network of another bandwidth or level, or says why there is no room for it.
    pub(crate) fn resize(&self, network: &mut Network) -> Result<std::result::Result<(), Refusal>> {
        let routing = match self.route(network, Some(&network.service_id)) {
            Ok(routing) => routing,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(change) = &mut network.timeline.change {
            let built_at = self.state.built_at(self.now, routing.wait_days);
            change.done_at = change.done_at.max(built_at);
        }
        network.latency_us = routing.latency_us;
        networks::update(self.database, network, self.now)?;
        self.hold(network, routing.holding)?;
        Ok(Ok(()))
    }

    /// Writes a network whose way stays and whose moments changed.
    pub(crate) fn reschedule(&self, network: &Network) -> Result<()> {
        networks::update(self.database, network, self.now)?;
        let id = &network.service_id;
        let mut ledger = self.state.ledger_mut();
        if let Some(standing) = ledger.standing(id).cloned() {
            let until = network.timeline.ends_at();
            let before = ledger.set(id, Some(Standing { until, ..standing }));
            self.undo.note(id, before);
        }
        Ok(())
    }

    fn route(&self, network: &Network, own: Option<&str>) -> std::result::Result<Routing, Refusal> {
        let occupancy = Occupancy {
            ledger: &self.state.ledger_at(self.now),
            own,
            now: self.now,
        };
        self.state
            .backbone()
            .route(&network.demand(), network.sla, &occupancy)
    }

    fn hold(&self, network: &Network, holding: Holding) -> Result<()> {
        let id = &network.service_id;
        keep(self.database, self.state.backbone(), id, &holding)?;
        let standing = Standing {
            holding,
            until: network.timeline.ends_at(),
        };
        let before = self.state.ledger_mut().set(id, Some(standing));
        self.undo.note(id, before);
        Ok(())
    }
}

impl Undo {
    fn note(&self, service_id: &str, standing: Option<Standing>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push(Before {
            service_id: service_id.to_owned(),
            standing,
        });
    }

    /// Puts everything back as it was, because the statements were not kept.
    pub(crate) fn revert(&self, ledger: &mut Ledger) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(before) = noted.pop() {
            ledger.set(&before.service_id, before.standing);
        }
    }
}

/// The ledger of the stored networks. Those of an older file are led over the network now;
/// since they stand, no limit is applied to them.
pub(crate) fn recall(
    database: &Transaction<'_>,
    backbone: &Backbone,
    capacity: Capacity,
    now: DateTime<Utc>,
) -> Result<Ledger> {
    let boundless = Ledger::new(Capacity::Unlimited);
    for mut network in networks::without_a_way(database)? {
        let occupancy = Occupancy {
            ledger: &boundless,
            own: None,
            now,
        };
        let routing = backbone.route(&network.demand(), network.sla, &occupancy);
        if let Ok(routing) = routing {
            network.latency_us = routing.latency_us;
            keep(database, backbone, &network.service_id, &routing.holding)?;
        }
        network.noise = network.drawn_from(backbone);
        networks::set_way(database, &network)?;
    }
    let mut ledger = Ledger::new(capacity);
    let held = holdings::all(database)?;
    for of_one in held.chunk_by(|a, b| a.service_id == b.service_id) {
        let parts = of_one.iter().filter_map(|held| {
            let resource = backbone.resource_named(&held.resource)?;
            Some((resource, held.mbps))
        });
        if let Some(first) = of_one.first() {
            let standing = Standing {
                holding: Holding::of(parts),
                until: first.until,
            };
            ledger.set(&first.service_id, Some(standing));
        }
    }
    Ok(ledger)
}

fn keep(
    database: &Transaction<'_>,
    backbone: &Backbone,
    service_id: &str,
    holding: &Holding,
) -> Result<()> {
    let held = holding
        .iter()
        .map(|(resource, mbps)| (backbone.resource_name(resource), mbps));
    holdings::replace(database, service_id, held)
}
