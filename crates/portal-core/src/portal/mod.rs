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
    commands::report,
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

impl Portal {
    /// How many sessions the poller waits for an answer about; none once the portal has closed.
    pub async fn questions_under_way(&self) -> usize {
        let asked = self.core.owner.turn(|state| state.sessions.asked_about());
        asked.await.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
