//! What comes next of an order of several services, by what the ledger says of its parts.

use chrono::{DateTime, Utc};
use contract::{AppError, ErrorCode, OrderProgress};
use model::ServiceId;
use rusqlite::Connection;

use super::{GroupOrder, GroupState, drive::sentence, order::End};
use crate::{
    StorageError,
    orders::{Certainty, Entry, EntryState},
    storage,
};

/// What the ledger has of a group.
#[derive(Debug)]
pub(super) struct Parts {
    /// An entry for each service, in the order of the design.
    pub(super) orders: Vec<Entry>,
    /// An entry for each service that is taken back.
    pub(super) deletions: Vec<Entry>,
}

impl Parts {
    /// Reads them.
    ///
    /// # Errors
    /// Storage failures.
    pub(super) fn read(db: &Connection, group: &GroupOrder) -> Result<Self, StorageError> {
        Ok(Self {
            orders: storage::ledger::entries(db, &group.orders)?,
            deletions: storage::ledger::entries(db, group.deletions())?,
        })
    }

    /// The services that were made, and whether each is left, as it was not deleted.
    pub(super) fn made(&self) -> impl Iterator<Item = (&ServiceId, bool)> {
        let deleted: Vec<_> = self.deletions.iter().filter_map(service).collect();
        let made = self.orders.iter().filter_map(service);
        made.map(move |id| (id, !deleted.contains(&id)))
    }

    /// The entries of which nothing was sent.
    pub(super) fn never_sent(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.orders.iter().chain(&self.deletions);
        entries.filter(|entry| entry.certainty() == Some(Certainty::Planned))
    }
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Send that entry, of which nothing was sent so far.
    Send(Box<Entry>),
    /// Delete those that were made, because one was not.
    TakeBack(AppError, Vec<Entry>),
    /// Nothing, until what became of an entry is known.
    Wait,
    /// Nothing more.
    End(End),
}

/// What comes next of `group` with its `parts`.
pub(super) fn next(group: &GroupOrder, parts: &Parts, now: DateTime<Utc>) -> Step {
    match &group.state {
        GroupState::Making => making(parts, now),
        GroupState::TakingBack { error, .. } => taking_back(error, parts, now),
        GroupState::Made | GroupState::TakenBack { .. } | GroupState::Incomplete { .. } => {
            Step::Wait
        }
    }
}

/// How far it has come.
pub(super) fn progress(group: &GroupOrder, parts: &Parts) -> OrderProgress {
    let Parts { orders, deletions } = parts;
    let accepted = |entries: &[Entry]| count(entries.iter().filter_map(service).count());
    let refused = orders.iter().position(|entry| refusal(entry).is_some());
    OrderProgress {
        of: count(orders.len()),
        made: accepted(orders),
        refused: refused
            .filter(|_| group.state != GroupState::Making)
            .map(|position| count(position + 1)),
        taken_back: accepted(deletions),
    }
}

fn making(parts: &Parts, now: DateTime<Utc>) -> Step {
    let orders = &parts.orders;
    let mut made = Vec::new();
    for (number, entry) in (1_usize..).zip(orders) {
        if let Some(error) = refusal(entry) {
            let of = orders.len();
            let which = format!("Connection {number} of {of}");
            // Some errors are told by their code alone.
            let message = match error.message.as_str() {
                "" => which,
                message => format!("{which}: {message}"),
            };
            return give_up(AppError { message, ..error }, made);
        }
        match entry.state {
            EntryState::Accepted { .. } => made.push(entry.clone()),
            EntryState::Open {
                certainty: Certainty::Planned,
            } if entry.is_fresh(now) => return Step::Send(Box::new(entry.clone())),
            EntryState::Open {
                certainty: Certainty::Planned,
            } => return end(too_old(), parts),
            EntryState::Open { .. } | EntryState::Refused { .. } | EntryState::Dismissed => {
                return Step::Wait;
            }
        }
    }
    match made.first().and_then(service) {
        Some(first) => Step::End(End::Made(first.clone())),
        None => Step::Wait,
    }
}

fn taking_back(error: &AppError, parts: &Parts, now: DateTime<Utc>) -> Step {
    let deletions = &parts.deletions;
    let is_planned = |entry: &&Entry| entry.certainty() == Some(Certainty::Planned);
    // One that cannot be deleted keeps no other.
    let planned = deletions.iter().filter(is_planned);
    if let Some(entry) = planned.clone().find(|entry| entry.is_fresh(now)) {
        return Step::Send(Box::new(entry.clone()));
    }
    let is_open = |entry: &Entry| entry.certainty().is_some() && !is_planned(&entry);
    if deletions.iter().any(is_open) {
        return Step::Wait;
    }
    match end(error.clone(), parts) {
        Step::End(End::TakenBack(error)) => Step::End(End::TakenBack(AppError {
            message: format!(
                "{} The connections before it were taken back.",
                sentence(&error.message)
            ),
            ..error
        })),
        step @ (Step::Send(_) | Step::TakeBack(..) | Step::Wait | Step::End(_)) => step,
    }
}

fn give_up(error: AppError, made: Vec<Entry>) -> Step {
    if made.is_empty() {
        Step::End(End::TakenBack(error))
    } else {
        Step::TakeBack(error, made)
    }
}

fn end(error: AppError, parts: &Parts) -> Step {
    let is_any_left = parts.made().any(|(_, is_left)| is_left);
    Step::End(if is_any_left {
        End::Incomplete(error)
    } else {
        End::TakenBack(error)
    })
}

/// Why the operator does not have what the entry orders, where that is certain.
fn refusal(entry: &Entry) -> Option<AppError> {
    match &entry.state {
        EntryState::Refused { error } => Some(error.clone()),
        EntryState::Dismissed => Some(AppError {
            code: ErrorCode::NotPossible,
            message: "The operator does not have it.".to_owned(),
            retryable: false,
            correlator: entry.correlator.clone(),
        }),
        EntryState::Open { .. } | EntryState::Accepted { .. } => None,
    }
}

/// What a person wanted a day ago is not done unasked.
fn too_old() -> AppError {
    AppError {
        code: ErrorCode::Cancelled,
        message: "The rest was not ordered: the order is more than a day old.".to_owned(),
        retryable: false,
        correlator: None,
    }
}

const fn service(entry: &Entry) -> Option<&ServiceId> {
    match &entry.state {
        EntryState::Accepted { service_id } => Some(service_id),
        EntryState::Open { .. } | EntryState::Refused { .. } | EntryState::Dismissed => None,
    }
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
