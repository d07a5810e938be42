//! The data folder's database: one writer thread, read-only connections for queries.

pub(crate) mod activity;
mod database;
pub(crate) mod designs;
pub(crate) mod groups;
mod json;
pub(crate) mod ledger;
pub(crate) mod notices;
pub(crate) mod profiles;
pub(crate) mod quotes;
pub(crate) mod receiver;
pub(crate) mod schema;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod tapes;

pub(crate) use database::Storage;
pub use database::StorageError;
