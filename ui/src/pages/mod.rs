//! The pages, one folder each.

pub(crate) mod activity;
pub(crate) mod demo;
pub(crate) mod design;
pub(crate) mod designs;
mod profile;
pub(crate) mod quotes;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod welcome;
