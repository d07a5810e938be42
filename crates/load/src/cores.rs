//! One core for the server and another for the load, so that neither takes time from the other.

use std::fmt;

use anyhow::Result;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Which core is whose.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cores {
    /// The server has one, the load another.
    Apart { server: usize, load: usize },
    /// This process may use one core only, and so both use it.
    Shared,
}

impl Cores {
    /// The first two cores that this process may use.
    ///
    /// # Errors
    /// If the system does not say which.
    pub(crate) fn choose() -> Result<Self> {
        let allowed = sched_getaffinity(None)?;
        let mut cores = (0..CpuSet::MAX_CPU).filter(|core| allowed.is_set(*core));
        Ok(match (cores.next(), cores.next()) {
            (Some(server), Some(load)) => Self::Apart { server, load },
            _ => Self::Shared,
        })
    }

    /// Starts something on the server's core, where it stays with all its threads, and goes on on the load's.
    ///
    /// # Errors
    /// Those of `start`, or if the system does not let this process choose.
    pub(crate) fn on_the_servers<T>(self, start: impl FnOnce() -> Result<T>) -> Result<T> {
        let Self::Apart { server, load } = self else {
            return start();
        };
        stay_on(server)?;
        let started = start();
        stay_on(load)?;
        started
    }
}

fn stay_on(core: usize) -> Result<()> {
    let mut only = CpuSet::new();
    only.set(core);
    Ok(sched_setaffinity(None, &only)?)
}

impl fmt::Display for Cores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apart { server, load } => {
                write!(f, "servers on core {server}, load from core {load}")
            }
            Self::Shared => f.write_str("servers and load share the only core: no fair figures"),
        }
    }
}
