//! Sessions: what has become of what was ordered, watched, resized and deleted.

mod attach;
mod commands;
mod delete;
mod delivery;
mod drift;
mod fee;
mod inventory;
mod keep;
mod observe;
mod pace;
mod plan;
mod poller;
mod remaining;
mod resize;
mod resize_quote;
mod watched;

pub(crate) use delivery::{Delivery, Outcome};
pub(crate) use keep::entries;
pub(crate) use observe::{Sighting, observe};
pub(crate) use plan::{Sessions, Setback};
pub(crate) use poller::start as start_poller;
pub(crate) use watched::Watched;

#[cfg(test)]
mod tests;
