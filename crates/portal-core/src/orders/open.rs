//! The ledger's open entries in memory: as the window shows them, and when to look for each.

use std::{collections::HashMap, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use contract::{OpenOrderKind, OpenOrderState, OpenOrderView, OrderLook};
use model::{AssessmentId, OrderId, ProfileId, ServiceId};

use super::{Certainty, Entry, EntryState, Intent};
use crate::profiles::Roster;

/// Waits before each look at the operator; the last one goes on for about an hour.
const WAITS: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(60),
    Duration::from_secs(300),
];
/// After so many answers that tell nothing new the person decides, or the next start looks again.
const MOST_LOOKS: usize = 16;

/// Entries whose outcome is open.
#[derive(Debug, Default)]
pub(crate) struct OpenOrders {
    entries: Vec<Entry>,
    looks: HashMap<OrderId, Looks>,
}

/// An entry to look for at the operator.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    /// The entry.
    pub(crate) entry: Entry,
    /// Whether it was open when the app started, so that nobody waits for it.
    pub(crate) from_before: bool,
}

#[derive(Debug, Default)]
struct Looks {
    next_at: Option<DateTime<Utc>>,
    /// How often it was begun.
    count: usize,
    /// How often the operator answered.
    answered: usize,
    from_before: bool,
    is_looking: bool,
    last: Option<OrderLook>,
}

impl OpenOrders {
    /// The stored open entries. What was being sent when the app ended may have arrived.
    pub(crate) fn new(entries: Vec<Entry>, now: DateTime<Utc>) -> Self {
        let mut open = Self::default();
        for mut entry in entries {
            if entry.certainty() == Some(Certainty::Sending) {
                entry.state = EntryState::Open {
                    certainty: Certainty::Unknown,
                };
            }
            let looks = Looks {
                next_at: entry.can_be_looked_for().then_some(now),
                from_before: true,
                ..Looks::default()
            };
            open.looks.insert(entry.id.clone(), looks);
            open.entries.push(entry);
        }
        open
    }

    /// Takes an entry in, new or changed, and plans a look for it where its outcome is open.
    pub(crate) fn put(&mut self, entry: Entry, now: DateTime<Utc>) {
        let looks = self.looks.entry(entry.id.clone()).or_default();
        looks.next_at = entry
            .can_be_looked_for()
            .then(|| later(now, wait(looks.count)));
        match self.entries.iter_mut().find(|known| known.id == entry.id) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes an entry out.
    pub(crate) fn remove(&mut self, id: &OrderId) {
        self.entries.retain(|entry| entry.id != *id);
        self.looks.remove(id);
    }

    /// The entry of that identifier.
    pub(crate) fn get(&self, id: &OrderId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Every entry.
    pub(crate) fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The open order out of that assessment.
    pub(crate) fn order_of(&self, assessment: &AssessmentId) -> Option<&Entry> {
        self.entries.iter().find(|entry| match &entry.intent {
            Intent::Create(network) => network.assessment == *assessment,
            Intent::Resize(_) | Intent::Delete { .. } => false,
        })
    }

    /// The open changes and deletions of that session.
    pub(crate) fn changes_of(&self, id: &ServiceId) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.network() == Some(id))
    }

    /// The entries to look for at `now`; each counts as being looked for until
    /// [`Self::looked`].
    pub(crate) fn take_due(
        &mut self,
        now: DateTime<Utc>,
        may_ask: impl Fn(&ProfileId) -> bool,
    ) -> Vec<Due> {
        let mut due = Vec::new();
        for entry in &self.entries {
            let Some(looks) = self.looks.get_mut(&entry.id) else {
                continue;
            };
            let is_due = !looks.is_looking && looks.next_at.is_some_and(|next| next <= now);
            if !is_due || !entry.can_be_looked_for() || !may_ask(&entry.profile) {
                continue;
            }
            looks.is_looking = true;
            looks.next_at = Some(later(now, wait(looks.count)));
            looks.count += 1;
            due.push(Due {
                entry: entry.clone(),
                from_before: looks.from_before,
            });
        }
        due
    }

    /// Plans a look for every entry whose outcome is not known.
    pub(crate) fn look_now(&mut self, now: DateTime<Utc>) {
        for entry in self
            .entries
            .iter()
            .filter(|entry| entry.can_be_looked_for())
        {
            let looks = self.looks.entry(entry.id.clone()).or_default();
            (looks.next_at, looks.count) = (Some(now), 0);
        }
    }

    /// Notes that a look has ended, and what it found; nothing where the operator did not
    /// answer. Where there is nothing to look in, it is not looked for again.
    pub(crate) fn looked(&mut self, id: &OrderId, found: Option<OrderLook>, is_last: bool) {
        let Some(looks) = self.looks.get_mut(id) else {
            return;
        };
        looks.is_looking = false;
        if found.is_some() {
            looks.answered += 1;
            looks.last = found;
        }
        if is_last || looks.answered >= MOST_LOOKS {
            looks.next_at = None;
        }
    }

    /// When the next look is due.
    pub(crate) fn next_at(&self, may_ask: impl Fn(&ProfileId) -> bool) -> Option<DateTime<Utc>> {
        self.entries
            .iter()
            .filter(|entry| entry.can_be_looked_for() && may_ask(&entry.profile))
            .filter_map(|entry| self.looks.get(&entry.id))
            .filter(|looks| !looks.is_looking)
            .filter_map(|looks| looks.next_at)
            .min()
    }

    /// Each open order as the window shows it.
    pub(crate) fn views(
        &self,
        roster: &Roster,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = OpenOrderView> {
        self.entries
            .iter()
            .filter_map(move |entry| self.view_of(entry, roster, now))
    }

    /// One open order as the window shows it.
    pub(crate) fn view(
        &self,
        id: &OrderId,
        roster: &Roster,
        now: DateTime<Utc>,
    ) -> Option<OpenOrderView> {
        self.view_of(self.get(id)?, roster, now)
    }

    fn view_of(&self, entry: &Entry, roster: &Roster, now: DateTime<Utc>) -> Option<OpenOrderView> {
        let honours_idempotency = roster
            .get(&entry.profile)
            .is_some_and(|known| known.profile.honours_idempotency);
        let is_elsewhere = roster.leads_elsewhere(&entry.profile, entry.destination.as_ref());
        let state = match entry.certainty()? {
            // The order it is a part of shows it.
            Certainty::Planned => return None,
            Certainty::Sending if entry.group.is_some() => return None,
            Certainty::Sending => OpenOrderState::Sending,
            _ if is_elsewhere => OpenOrderState::Elsewhere,
            Certainty::AcceptedWithoutId => OpenOrderState::AcceptedWithoutId,
            Certainty::Unknown if entry.is_repeatable(honours_idempotency, now) => {
                OpenOrderState::UnknownRepeatable
            }
            Certainty::Unknown => OpenOrderState::Unknown,
        };
        let asks = !matches!(entry.intent, Intent::Delete { .. });
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
            level: asks.then_some(entry.level),
            bandwidth: asks.then_some(entry.bandwidth),
            state,
            correlator: entry.correlator.clone(),
            look: self
                .looks
                .get(&entry.id)
                .and_then(|looks| looks.last.clone()),
            progress: None,
            error: None,
        })
    }
}

fn wait(count: usize) -> Duration {
    WAITS[count.min(WAITS.len() - 1)]
}

/// That moment after a wait.
pub(crate) fn later(now: DateTime<Utc>, wait: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(wait)
        .ok()
        .and_then(|wait| now.checked_add_signed(wait))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
