//! Orders, resizes and deletions: written to the ledger before they are sent.

mod attempt;
mod entry;
mod open;
mod place;
mod recover;
mod resolve;
mod review;
mod settle;
mod verdict;

pub(crate) use entry::{Certainty, Entry, EntryState, Intent, NewNetwork, Resize};
pub(crate) use open::OpenOrders;
pub(crate) use recover::start as start_recovery;

#[cfg(test)]
mod chaos;
#[cfg(test)]
mod tests;
