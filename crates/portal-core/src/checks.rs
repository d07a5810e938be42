//! What the core makes of an operator's behaviour (`camara.md`, 7.2; numbers as there).

use contract::{
    ErrorCode, OpenOrderState, OrderOutcome, ResizeRequest, SessionDeleteRequest, SessionRequest,
};
use model::{HistoryKind, Level, Mbps, ReportedLevel, ServiceId, SessionState};
use operator_client::{Operation, ReportedStatus};

use crate::{
    Portal,
    testing::{What, World, refused, report, until},
};

/// A portal with one session that can be used.
async fn with_session(world: &World) -> (Portal, ServiceId) {
    let portal = world.open().await;
    let id = portal.with_session(world, false).await;
    (portal, id)
}

async fn delete(portal: &Portal, id: &ServiceId) -> Result<SessionState, ErrorCode> {
    let request = SessionDeleteRequest {
        id: id.clone(),
        typed_name: "Nordic ring".to_owned(),
    };
    let deleted = portal.session_delete(request).await;
    deleted
        .map(|detail| detail.session.state)
        .map_err(|error| error.code)
}

async fn resize(portal: &Portal, id: &ServiceId) -> Result<(), ErrorCode> {
    let request = ResizeRequest {
        id: id.clone(),
        bandwidth: Mbps::new(300).unwrap(),
        level: Level::A,
        assessment: None,
    };
    portal
        .session_resize(request)
        .await
        .map(drop)
        .map_err(|error| error.code)
}

#[tokio::test]
async fn check_03_an_order_without_an_identifier_is_open_and_never_repeated() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    world.operator.gives_no_id();
    let OrderOutcome::Unknown { error } = portal.order_sample().await else {
        panic!("it is neither accepted nor refused");
    };
    assert_eq!(error.correlator.as_deref(), Some("corr"));
    let open = portal.list().await.open_orders;
    assert_eq!(open[0].state, OpenOrderState::AcceptedWithoutId);
    world.clock.advance(600);
    assert_eq!(world.operator.orders().len(), 1);
}

#[tokio::test]
async fn a_network_named_like_another_never_takes_its_place() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    let before = portal.list().await.sessions;
    // The operator has lost the first, and calls the next one the same.
    world.operator.remove(&id);
    assert!(matches!(
        portal.order_sample().await,
        OrderOutcome::Unknown { .. }
    ));
    let list = portal.list().await;
    assert_eq!(list.sessions, before);
    assert_eq!(list.open_orders[0].state, OpenOrderState::AcceptedWithoutId);
}

#[tokio::test]
async fn check_06_what_is_not_reported_stays_as_it_was_ordered() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    let before = portal.list().await.sessions.remove(0);
    world
        .operator
        .reports(&id, |report| *report = Default::default());
    portal.session_refresh(SessionRequest { id }).await.unwrap();
    let after = portal.list().await.sessions.remove(0);
    assert_eq!(after.level, before.level);
    assert_eq!(after.bandwidth, before.bandwidth);
    assert_eq!(
        (after.term, after.connections),
        (before.term, before.connections)
    );
    assert_eq!(after.state, SessionState::Available);
}

#[tokio::test]
async fn check_09_a_state_or_level_of_the_operators_own_is_shown_and_blocks() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    world.operator.reports(&id, |known| {
        known.level = Some(ReportedLevel::Other("AAAA".to_owned()));
        known.lifecycle = report(ReportedStatus::Other("PAUSED".to_owned()), None).lifecycle;
    });
    let request = SessionRequest { id: id.clone() };
    let session = portal.session_refresh(request).await.unwrap().session;
    assert_eq!(session.state, SessionState::Unknown);
    assert_eq!(session.reported_state.as_deref(), Some("PAUSED"));
    assert_eq!(session.level.unwrap().as_str(), "AAAA");
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::InvalidInput));
    assert_eq!(world.operator.count(Operation::Update), 0);
}

#[tokio::test]
async fn check_21_a_network_that_is_not_found_is_gone_and_keeps_its_history() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    world.operator.remove(&id);
    let request = SessionRequest { id: id.clone() };
    let detail = portal.session_refresh(request).await.unwrap();
    assert_eq!(detail.session.state, SessionState::Gone);
    let kinds: Vec<_> = detail.history.iter().map(|entry| &entry.kind).collect();
    assert!(
        kinds
            .iter()
            .any(|kind| matches!(kind, HistoryKind::Ordered { .. }))
    );
    assert!(
        kinds
            .iter()
            .any(|kind| matches!(kind, HistoryKind::Vanished))
    );
}

