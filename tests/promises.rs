//! What an operator promised against what came of it: the app without a window at the sandbox operator over real HTTP,
//! both on one clock that is moved by hand.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context as _, Result, anyhow, ensure};
use chrono::TimeDelta;
use contract::{
    AppError, AssessRequest, AssessmentTicket, Empty, OperatorRecord, OrderOutcome,
    OrderPlaceRequest, SessionAttachRequest, SessionDeleteRequest, SessionRequest,
};
use model::{CallLimits, Level, Origin, ServiceId, Session, SessionState};
use operator_sandbox::{ProvisioningDelay, Settings};
use portal_core::Portal;
use portal_tests::{HandClock, NetworkMaker, TwoSites, WatchedSandbox, open_portal, use_operator};

/// What the order is called.
const NAME: &str = "Two sites";

/// An operator that takes so long, and an app that orders there.
struct Stage {
    clock: Arc<HandClock>,
    operator: WatchedSandbox,
    portal: Portal,
    folder: tempfile::TempDir,
}

impl Stage {
    async fn set(delay: ProvisioningDelay) -> Result<Self> {
        let clock = Arc::new(HandClock::new());
        let settings = Settings {
            provisioning_delay: delay,
            ..Settings::default()
        };
        let operator = WatchedSandbox::start_with(Arc::clone(&clock) as _, settings, |all| all)?;
        let folder = tempfile::tempdir()?;
        let portal = open_portal(data(&folder), Arc::clone(&clock) as _, None).await?;
        let stage = Self {
            clock,
            operator,
            portal,
            folder,
        };
        stage.connect().await?;
        Ok(stage)
    }

    async fn connect(&self) -> Result<()> {
        let limits = CallLimits::default();
        use_operator(&self.portal, self.operator.credentials(), true, limits).await
    }

    /// The same after the app was closed and opened again. Without a keyring its secret is entered anew.
    async fn restarted(self) -> Result<Self> {
        self.portal.close().await;
        let portal = open_portal(data(&self.folder), Arc::clone(&self.clock) as _, None).await?;
        let stage = Self { portal, ..self };
        stage.connect().await?;
        Ok(stage)
    }

    /// Orders two sites, and says what was promised.
    async fn order(&self) -> Result<(ServiceId, u32)> {
        let view = TwoSites::draw(&self.portal, NAME, |requirement| requirement).await?;
        let request = AssessRequest {
            design: view.design.id,
            profile: None,
            ticket: AssessmentTicket("order".to_owned()),
        };
        let assessment = self.portal.assess(request).await.map_err(said)?;
        let offer = assessment.offer(Level::A).context("no offer")?;
        let promised = offer.wait.days().context("no promise")?;
        let request = OrderPlaceRequest {
            assessment: assessment.id.clone(),
            level: Level::A,
            name: NAME.to_owned(),
        };
        let placed = self.portal.order_place(request).await.map_err(said)?;
        let OrderOutcome::Accepted { service_id } = placed.outcome else {
            return Err(anyhow!("not accepted: {:?}", placed.outcome));
        };
        Ok((service_id, promised))
    }

    async fn look(&self, id: &ServiceId) -> Result<Session> {
        let request = SessionRequest { id: id.clone() };
        let detail = self.portal.session_refresh(request).await.map_err(said)?;
        Ok(detail.session)
    }

    async fn delete(&self, id: &ServiceId) -> Result<()> {
        let request = SessionDeleteRequest {
            id: id.clone(),
            typed_name: NAME.to_owned(),
        };
        self.portal.session_delete(request).await.map_err(said)?;
        Ok(())
    }

    /// The record of the only operator.
    async fn record(&self) -> Result<Option<OperatorRecord>> {
        let profiles = self.portal.profile_list(Empty {}).await.map_err(said)?;
        let [profile] = profiles.as_slice() else {
            return Err(anyhow!("{} operators", profiles.len()));
        };
        Ok(profile.record)
    }
}

#[tokio::test]
async fn a_promise_that_is_kept_is_on_record_after_a_restart_and_a_deletion() -> Result<()> {
    let stage = Stage::set(ProvisioningDelay::Modelled).await?;
    let (id, promised) = stage.order().await?;
    ensure!(promised >= 1);
    let until_ready = TimeDelta::days(promised.into());
    stage.clock.advance(until_ready - TimeDelta::hours(2));
    assert_eq!(stage.look(&id).await?.state, SessionState::Requested);
    assert_eq!(stage.record().await?, None, "nothing is kept yet");
    stage.clock.advance(TimeDelta::hours(3));
    assert_eq!(stage.look(&id).await?.state, SessionState::Available);
    let kept = OperatorRecord {
        origin: Origin::Simulated,
        orders: 1,
        on_time: 1,
        promised_half_days: Some(2 * promised),
        waited_half_days: Some(2 * promised),
        longest_delay: 0,
        never_ready: 0,
        unclear: 0,
    };
    assert_eq!(stage.record().await?, Some(kept));

    let stage = stage.restarted().await?;
    assert_eq!(stage.record().await?, Some(kept), "it outlives the run");
    stage.delete(&id).await?;
    stage.clock.advance(TimeDelta::days(2));
    assert_eq!(stage.look(&id).await?.state, SessionState::Gone);
    assert_eq!(stage.record().await?, Some(kept), "and the session");

    stage.portal.app_forget(Empty {}).await.map_err(said)?;
    stage.connect().await?;
    assert_eq!(
        stage.record().await?,
        None,
        "and is forgotten with everything"
    );
    Ok(())
}

#[tokio::test]
async fn a_promise_that_is_broken_is_late_by_the_days_that_were_seen() -> Result<()> {
    let days = 20;
    let delay = std::time::Duration::from_secs(u64::from(days) * 24 * 60 * 60);
    let stage = Stage::set(delay.into()).await?;
    let (id, promised) = stage.order().await?;
    // Nobody asks in between: the operator's own word counts.
    stage.clock.advance(TimeDelta::days(30));
    assert_eq!(stage.look(&id).await?.state, SessionState::Available);
    let record = stage.record().await?.context("no record")?;
    assert_eq!((record.orders, record.on_time), (1, 0));
    assert_eq!(record.waited_half_days, Some(2 * days));
    assert_eq!(record.longest_delay, days - promised);
    Ok(())
}

#[tokio::test]
async fn what_was_deleted_before_it_was_ready_is_counted_apart_and_what_was_attached_is_not()
-> Result<()> {
    let stage = Stage::set(ProvisioningDelay::Modelled).await?;
    let maker = NetworkMaker::of(stage.operator.credentials(), Arc::clone(&stage.clock) as _)?;
    let request = SessionAttachRequest {
        profile: None,
        id: ServiceId::new(maker.make(1).await?)?,
        name: String::new(),
    };
    let attached = stage.portal.session_attach(request).await.map_err(said)?;
    let (id, _) = stage.order().await?;
    stage.delete(&id).await?;
    stage.clock.advance(TimeDelta::days(60));
    assert_eq!(stage.look(&id).await?.state, SessionState::Gone);
    let attached = stage.look(&attached.session.service_id).await?;
    assert_eq!(attached.state, SessionState::Available);
    let record = stage.record().await?.context("no record")?;
    assert_eq!((record.orders, record.never_ready), (0, 1));
    assert_eq!(record.waited_half_days, None);
    Ok(())
}

fn data(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("data")
}

fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}
