//! Places and cloud regions, found offline in data that is part of the app.

mod commands;
mod places;
mod regions;

pub(crate) use places::Gazetteer;
