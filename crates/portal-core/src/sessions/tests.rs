//! The poller, and resizing with two fees side by side.

mod elsewhere;

use contract::{
    ErrorCode, ResizeQuoteRequest, ResizeRequest, SessionAttachRequest, SessionDeleteRequest,
    SessionRequest,
};
use model::{
    FeeDifference, GrantedTerm, HistoryKind, Level, Mbps, Observed, PendingChange, Protection,
    ServiceId, SessionState, TermUnit,
};
use operator_client::{CallError, NotSent, Operation, Refusal, ReportedStatus};

use crate::testing::{What, World, refused, report, until};

#[tokio::test]
async fn the_poller_sees_a_session_become_available() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let due = portal.list().await.next_poll_at.unwrap();
    assert_eq!(due, crate::testing::start() + chrono::TimeDelta::seconds(2));
    world.operator.provisions(&id);
    world.clock.advance(2);
    portal
        .session_is(|session| session.state == SessionState::Available)
        .await;
    assert!(world.heard(|event| matches!(
        event,
        contract::Event::Sessions(changed)
            if changed.changed[0].state == SessionState::Available
    )));
}

#[tokio::test]
async fn polls_are_counted_in_one_row_and_failures_are_listed() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    portal.ordered().await;
    until("three polls", async || {
        world.clock.advance(60);
        world.operator.count(Operation::Read) >= 3
    })
    .await;
    let unreachable = CallError::NotSent(NotSent::Unreachable {
        host: "operator.example".to_owned(),
    });
    world
        .operator
        .next(Operation::Read, What::Fails(unreachable));
    let page = || async {
        let request = contract::ActivityRequest {
            before: None,
            limit: 100,
        };
        portal.activity_list(request).await.unwrap()
    };
    until("the failure to be on record", async || {
        world.clock.advance(60);
        page().await.rows[0].problem.is_some()
    })
    .await;
    let rows = page().await.rows;
    let polls: Vec<_> = rows
        .iter()
        .filter(|row| row.operation == contract::ActivityOperation::Read && row.problem.is_none())
        .collect();
    assert_eq!(polls.len(), 1);
    assert!(polls[0].count >= 3);
    assert_eq!(polls[0].subject.as_deref(), Some("Nordic ring"));
}

#[tokio::test]
async fn a_resize_shows_two_fees_for_the_remaining_duration() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.with_session(&world, true).await;
    world.clock.advance(10 * 86_400);
    let quote = portal
        .session_quote_resize(ResizeQuoteRequest {
            id: id.clone(),
            bandwidth: Mbps::new(250).unwrap(),
            level: Level::AA,
        })
        .await
        .unwrap();
    let remaining = quote.remaining.unwrap();
    assert_eq!(
        (remaining.value.get(), remaining.unit),
        (355, TermUnit::Days)
    );
    let asked = world.operator.questions().pop().unwrap();
    assert_eq!(asked.bandwidth, Mbps::new(250).unwrap());
    assert_eq!(asked.term, Some(remaining));
    assert_eq!(quote.quoted_level, None);
    let amounts =
        [quote.fee_now, quote.fee_after].map(|fee| fee.map(|fee| fee.money.amount.to_string()));
    assert_eq!(
        amounts,
        ["100.00", "150.00"].map(|text| Some(text.to_owned()))
    );
    assert_eq!(quote.difference, FeeDifference::NotComparable);

    // The operator takes the change and puts it in force later.
    let change = PendingChange {
        bandwidth: Mbps::new(250).ok(),
        level: Some(Level::AA.into()),
    };
    world.operator.reports(&id, |report| {
        report.lifecycle.as_mut().unwrap().pending = Some(change);
    });
    let detail = portal
        .session_resize(ResizeRequest {
            id: id.clone(),
            bandwidth: Mbps::new(250).unwrap(),
            level: Level::AA,
            assessment: Some(quote.assessment),
        })
        .await
        .unwrap();
    assert_eq!(detail.session.state, SessionState::Changing);
    assert_eq!(detail.session.bandwidth, Mbps::new(100).ok());
    assert_eq!(detail.session.fee, quote.fee_after);
    assert_eq!(detail.session.fee_term, quote.remaining);

    world.operator.provisions(&id);
    let detail = portal.session_refresh(SessionRequest { id }).await.unwrap();
    assert_eq!(detail.session.state, SessionState::Available);
    assert_eq!(detail.session.bandwidth, Mbps::new(250).ok());
    assert_eq!(detail.session.level, Some(Level::AA.into()));
}

#[tokio::test]
async fn a_session_that_vanishes_is_gone_and_one_that_expired_is_expired() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.reports(&id, |known| {
        *known = report(ReportedStatus::Unavailable, Some("DURATION_EXPIRED"));
    });
    world.clock.advance(2);
    portal
        .session_is(|session| session.state == SessionState::Expired)
        .await;
    world.operator.remove(&id);
    let detail = portal
        .session_refresh(SessionRequest { id: id.clone() })
        .await
        .unwrap();
    assert_eq!(detail.session.state, SessionState::Expired);
    assert_eq!(portal.list().await.next_poll_at, None);
}

#[tokio::test]
async fn a_web_page_that_says_404_makes_no_session_gone() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let CallError::Refused(refusal) = refused(404, "") else {
        unreachable!("it is a refusal");
    };
    let page = CallError::Refused(Refusal {
        is_page: true,
        ..refusal
    });
    world.operator.next(Operation::Read, What::Fails(page));
    let asked = portal.session_refresh(SessionRequest { id }).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::OperatorNotFound);
    let session = portal.list().await.sessions.remove(0);
    assert_ne!(session.state, SessionState::Gone);
}

#[tokio::test]
async fn a_deletion_needs_the_right_name() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let request = SessionDeleteRequest {
        id,
        typed_name: "nordic".to_owned(),
    };
    let error = portal.session_delete(request).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    assert_eq!(world.operator.count(Operation::Delete), 0);
}

#[tokio::test]
async fn an_operator_that_refuses_the_credentials_is_not_asked_again_unasked() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let refusal = CallError::NotSent(NotSent::Token(operator_client::TokenRefusal::InvalidClient));
    world.operator.next(Operation::Read, What::Fails(refusal));
    world.clock.advance(2);
    until("the poll to be refused", async || {
        world.operator.count(Operation::Read) == 1
    })
    .await;
    until("the poller to rest", async || {
        portal.list().await.next_poll_at.is_none()
    })
    .await;
    world.clock.advance(600);
    assert_eq!(portal.list().await.next_poll_at, None);
    assert_eq!(world.operator.count(Operation::Read), 1);
    portal.session_refresh(SessionRequest { id }).await.unwrap();
    until("the poller to go on", async || {
        portal.list().await.next_poll_at.is_some()
    })
    .await;
}

#[tokio::test]
async fn a_resize_of_what_is_gone_finds_that_out() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.remove(&id);
    let error = portal
        .session_resize(ResizeRequest {
            id,
            bandwidth: Mbps::new(250).unwrap(),
            level: Level::A,
            assessment: None,
        })
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::OperatorNotFound);
    portal
        .session_is(|session| session.state == SessionState::Gone)
        .await;
}
