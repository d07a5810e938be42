//! The ledger's open entries in memory, as the window shows them.

use contract::{OpenOrderKind, OpenOrderState, OpenOrderView};
use model::{AssessmentId, OrderId, ServiceId};

use super::{Certainty, Entry, EntryState, Intent};
use crate::profiles::Roster;

/// Entries whose outcome is open.
#[derive(Debug, Default)]
pub(crate) struct OpenOrders {
    entries: Vec<Entry>,
}

impl OpenOrders {
    /// The stored open entries. What was being sent when the app ended may have arrived.
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        let entries = entries
            .into_iter()
            .map(|mut entry| {
                if entry.certainty() == Some(Certainty::Sending) {
                    entry.state = EntryState::Open {
                        certainty: Certainty::Unknown,
                    };
                }
                entry
            })
            .collect();
        Self { entries }
    }

    /// Takes an entry in, new or changed.
    pub(crate) fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|known| known.id == entry.id) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes an entry out.
    pub(crate) fn remove(&mut self, id: &OrderId) {
        self.entries.retain(|entry| entry.id != *id);
    }

    /// The entry of that identifier.
    pub(crate) fn get(&self, id: &OrderId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Every entry.
    pub(crate) fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether an order out of that assessment is being sent.
    pub(crate) fn is_ordering(&self, assessment: &AssessmentId) -> bool {
        self.sending().any(|entry| match &entry.intent {
            Intent::Create(network) => network.assessment == *assessment,
            Intent::Resize(_) | Intent::Delete { .. } => false,
        })
    }

    /// Whether a change or deletion of that session is being sent.
    pub(crate) fn is_changing(&self, id: &ServiceId) -> bool {
        self.sending().any(|entry| entry.network() == Some(id))
    }

    /// Every open order as the window shows it, newest first.
    pub(crate) fn views(&self, roster: &Roster) -> Vec<OpenOrderView> {
        let mut views: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| view(entry, roster))
            .collect();
        views.sort_by_key(|view| std::cmp::Reverse(view.placed_at));
        views
    }

    /// One open order as the window shows it.
    pub(crate) fn view(&self, id: &OrderId, roster: &Roster) -> Option<OpenOrderView> {
        view(self.get(id)?, roster)
    }

    fn sending(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.certainty() == Some(Certainty::Sending))
    }
}

fn view(entry: &Entry, roster: &Roster) -> Option<OpenOrderView> {
    let honours_idempotency = roster
        .get(&entry.profile)
        .is_some_and(|known| known.profile.honours_idempotency);
    let state = match entry.certainty()? {
        Certainty::Sending => OpenOrderState::Sending,
        Certainty::AcceptedWithoutId => OpenOrderState::AcceptedWithoutId,
        Certainty::Unknown if entry.is_repeatable(honours_idempotency) => {
            OpenOrderState::UnknownRepeatable
        }
        Certainty::Unknown => OpenOrderState::Unknown,
    };
    Some(OpenOrderView {
        order: entry.id.clone(),
        profile: entry.profile.clone(),
        operator: entry.operator.clone(),
        name: entry.name.clone(),
        kind: match entry.intent {
            Intent::Create(_) => OpenOrderKind::Order,
            Intent::Resize(_) => OpenOrderKind::Resize,
            Intent::Delete { .. } => OpenOrderKind::Deletion,
        },
        placed_at: entry.placed_at,
        level: entry.level,
        bandwidth: entry.bandwidth,
        state,
        correlator: entry.correlator.clone(),
    })
}
