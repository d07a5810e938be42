//! Operator profiles: what is stored, what is typed, and which one is in use.

mod commands;
mod connection;
mod destination;
mod file;
mod form;
mod keys;
mod options;
mod permission;
mod profile;
mod record;
mod roster;
mod sandbox;
mod test_connection;

pub(crate) use destination::{Destination, Whereabouts};
pub(crate) use keys::NewKeys;
pub(crate) use profile::{Address, Profile};
pub(crate) use roster::{Roster, Way};
pub(crate) use test_connection::{NoTokens, Typed};

#[cfg(test)]
mod tests;
