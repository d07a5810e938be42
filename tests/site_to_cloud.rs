//! The app without a window at the sandbox operator's Site-to-Cloud VPN: a design of several connections is one order.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, Result, anyhow, ensure};
use chrono::TimeDelta;
use contract::{
    AppError, AssessRequest, AssessmentTicket, DesignEditRequest, Empty, OrderOutcome,
    OrderPlaceRequest, ProfileForm, ProfileOptions, ProfileRequest, ProfileTestRequest,
    ResizeRequest, SessionDeleteRequest, SessionRequest, StepState,
};
use model::{
    Assessment, Connection, ConnectionId, Coordinates, Dialect, Edit, EndpointId, EndpointKind,
    Feasibility, FeePeriod, Level, Mbps, Session, SessionState, Term, TermUnit,
};
use operator_sandbox::{FaultPlan, SITE_TO_CLOUD_PATH, Settings};
use portal_core::Portal;
use portal_tests::{HandClock, TwoSites, WatchedSandbox, open_portal, profile_form};

/// What the order is called.
const NAME: &str = "Three sites";

/// An app that has a sandbox operator's Site-to-Cloud VPN in use, both on one clock.
struct Stage {
    clock: Arc<HandClock>,
    portal: Portal,
    _operator: WatchedSandbox,
    _folder: tempfile::TempDir,
}

impl Stage {
    async fn set(faults: Option<&str>) -> Result<Self> {
        let clock = Arc::new(HandClock::new());
        let settings = Settings {
            fault_plan: faults
                .map(|plan| FaultPlan::parse(plan.as_bytes()))
                .transpose()?,
            ..Settings::default()
        };
        let operator = WatchedSandbox::start_with(Arc::clone(&clock) as _, settings, |all| all)?;
        let folder = tempfile::tempdir()?;
        let data = Path::new(folder.path()).join("data");
        let portal = open_portal(data, Arc::clone(&clock) as _, None).await?;
        let form = ProfileForm {
            base_path: SITE_TO_CLOUD_PATH.to_owned(),
            options: ProfileOptions {
                dialect: Dialect::SiteToCloud,
                currency: "EUR".to_owned(),
                ..ProfileOptions::default()
            },
            ..profile_form(operator.credentials())
        };
        let tested = portal
            .profile_test(ProfileTestRequest {
                ticket: AssessmentTicket("test".to_owned()),
                form: form.clone(),
            })
            .await
            .map_err(said)?;
        ensure!(
            tested
                .steps
                .iter()
                .all(|step| matches!(step.state, StepState::Ok | StepState::Skipped)),
            "{tested:?}"
        );
        let id = portal.profile_save(form).await.map_err(said)?.id;
        let used = portal.profile_use(ProfileRequest { id }).await;
        ensure!(used.map_err(said)?.not_granted.is_empty());
        Ok(Self {
            clock,
            portal,
            _operator: operator,
            _folder: folder,
        })
    }

    /// Draws three sites in a row, each connected with the first, and asks about them.
    async fn assess(&self) -> Result<Assessment> {
        let view = TwoSites::draw(&self.portal, NAME, |requirement| model::Requirement {
            bandwidth: Mbps::new(100).unwrap_or(Mbps::MIN),
            term: Term::new(12, TermUnit::Months).ok(),
            ..requirement
        })
        .await?;
        let [_, frankfurt] = TwoSites::new()?.endpoints;
        let mut revision = view.revision;
        for (number, latitude) in [(2, 48.1), (3, 45.8)] {
            let mut site = frankfurt.clone();
            site.id = EndpointId::new(format!("site{number}"))?;
            site.label = format!("site {number}");
            site.kind = EndpointKind::Site;
            site.coordinates = Coordinates::new(latitude, 8.0)?;
            let connection = Connection {
                id: ConnectionId::new(format!("c{number}"))?,
                customer_edge: site.id.clone(),
                provider_edge: frankfurt.id.clone(),
                latency: None,
            };
            for edit in [
                Edit::AddEndpoint {
                    endpoint: Box::new(site),
                    at: None,
                    connections: Vec::new(),
                },
                Edit::AddConnection {
                    connection,
                    at: None,
                },
            ] {
                let request = DesignEditRequest {
                    id: view.design.id.clone(),
                    base_revision: revision,
                    edit,
                };
                revision = self
                    .portal
                    .design_edit(request)
                    .await
                    .map_err(said)?
                    .revision;
            }
        }
        let request = AssessRequest {
            design: view.design.id,
            profile: None,
            ticket: AssessmentTicket("assess".to_owned()),
        };
        self.portal.assess(request).await.map_err(said)
    }

    async fn order(&self, assessment: &Assessment) -> Result<OrderOutcome> {
        let request = OrderPlaceRequest {
            assessment: assessment.id.clone(),
            level: Level::AA,
            name: NAME.to_owned(),
        };
        let placed = self.portal.order_place(request).await;
        Ok(placed.map_err(said)?.outcome)
    }

