//! Orders, resizes and deletions: written to the ledger before they are sent.

mod attempt;
mod entry;
mod groups;
mod look;
mod open;
mod place;
mod resolve;
mod review;
mod search;
mod settle;
mod verdict;

pub(crate) use entry::{Certainty, Entry, EntryState, Intent, NewNetwork, Resize};
pub(crate) use groups::{GroupOrder, GroupPlace, Groups, stored as stored_groups};
pub(crate) use look::shows;
pub(crate) use open::{OpenOrders, later};

#[cfg(test)]
mod chaos;
#[cfg(test)]
mod tests;
