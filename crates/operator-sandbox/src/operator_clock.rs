//! The clock of an operator that is running: read by all, moved and set by hand.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Mutex, watch};

use crate::{
    SandboxState, StorageError,
    clock::{Clock, ClockMode, LAST_MOMENT},
    storage::clock_anchor,
};

/// A clock that can be exchanged, and stepped whatever it is.
#[derive(Debug)]
pub(crate) struct OperatorClock {
    setting: watch::Sender<Setting>,
    /// Held while the setting is changed here and in the database.
    changing: Mutex<()>,
}

#[derive(Clone, Debug)]
struct Setting {
    /// `None` for a clock that the operator was given.
    mode: Option<ClockMode>,
    clock: Arc<dyn Clock>,
    /// How far it was stepped.
    ahead: TimeDelta,
}

/// What an operator's clock shows, and how it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// The present moment.
    pub now: DateTime<Utc>,
    /// `None` for a clock of the caller's own.
    pub mode: Option<ClockMode>,
}

/// The clock cannot show the system's time again: what has happened would lie in the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The clock is ahead of the system's. Let it run on from where it is with x1.")]
pub struct ClockAhead;

/// Why a clock was not set or stepped.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// It would be turned back.
    #[error(transparent)]
    Ahead(#[from] ClockAhead),
    /// It would go past the year 9999.
    #[error("The clock ends with the year 9999.")]
    BeyondCalendar,
    /// It cannot be kept.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl OperatorClock {
    pub(crate) fn new(mode: Option<ClockMode>, clock: Arc<dyn Clock>) -> Self {
        let setting = Setting {
            mode,
            clock,
            ahead: TimeDelta::zero(),
        };
        Self {
            setting: watch::Sender::new(setting),
            changing: Mutex::default(),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.setting.borrow().now()
    }

    /// Waits until it shows `moment` or later, whether it runs there or is set.
    pub(crate) async fn until(&self, moment: DateTime<Utc>) {
        let mut settings = self.setting.subscribe();
        loop {
            let Setting { clock, ahead, .. } = settings.borrow_and_update().clone();
            let moment = moment.checked_sub_signed(ahead);
            tokio::select! {
                () = clock.until(moment.unwrap_or(DateTime::<Utc>::MIN_UTC)) => return,
                // Its sender is this clock, which is borrowed.
                _ = settings.changed() => {}
            }
        }
    }

    fn setting(&self) -> Setting {
        self.setting.borrow().clone()
    }

    fn set(&self, setting: Setting) {
        self.setting.send_replace(setting);
    }
}

impl Setting {
    fn now(&self) -> DateTime<Utc> {
        let now = self.clock.now();
        now.checked_add_signed(self.ahead)
            .map_or(LAST_MOMENT, |now| now.min(LAST_MOMENT))
    }
}

impl SandboxState {
    /// What the operator's clock shows, and how it runs.
    #[must_use]
    pub fn clock_reading(&self) -> ClockReading {
        let setting = self.clock().setting();
        ClockReading {
            now: setting.now(),
            mode: setting.mode,
        }
    }

    /// Moves the clock forward, however it runs; one that showed the system's time runs on at
    /// its pace. It is kept, as with [`Self::set_clock`].
    ///
    /// # Errors
    /// [`ClockError`] where it would leave the calendar and so stays where it is, or cannot be
    /// kept.
    pub async fn step_clock(&self, by: Duration) -> Result<(), ClockError> {
        let clock = self.clock();
        let _changing = clock.changing.lock().await;
        let mut setting = clock.setting();
        let by = TimeDelta::from_std(by).unwrap_or(TimeDelta::MAX);
        let ahead = setting.ahead.checked_add(&by);
        let stepped = ahead.and_then(|ahead| setting.clock.now().checked_add_signed(ahead));
        let stepped = stepped.filter(|stepped| *stepped <= LAST_MOMENT);
        let (Some(ahead), Some(_)) = (ahead, stepped) else {
            return Err(ClockError::BeyondCalendar);
        };
        setting.ahead = ahead;
        if setting.mode == Some(ClockMode::Real) {
            setting.mode = Some(ClockMode::Times(1));
        }
        if let Some(mode) = setting.mode {
            let (shown, system) = (setting.now(), Utc::now());
            self.keep_clock(mode, shown, system).await?;
        }
        clock.set(setting);
        Ok(())
    }

    /// Lets the clock run in another way, from the moment it shows. A restart with a clock
    /// that is not the system's goes on from there.
    ///
    /// # Errors
    /// [`ClockError`] where it would be turned back, or cannot be kept.
    pub async fn set_clock(&self, mode: ClockMode) -> Result<(), ClockError> {
        let clock = self.clock();
        let _changing = clock.changing.lock().await;
        let (shown, system) = (clock.now(), Utc::now());
        if mode == ClockMode::Real && shown > system {
            return Err(ClockAhead.into());
        }
        self.keep_clock(mode, shown, system).await?;
        clock.set(Setting {
            mode: Some(mode),
            clock: mode.starting(shown, system),
            ahead: TimeDelta::zero(),
        });
        Ok(())
    }

    async fn keep_clock(
        &self,
        mode: ClockMode,
        shown: DateTime<Utc>,
        system: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        let keep = move |database: &rusqlite::Transaction<'_>| match mode {
            ClockMode::Real => clock_anchor::clear(database),
            ClockMode::Manual | ClockMode::Times(_) => {
                clock_anchor::put(database, shown, system, mode.factor())
            }
        };
        self.storage().write(keep).await
    }
}
