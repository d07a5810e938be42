//! One who orders, changes and deletes networks, and remembers what was answered.

use std::{io, sync::mpsc::Sender};

use super::{Stored, line::Line, network::Network, tally::Tally};

/// A customer and all that they ever ordered.
pub(super) struct Customer {
    number: u32,
    moments: fastrand::Rng,
    networks: Vec<Network>,
}

impl Customer {
    pub(super) fn new(number: u32, moments: fastrand::Rng) -> Self {
        Self {
            number,
            moments,
            networks: Vec::new(),
        }
    }

    /// Whether they ordered a network of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.networks.iter().any(|network| network.name() == name)
    }

    /// Orders, changes and deletes, and tells of each answer, until one does not come.
    pub(super) fn write_until_cut_off(&mut self, line: Line<'_>, told: &Sender<()>) {
        while self.write(line).is_ok() {
            // Nobody listens once there were enough.
            let _ = told.send(());
        }
    }

    fn write(&mut self, line: Line<'_>) -> io::Result<()> {
        let bandwidth = self.moments.u32(1..1_000);
        let kind = self.moments.u8(..8);
        let mut there: Vec<_> = self
            .networks
            .iter_mut()
            .filter(|network| network.is_there())
            .collect();
        if there.is_empty() || kind >= 5 {
            let name = format!("network_{}_{}", self.number, self.networks.len());
            let has_key = self.moments.bool();
            let network = Network::new(name, has_key, bandwidth);
            return self.networks.push_mut(network).order(line);
        }
        let chosen = self.moments.usize(..there.len());
        if kind < 3 {
            there[chosen].change(line, bandwidth)
        } else {
            there[chosen].delete(line)
        }
    }

    /// Compares what was written since the last start with what there is, and clears up what was cut off.
    pub(super) fn look(&mut self, line: Line<'_>, stored: &Stored, tally: &mut Tally) {
        for network in self
            .networks
            .iter_mut()
            .filter(|network| !network.is_settled())
        {
            network.settle(line, stored, tally);
        }
    }

    /// Compares all that was ever answered with what there is.
    pub(super) fn look_for_all(&self, line: Line<'_>, tally: &mut Tally) {
        for network in &self.networks {
            network.look(line);
            network.count(tally);
        }
    }
}
