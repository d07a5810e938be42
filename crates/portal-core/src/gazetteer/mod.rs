//! Places and cloud regions, found offline in data that is part of the app.

mod atlas;
mod commands;
mod places;
mod regions;

pub(crate) use atlas::Atlas;
pub(crate) use places::Gazetteer;
