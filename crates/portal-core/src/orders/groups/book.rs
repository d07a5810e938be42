//! The orders of several services in memory: which of them can go on, and when.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::{OpenOrderKind, OpenOrderState, OpenOrderView, OrderProgress};
use model::{AssessmentId, OrderId, ProfileId};
use rusqlite::Connection;

use super::{
    GroupOrder,
    step::{Parts, progress},
};
use crate::{
    StorageError,
    orders::{Entry, open::later},
    profiles::Roster,
    storage,
};

/// Waits before what could not be sent is sent again. After the last of them an order counts
/// as refused; what is taken back is tried on.
const WAITS: [Duration; 4] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(60),
];

/// The orders of several services that are not done with.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    group: GroupOrder,
    progress: OrderProgress,
    is_running: bool,
    /// When it can go on; absent while nothing has changed since it stopped.
    next_at: Option<DateTime<Utc>>,
    /// The entry that could not be sent last, and how often in a row.
    postponed: Option<(OrderId, usize)>,
}

/// Every stored one that is not done with, and how far it has come, oldest first. One of which a part is missing is
/// left where it is: nobody can say what comes next of it, and the app is needed for all others.
///
/// # Errors
/// Storage failures.
pub(crate) fn stored(db: &Connection) -> Result<Vec<(GroupOrder, OrderProgress)>, StorageError> {
    let mut groups = Vec::new();
    for group in storage::groups::open(db)? {
        match Parts::read(db, &group) {
            Ok(parts) => {
                let come = progress(&group, &parts);
                groups.push((group, come));
            }
            Err(error) => {
                tracing::error!(%error, order = %group.id, "parts of an order cannot be read");
            }
        }
    }
    Ok(groups)
}