#[tokio::test]
async fn check_22_a_network_that_is_gone_when_it_is_deleted_is_deleted() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    world.operator.remove(&id);
    assert_eq!(delete(&portal, &id).await, Ok(SessionState::Gone));
    let detail = portal.session_open(SessionRequest { id }).await.unwrap();
    let is_deleted = |kind: &HistoryKind| matches!(kind, HistoryKind::Deleted);
    assert!(detail.history.iter().any(|entry| is_deleted(&entry.kind)));
}

#[tokio::test]
async fn check_23_a_deletion_that_takes_long_is_asked_about_ever_more_rarely() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    assert_eq!(delete(&portal, &id).await, Ok(SessionState::Deleting));
    let before = world.operator.count(Operation::Read);
    let mut waits = Vec::new();
    for _ in 0..8 {
        let now = operator_client::Clock::now(&*world.clock);
        let next = portal.list().await.next_poll_at.unwrap();
        let wait = (next - now).num_seconds();
        let asked = world.operator.count(Operation::Read);
        world.clock.advance(wait + 1);
        until("the next question", async || {
            world.operator.count(Operation::Read) > asked
        })
        .await;
        until("its plan", async || {
            portal.list().await.next_poll_at.is_some_and(|at| at > next)
        })
        .await;
        waits.push(wait);
    }
    // Up to a tenth of a wait is jitter.
    let mut pairs = waits.windows(2);
    let grows = pairs.all(|pair| pair[1] * 10 >= pair[0] * 9);
    assert!(waits[0] <= 5 && waits[7] >= 60 && grows, "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= 75), "{waits:?}");
    assert_eq!(world.operator.count(Operation::Read), before + 8);
    let session = portal.session_is(|_| true).await;
    assert_eq!(session.state, SessionState::Deleting, "long is no error");
    world.operator.remove(&id);
    world.clock.advance(90);
    portal
        .session_is(|session| session.state == SessionState::Gone)
        .await;
}

#[tokio::test]
async fn check_24_after_a_conflict_the_network_is_asked_about_and_the_change_can_be_made_again() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    let asked = world.operator.count(Operation::Read);
    let busy = What::Fails(refused(409, "ABORTED"));
    world.operator.next(Operation::Update, busy);
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OperatorConflict));
    world.clock.advance(1);
    until("a question about it", async || {
        world.operator.count(Operation::Read) > asked
    })
    .await;
    assert_eq!(
        world.operator.count(Operation::Update),
        1,
        "never by itself"
    );
    assert_eq!(resize(&portal, &id).await, Ok(()));
}

#[tokio::test]
async fn check_25_a_network_in_another_state_shows_it_and_cannot_be_changed() {
    let world = World::new();
    let (portal, id) = with_session(&world).await;
    world.operator.reports(&id, |known| {
        known.lifecycle = report(ReportedStatus::Unavailable, None).lifecycle;
    });
    let other = What::Fails(refused(409, "INCOMPATIBLE_STATE"));
    world.operator.next(Operation::Update, other);
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OperatorConflict));
    world.clock.advance(1);
    portal
        .session_is(|session| session.state == SessionState::Unavailable)
        .await;
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::InvalidInput));
    assert_eq!(world.operator.count(Operation::Update), 1);
}

#[tokio::test]
async fn check_26_an_order_that_exists_already_says_so_and_leaves_nothing_open() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let exists = What::Fails(refused(409, "ALREADY_EXISTS"));
    world.operator.next(Operation::Create, exists);
    let OrderOutcome::Refused { error } = portal.order_sample().await else {
        panic!("it is refused");
    };
    assert_eq!(
        (error.code, error.retryable),
        (ErrorCode::AlreadyExists, false)
    );
    let list = portal.list().await;
    assert!(list.sessions.is_empty() && list.open_orders.is_empty());
}

#[tokio::test]
async fn check_32_an_order_whose_answer_is_lost_is_open_and_not_repeated_by_itself() {
    for what in [What::LosesAnswer, What::Fails(refused(503, "UNAVAILABLE"))] {
        let world = World::new();
        let portal = world.open().await;
        portal.connect(false).await;
        world.operator.next(Operation::Create, what);
        assert!(matches!(
            portal.order_sample().await,
            OrderOutcome::Unknown { .. }
        ));
        world.clock.advance(3600);
        assert_eq!(world.operator.count(Operation::Create), 1);
        assert_eq!(portal.list().await.open_orders.len(), 1);
    }
}
