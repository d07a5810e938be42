//! An operator with many networks, and a portal that has them all as sessions.

use std::{
    collections::BTreeSet,
    num::NonZeroU32,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use chrono::TimeDelta;
use contract::Empty;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use model::CallLimits;
use operator_sandbox::Limits;
use portal_tests::{HandClock, Headless, NetworkMaker, WatchedSandbox};
use tempfile::TempDir;

use crate::counted::{Asked, Counted};

/// How long something may take that no clock but the computer's decides.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Stage {
    clock: Arc<HandClock>,
    operator: WatchedSandbox,
    counted: Counted,
    app: Headless,
    _folder: TempDir,
}

impl Stage {
    /// An operator without a limit, with so many networks, and a portal whose profile of it says `per_second`.
    pub(crate) async fn set(networks: usize, per_second: u16) -> Result<Self> {
        let clock = Arc::new(HandClock::new());
        let counted = Counted::by(Arc::clone(&clock));
        let kept = counted.clone();
        let operator =
            WatchedSandbox::start_roomy(Arc::clone(&clock) as _, |router| kept.around(router))?;
        let folder = tempfile::tempdir()?;
        let limits = CallLimits::new(6, per_second).context("limits")?;
        let credentials = operator.credentials();
        let app =
            Headless::open(folder.path(), credentials, limits, Arc::clone(&clock) as _).await?;
        let maker = NetworkMaker::of(credentials, Arc::clone(&clock) as _)?;
        let ids: Vec<String> = stream::iter(0..networks)
            .map(|number| maker.make(number))
            .buffered(4)
            .try_collect()
            .await?;
        app.write_inventory(&ids).await?;
        app.import(ids.len() - 1).await?;
        counted.take();
        Ok(Self {
            clock,
            operator,
            counted,
            app,
            _folder: folder,
        })
    }

    /// The operator bears so many requests in a second from here on.
    pub(crate) fn allow(&self, per_second: u32) {
        self.operator.state().set_limits(Limits {
            requests_per_second: NonZeroU32::new(per_second),
            networks: None,
        });
    }

    /// Lets that time pass, step by step, and tells what was asked in it.
    pub(crate) async fn run(&self, span: TimeDelta, step: TimeDelta) -> Result<Vec<Asked>> {
        let end = self.clock.shown() + span;
        while self.clock.shown() < end {
            self.clock.advance(step);
            self.rest().await?;
        }
        Ok(self.counted.take())
    }

    /// Waits until the portal has asked what is due, and has every answer.
    async fn rest(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let portal = self.app.portal();
        loop {
            let list = portal
                .session_list(Empty {})
                .await
                .map_err(|error| anyhow!("{}", error.message))?;
            let is_due = list
                .next_poll_at
                .is_none_or(|next| next <= self.clock.shown());
            if !is_due && portal.questions_under_way().await == 0 {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "the poller does not rest");
            tokio::task::yield_now().await;
        }
    }
}

/// How many networks were asked about and found.
pub(crate) fn networks(asked: &[Asked]) -> usize {
    let found = asked.iter().filter(|call| call.status == 200);
    let networks: BTreeSet<&str> = found.map(|call| call.network.as_str()).collect();
    networks.len()
}

/// The most questions within any second.
pub(crate) fn most_in_a_second(asked: &[Asked]) -> usize {
    asked
        .iter()
        .enumerate()
        .map(|(number, first)| {
            let end = first.at + TimeDelta::seconds(1);
            asked[number..]
                .iter()
                .take_while(|call| call.at < end)
                .count()
        })
        .max()
        .unwrap_or_default()
}