impl Groups {
    /// The stored ones, and how far each has come; each may be able to go on.
    pub(crate) fn new(groups: Vec<(GroupOrder, OrderProgress)>, now: DateTime<Utc>) -> Self {
        let rows = groups.into_iter().map(|(group, progress)| Row {
            next_at: Some(now),
            progress,
            ..Row::new(group)
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// Takes one in that is being made from here on.
    pub(crate) fn begin(&mut self, group: GroupOrder) {
        self.rows.push(Row {
            is_running: true,
            ..Row::new(group)
        });
    }

    /// Notes what was decided of one.
    pub(crate) fn replace(&mut self, group: GroupOrder) {
        if let Some(row) = self.row_mut(&group.id) {
            row.group = group;
        }
    }

    /// Notes how far one has come.
    pub(crate) fn note(&mut self, id: &OrderId, progress: OrderProgress) {
        if let Some(row) = self.row_mut(id) {
            row.progress = progress;
        }
    }

    /// Notes that one of its entries is closed, so that it may go on.
    pub(crate) fn wake(&mut self, id: &OrderId, now: DateTime<Utc>) {
        if let Some(row) = self.row_mut(id) {
            row.next_at = Some(now);
        }
    }

    /// Notes that it does not go on for now.
    pub(crate) fn stopped(&mut self, id: &OrderId) {
        if let Some(row) = self.row_mut(id) {
            row.is_running = false;
        }
    }

    /// Notes that an entry could not be sent, and for how long the operator asked to be left
    /// alone. Whether it is tried again, after a while.
    pub(super) fn postpone(&mut self, entry: &Entry, asked: Duration, now: DateTime<Utc>) -> bool {
        let place = entry.group.as_ref();
        let Some(row) = place.and_then(|place| self.row_mut(&place.order)) else {
            return false;
        };
        let times = match &row.postponed {
            Some((id, times)) if *id == entry.id => *times,
            Some(_) | None => 0,
        };
        let last = WAITS.last().filter(|_| entry.is_taking_back());
        let Some(wait) = WAITS.get(times).or(last) else {
            return false;
        };
        row.postponed = Some((entry.id.clone(), times + 1));
        row.next_at = Some(later(now, asked.max(*wait)));
        true
    }

    /// Notes that one goes on at that moment. Whether it is there.
    pub(crate) fn put_off(&mut self, id: &OrderId, until: DateTime<Utc>) -> bool {
        let row = self.row_mut(id);
        row.is_some_and(|row| {
            row.next_at = Some(until);
            true
        })
    }

    /// Lets every one go on that stands, where it can.
    pub(crate) fn wake_all(&mut self, now: DateTime<Utc>) {
        for row in &mut self.rows {
            row.next_at = Some(row.next_at.map_or(now, |next| next.min(now)));
        }
    }

    /// Takes one out.
    pub(crate) fn remove(&mut self, id: &OrderId) {
        self.rows.retain(|row| row.group.id != *id);
    }

    /// The one of that identifier.
    pub(crate) fn get(&self, id: &OrderId) -> Option<&GroupOrder> {
        self.rows
            .iter()
            .map(|row| &row.group)
            .find(|group| group.id == *id)
    }

    /// Whether there is one out of that assessment.
    pub(super) fn has_order_of(&self, assessment: &AssessmentId) -> bool {
        self.rows
            .iter()
            .any(|row| row.group.assessment == *assessment)
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Those that may be able to go on at `now`, where their operator `may` be asked; each counts as running until
    /// [`Self::stopped`].
    pub(crate) fn take_due(
        &mut self,
        now: DateTime<Utc>,
        may_ask: impl Fn(&ProfileId) -> bool,
    ) -> Vec<OrderId> {
        let due = self.rows.iter_mut().filter(|row| {
            row.next_at.is_some_and(|next| next <= now)
                && !row.is_running
                && may_ask(&row.group.profile)
        });
        due.map(|row| {
            row.is_running = true;
            row.next_at = None;
            row.group.id.clone()
        })
        .collect()
    }

    /// When the next can go on.
    pub(crate) fn next_at(&self, may_ask: impl Fn(&ProfileId) -> bool) -> Option<DateTime<Utc>> {
        self.rows
            .iter()
            .filter(|row| !row.is_running && may_ask(&row.group.profile))
            .filter_map(|row| row.next_at)
            .min()
    }

    /// Each as the window shows it.
    pub(crate) fn views(&self, roster: &Roster) -> impl Iterator<Item = OpenOrderView> {
        self.rows.iter().map(|row| row.view(roster))
    }

    /// One as the window shows it.
    pub(crate) fn view(&self, id: &OrderId, roster: &Roster) -> Option<OpenOrderView> {
        self.rows
            .iter()
            .find(|row| row.group.id == *id)
            .map(|row| row.view(roster))
    }

    fn row_mut(&mut self, id: &OrderId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.group.id == *id)
    }
}

impl Row {
    fn new(group: GroupOrder) -> Self {
        Self {
            progress: OrderProgress {
                of: u16::try_from(group.orders.len()).unwrap_or(u16::MAX),
                ..OrderProgress::default()
            },
            group,
            is_running: false,
            next_at: None,
            postponed: None,
        }
    }

    fn view(&self, roster: &Roster) -> OpenOrderView {
        let group = &self.group;
        let is_elsewhere = roster.leads_elsewhere(&group.profile, group.destination.as_ref());
        let is_going_on = self.is_running || self.next_at.is_some();
        OpenOrderView {
            order: group.id.clone(),
            profile: group.profile.clone(),
            operator: group.operator.clone(),
            name: group.name.clone(),
            kind: OpenOrderKind::Order,
            placed_at: group.placed_at,
            level: Some(group.level),
            bandwidth: Some(group.bandwidth),
            state: match (is_elsewhere, is_going_on) {
                (true, _) => OpenOrderState::Elsewhere,
                (false, true) => OpenOrderState::Sending,
                (false, false) => OpenOrderState::Stopped,
            },
            correlator: None,
            look: None,
            progress: Some(self.progress),
            error: group.refusal().cloned(),
        }
    }
}
