//! An order of one service for each connection: made one after the other, or taken back as a
//! whole. What has become of it is what the ledger says of its parts.

mod book;
mod drive;
mod order;
mod place;
mod step;

pub(crate) use book::{Groups, stored};
pub(crate) use order::{GroupOrder, GroupPlace, GroupState};

#[cfg(test)]
mod tests;
