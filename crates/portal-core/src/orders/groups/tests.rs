//! Orders of several services against an operator that fails, and over crashes.

mod chaos;
mod decisions;
mod full_disk;
mod permissions;
mod settings;

use contract::{OrderOutcome, OrderPlaceRequest, OrderProgress, SessionRequest};
use model::{HistoryKind, Level, SessionState};
use operator_client::{Clock, Operation};

use crate::{
    Portal,
    testing::{What, World, busy_for, refused, three_connections, until},
};

async fn order(portal: &Portal) -> OrderOutcome {
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    portal.order_place(request).await.unwrap().outcome
}

/// A world with an operator of single services that deletes at once.
async fn world() -> (World, Portal) {
    let world = World::new();
    world.operator.deletes_at_once();
    let portal = world.open().await;
    portal.connect_services().await;
    (world, portal)
}

fn lost() -> What {
    What::LosesAnswer
}

fn refusal() -> What {
    What::Fails(refused(422, "SERVICE_NOT_APPLICABLE"))
}

async fn sessions_in(portal: &Portal, wanted: SessionState) -> usize {
    let sessions = portal.list().await.sessions;
    sessions
        .iter()
        .filter(|session| session.state == wanted)
        .count()
}

async fn nothing_open(world: &World, portal: &Portal) {
    until("the order to be done with", async || {
        world.clock.advance(1);
        portal.list().await.open_orders.is_empty()
    })
    .await;
}

#[tokio::test]
async fn a_design_of_three_connections_becomes_three_services_of_one_order() {
    let (world, portal) = world().await;
    let outcome = order(&portal).await;
    assert!(
        matches!(outcome, OrderOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    nothing_open(&world, &portal).await;
    let mut sessions = portal.list().await.sessions;
    sessions.sort_by_key(|session| session.group.as_ref().unwrap().number);
    let names: Vec<_> = sessions
        .iter()
        .map(|session| session.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Nordic ring 1/3", "Nordic ring 2/3", "Nordic ring 3/3"]
    );
    for session in &sessions {
        assert_eq!((session.connections.len(), session.endpoints.len()), (1, 2));
        let group = session.group.as_ref().unwrap();
        assert_eq!((group.name.as_str(), group.of), ("Nordic ring", 3));
        assert_eq!(group.order, sessions[0].group.as_ref().unwrap().order);
        assert!(!group.is_incomplete);
        let fee = session.fee.unwrap();
        assert_eq!(fee.money.amount.to_string(), "100.00", "of its own");
    }
    assert_eq!(world.operator.orders().len(), 3);
    // It stays so, with nothing to go on with.
    let world = world.after_crash();
    let portal = world.open().await;
    assert_eq!(portal.list().await.sessions.len(), 3);
    assert!(portal.list().await.open_orders.is_empty());
}

#[tokio::test]
async fn what_was_made_is_taken_back_when_one_is_refused() {
    let (world, portal) = world().await;
    let events = std::sync::Arc::clone(&world.events);
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    // Two are made.
    let refuse_third = portal.clone();
    let operator = world.operator.clone();
    operator.after(Operation::Create, 2, refusal());
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let outcome = refuse_third.order_place(request).await.unwrap().outcome;
    let OrderOutcome::Refused { error } = outcome else {
        panic!("{outcome:?}");
    };
    assert!(error.message.starts_with("Connection 3 of 3"), "{error:?}");
    assert!(error.message.ends_with("were taken back."), "{error:?}");
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(sessions_in(&portal, SessionState::Gone).await, 2);
    nothing_open(&world, &portal).await;
    // On the way the window was told how far it had come.
    let told: Vec<OrderProgress> = events
        .lock()
        .unwrap()
        .iter()
        .filter_map(|event| {
            let contract::Event::OpenOrders(changed) = event else {
                return None;
            };
            changed.changed.first()?.progress
        })
        .collect();
    let taking_back = OrderProgress {
        of: 3,
        made: 2,
        refused: Some(3),
        taken_back: 1,
    };
    assert!(told.contains(&taking_back), "{told:?}");
}

#[tokio::test]
async fn nothing_is_left_where_the_first_is_refused() {
    let (world, portal) = world().await;
    world.operator.next(Operation::Create, refusal());
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Refused { .. }));
    assert_eq!(world.operator.count(Operation::Create), 1);
    assert_eq!(world.operator.count(Operation::Delete), 0);
    let list = portal.list().await;
    assert!(list.sessions.is_empty() && list.open_orders.is_empty());
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_left_as_a_part_of_an_incomplete_order() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    let forbidden = What::Fails(refused(403, "PERMISSION_DENIED"));
    world.operator.next(Operation::Delete, forbidden);
    let outcome = order(&portal).await;
    assert!(
        matches!(outcome, OrderOutcome::Incomplete { .. }),
        "{outcome:?}"
    );
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 1);
    let world = world.after_crash();
    let portal = world.open().await;
    let sessions = portal.list().await.sessions;
    let marked: Vec<_> = sessions
        .iter()
        .map(|session| (session.state, session.group.as_ref().unwrap().is_incomplete))
        .collect();
    assert!(marked.contains(&(SessionState::Gone, false)), "{marked:?}");
    assert!(
        marked
            .iter()
            .any(|(state, left)| *left && *state != SessionState::Gone),
        "{marked:?}"
    );
}

