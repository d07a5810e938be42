//! The handle to the core, the owner of its state, and how it is opened and closed.

mod app;
mod commands;
mod core;
mod exports;
mod folder_lock;
mod imports;
mod open;
mod outbox;
mod owner;
mod settings;
mod state;

use std::{fmt, sync::Arc};

pub(crate) use self::{
    core::Core,
    folder_lock::FolderLock,
    outbox::Outbox,
    owner::Owner,
    settings::{ACTIVE_PROFILE, LAST_DESIGN, Settings},
    state::{Frame, State},
};

/// The core. Cheap to clone; every clone is the same portal.
#[derive(Clone)]
pub struct Portal {
    pub(crate) core: Arc<Core>,
}

impl fmt::Debug for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