    /// The sessions, each asked about just now.
    async fn sessions(&self) -> Result<Vec<Session>> {
        let listed = self.portal.session_list(Empty {}).await.map_err(said)?;
        let mut sessions = Vec::new();
        for session in listed.sessions {
            let id = session.service_id;
            let asked = self.portal.session_refresh(SessionRequest { id }).await;
            sessions.push(asked.map_err(said)?.session);
        }
        Ok(sessions)
    }
}

fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_connections_are_assessed_ordered_resized_and_deleted() -> Result<()> {
    let stage = Stage::set(None).await?;
    let assessment = stage.assess().await?;
    ensure!(assessment.connections.len() == 3, "{assessment:?}");
    let offer = assessment.offer(Level::AA).context("an offer")?;
    ensure!(offer.feasibility == Feasibility::Feasible, "{offer:?}");
    let fee = offer.fee.context("a fee")?;
    ensure!(fee.period == FeePeriod::Month && fee.money.currency.code() == "EUR");

    let outcome = stage.order(&assessment).await?;
    ensure!(
        matches!(outcome, OrderOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    // The operator takes the days that it promises, or 3 s.
    stage.clock.advance(TimeDelta::hours(2));
    let sessions = stage.sessions().await?;
    ensure!(sessions.len() == 3);
    let mut paid = None;
    for session in &sessions {
        let group = session.group.as_ref().context("a group")?;
        ensure!(group.of == 3 && group.name == NAME && !group.is_incomplete);
        ensure!(session.state == SessionState::Available, "{session:?}");
        // 12 months are told as 8,760 hours.
        ensure!(
            session.drift.is_none() && session.granted.is_none(),
            "{session:?}"
        );
        let term = session.term.context("a duration")?;
        ensure!(term.unit == TermUnit::Months, "{term:?}");
        ensure!(session.expiry.is_some() && session.gateway.is_some());
        let observed = session.observed.as_ref().context("what is measured")?;
        ensure!(observed.latency_ms.is_some() && observed.serviced_hours.is_some());
        let own = session.fee.context("its own fee")?.money;
        paid = match paid {
            None => Some(own),
            Some(sum) => own.checked_add(sum),
        };
    }
    ensure!(paid == Some(fee.money), "the parts are the whole");

    let [first, ..] = sessions.as_slice() else {
        return Err(anyhow!("no session"));
    };
    let resized = stage
        .portal
        .session_resize(ResizeRequest {
            id: first.service_id.clone(),
            bandwidth: Mbps::new(200)?,
            level: Level::A,
            assessment: None,
        })
        .await
        .map_err(said)?;
    ensure!(resized.session.pending.is_some() || resized.session.bandwidth == Mbps::new(200).ok());
    stage.clock.advance(TimeDelta::hours(1));
    let after = stage.sessions().await?;
    let first = after
        .iter()
        .find(|session| session.service_id == first.service_id);
    let first = first.context("the resized one")?;
    ensure!(first.bandwidth == Mbps::new(200).ok(), "{first:?}");
    ensure!(first.level == Some(Level::A.into()), "{first:?}");
    ensure!(
        first.drift.is_none() && first.granted.is_none(),
        "{first:?}"
    );

    let deleted = stage
        .portal
        .session_delete(SessionDeleteRequest {
            id: first.service_id.clone(),
            typed_name: first.name.clone(),
        })
        .await
        .map_err(said)?;
    ensure!(deleted.session.state == SessionState::Gone, "{deleted:?}");
    let left = stage.sessions().await?;
    let available = left.iter().filter(|s| s.state == SessionState::Available);
    ensure!(available.count() == 2, "the others stay");
    stage.portal.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_made_is_taken_back_at_the_operator() -> Result<()> {
    let plan = r#"{"version":1,"faults":[
        {"operations":["createSiteToCloud"],"skip":2,"count":1,
         "fault":{"answer":{"status":422,"code":"SERVICE_NOT_APPLICABLE","message":"Frozen ground."}}},
        {"operations":["deleteSiteToCloud"],"count":1,"fault":{"drop":"afterEffect"}}]}"#;
    let stage = Stage::set(Some(plan)).await?;
    let assessment = stage.assess().await?;
    let outcome = tokio::time::timeout(Duration::from_secs(60), stage.order(&assessment)).await??;
    let OrderOutcome::Refused { error } = outcome else {
        return Err(anyhow!("{outcome:?}"));
    };
    ensure!(error.message.contains("Connection 3 of 3"), "{error:?}");
    ensure!(error.message.contains("Frozen ground."), "{error:?}");
    let listed = stage.portal.session_list(Empty {}).await.map_err(said)?;
    ensure!(listed.open_orders.is_empty(), "{:?}", listed.open_orders);
    ensure!(listed.sessions.len() == 2);
    for session in listed.sessions {
        ensure!(session.state == SessionState::Gone, "{session:?}");
    }
    // The next one is none of its business.
    let outcome = stage.order(&assessment).await?;
    ensure!(
        matches!(outcome, OrderOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    stage.portal.close().await;
    Ok(())
}