#[tokio::test]
async fn a_deletion_without_an_answer_is_sent_again_at_once() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    world.operator.next(Operation::Delete, lost());
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Refused { .. }));
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(world.operator.count(Operation::Delete), 3);
    nothing_open(&world, &portal).await;
}

#[tokio::test]
async fn what_the_operator_has_no_time_for_is_sent_a_little_later() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 1, busy());
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Unknown { .. }));
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 3);
    assert_eq!(portal.list().await.sessions.len(), 3);
    assert_eq!(world.operator.count(Operation::Create), 4);
}

#[tokio::test]
async fn an_operator_that_never_has_time_is_given_up() {
    let (world, portal) = world().await;
    for _ in 0..5 {
        world.operator.after(Operation::Create, 1, busy());
    }
    order(&portal).await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(world.operator.count(Operation::Create), 6);
}

fn busy() -> What {
    What::Fails(refused(429, "TOO_MANY_REQUESTS"))
}

#[tokio::test]
async fn an_operator_that_asks_to_wait_is_left_alone_that_long() {
    let (world, portal) = world().await;
    let start = world.clock.now();
    let busy = || Some(busy_for(120));
    let creates = vec![None, busy(), busy(), busy(), busy()];
    world.operator.scripted(Operation::Create, creates);
    order(&portal).await;
    until("the order to be done with", async || {
        world.clock.advance(10);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    assert_eq!(world.operator.networks(), 3);
    let took = world.clock.now() - start;
    assert!(took.num_seconds() >= 480, "{took}");
}

#[tokio::test]
async fn each_deletion_is_tried_until_the_operator_has_time() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    let mut deletes = vec![Some(busy()); 6];
    deletes.extend([None, Some(busy())]);
    world.operator.scripted(Operation::Delete, deletes);
    let OrderOutcome::Unknown { error } = order(&portal).await else {
        panic!("it is not at its end");
    };
    assert!(
        error.message.starts_with("Connection 3 of 3: "),
        "{error:?}"
    );
    assert!(error.message.contains("0 of 2 so far"), "{error:?}");
    let group = portal.list().await.open_orders.remove(0);
    let refusal = group.error.unwrap();
    assert_eq!(refusal.code, contract::ErrorCode::NotPossible);
    until("the order to be done with", async || {
        world.clock.advance(10);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(sessions_in(&portal, SessionState::Gone).await, 2);
}

#[tokio::test]
async fn an_order_that_ends_unwatched_is_told_with_the_reason() {
    let (world, portal) = world().await;
    world.operator.scripted(
        Operation::Create,
        vec![None, None, Some(busy()), Some(refusal())],
    );
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Unknown { .. }));
    nothing_open(&world, &portal).await;
    let title = "Nordic ring was not ordered".to_owned();
    until("the desktop to be told", async || {
        world.notices().contains(&title)
    })
    .await;
    let sessions = portal.list().await.sessions;
    assert_eq!(sessions.len(), 2);
    for session in sessions {
        let request = SessionRequest {
            id: session.service_id,
        };
        let history = portal.session_open(request).await.unwrap().history;
        let HistoryKind::OrderFailed { reason } = &history[0].kind else {
            panic!("{history:#?}");
        };
        let reason = reason.as_ref().unwrap();
        assert!(reason.starts_with("Connection 3 of 3: "), "{reason}");
    }
}
