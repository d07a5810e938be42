//! What goes on unasked after a lost answer or a crash, and what waits for a decision.

use contract::{
    OpenOrderKind, OpenOrderState, OrderOutcome, OrderResolution, OrderResolveRequest,
    SessionDeleteRequest,
};
use model::{OrderId, ServiceId, SessionState};
use operator_client::Operation;

use super::{busy, lost, nothing_open, order, refusal, sessions_in, world};
use crate::{
    Portal,
    testing::{What, World, refused, until},
};

/// Waits until the order waits for a decision about the one that is returned.
async fn undecided(portal: &Portal) -> OrderId {
    let mut found = None;
    until("a decision to be asked for", async || {
        let open = portal.list().await.open_orders;
        let is_stopped = open
            .iter()
            .any(|order| order.state == OpenOrderState::Stopped);
        found = open
            .into_iter()
            .find(|order| order.progress.is_none())
            .map(|order| order.order);
        is_stopped && found.is_some()
    })
    .await;
    found.unwrap()
}

async fn resolve(portal: &Portal, order: OrderId, resolution: OrderResolution) {
    let request = OrderResolveRequest { order, resolution };
    portal.order_resolve(request).await.unwrap();
}

/// Orders, and crashes while that call of the operation is on its way.
async fn crash_during(
    world: &World,
    portal: &Portal,
    operation: Operation,
    number: usize,
) -> World {
    let ordering = portal.clone();
    let task = tokio::spawn(async move { order(&ordering).await });
    until("the call to be on its way", async || {
        world.operator.count(operation) == number
    })
    .await;
    let crashed = world.after_crash();
    task.abort();
    crashed
}

#[tokio::test]
async fn an_unknown_outcome_stops_it_until_the_person_has_decided() {
    for has_it in [true, false] {
        let (world, portal) = world().await;
        world.operator.after(Operation::Create, 1, lost());
        let OrderOutcome::Unknown { error } = order(&portal).await else {
            panic!("its outcome is not known");
        };
        assert!(error.message.starts_with("Made: 1 of 3"), "{error:?}");
        let open = undecided(&portal).await;
        assert_eq!(world.operator.count(Operation::Create), 2, "no third");
        let views = portal.list().await.open_orders;
        let group = views.iter().find(|view| view.progress.is_some()).unwrap();
        assert_eq!(group.kind, OpenOrderKind::Order);
        assert_eq!(group.progress.unwrap().made, 1);
        let single = views.iter().find(|view| view.order == open).unwrap();
        assert_eq!(single.name, "Nordic ring 2/3");
        assert_eq!(single.state, OpenOrderState::Unknown, "not to be repeated");
        let resolution = if has_it {
            OrderResolution::Attach {
                service_id: ServiceId::new("net2").unwrap(),
            }
        } else {
            // In truth it has not: what it made is none of the order's.
            world.operator.remove(&ServiceId::new("net2").unwrap());
            OrderResolution::Dismiss
        };
        resolve(&portal, open, resolution).await;
        nothing_open(&world, &portal).await;
        if has_it {
            assert_eq!(portal.list().await.sessions.len(), 3);
            assert_eq!(world.operator.networks(), 3);
        } else {
            assert_eq!(world.operator.networks(), 0);
            assert_eq!(sessions_in(&portal, SessionState::Gone).await, 1);
        }
        let sent = if has_it { 3 } else { 2 };
        assert_eq!(world.operator.count(Operation::Create), sent);
    }
}

#[tokio::test]
async fn after_a_crash_while_one_was_sent_nothing_goes_on_unasked() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 1, What::Stalls);
    let world = crash_during(&world, &portal, Operation::Create, 2).await;
    let portal = world.open().await;
    let open = undecided(&portal).await;
    assert_eq!(world.operator.count(Operation::Create), 2);
    resolve(&portal, open, OrderResolution::Dismiss).await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 0, "the first is taken back");
}

#[tokio::test]
async fn after_a_crash_taking_back_goes_on() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    world.operator.next(Operation::Delete, What::Stalls);
    let world = crash_during(&world, &portal, Operation::Delete, 1).await;
    assert_eq!(world.operator.networks(), 2);
    let portal = world.open().await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(sessions_in(&portal, SessionState::Gone).await, 2);
    assert_eq!(world.operator.count(Operation::Create), 3, "ordered once");
}

#[tokio::test]
async fn what_was_wanted_a_day_ago_is_not_done_unasked() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 1, lost());
    order(&portal).await;
    undecided(&portal).await;
    let world = world.after_crash();
    world.clock.advance(25 * 3_600);
    let portal = world.open().await;
    let open = undecided(&portal).await;
    let service_id = ServiceId::new("net2").unwrap();
    resolve(&portal, open, OrderResolution::Attach { service_id }).await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.count(Operation::Create), 2);
    let sessions = portal.list().await.sessions;
    assert_eq!(sessions.len(), 2);
    assert!(
        sessions
            .iter()
            .all(|session| session.group.as_ref().unwrap().is_incomplete)
    );
}

#[tokio::test]
async fn a_deletion_under_way_is_none_that_was_refused() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    world.operator.after(Operation::Create, 2, refusal());
    let conflict = || Some(What::Fails(refused(409, "CONFLICT")));
    let deletes = vec![Some(lost()), conflict(), conflict()];
    world.operator.scripted(Operation::Delete, deletes);
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Unknown { .. }));
    nothing_open(&world, &portal).await;
    assert_eq!(sessions_in(&portal, SessionState::Deleting).await, 2);
    let sessions = portal.list().await.sessions;
    let is_left = |session: &model::Session| session.group.as_ref().unwrap().is_incomplete;
    assert!(!sessions.iter().any(is_left), "{sessions:#?}");
}

#[tokio::test]
async fn services_that_the_operator_does_not_name_are_attached_one_after_the_other() {
    let (world, portal) = world().await;
    world.operator.gives_no_id();
    order(&portal).await;
    for number in 1..=3 {
        let open = undecided(&portal).await;
        assert_eq!(world.operator.count(Operation::Create), number);
        let service_id = ServiceId::new(format!("net{number}")).unwrap();
        resolve(&portal, open, OrderResolution::Attach { service_id }).await;
    }
    nothing_open(&world, &portal).await;
    assert_eq!(portal.list().await.sessions.len(), 3);
    assert_eq!(world.operator.count(Operation::Create), 3);
}

#[tokio::test]
async fn a_clock_that_is_set_back_makes_nothing_old() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, busy());
    order(&portal).await;
    world.clock.advance(-3_600);
    portal.close().await;
    let world = world.after_crash();
    let portal = world.open().await;
    nothing_open(&world, &portal).await;
    assert_eq!(portal.list().await.sessions.len(), 3);
    assert_eq!(world.operator.networks(), 3);
}

/// Deletes whatever is left of an order, as the person may who reads that it runs on.
async fn delete_what_is_left(world: &World, portal: &Portal) {
    for session in portal.list().await.sessions {
        assert!(session.group.unwrap().is_incomplete);
        let request = SessionDeleteRequest {
            id: session.service_id,
            typed_name: session.name,
        };
        portal.session_delete(request).await.unwrap();
    }
    assert_eq!(world.operator.networks(), 0);
}

#[tokio::test]
async fn what_was_not_taken_back_within_a_day_can_be_deleted_by_hand() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    world.operator.next(Operation::Delete, busy());
    order(&portal).await;
    assert_eq!(world.operator.networks(), 2);
    let world = world.after_crash();
    world.clock.advance(25 * 3_600);
    let portal = world.open().await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.count(Operation::Delete), 1);
    delete_what_is_left(&world, &portal).await;
}

#[tokio::test]
async fn a_deletion_that_may_have_been_sent_a_day_ago_is_decided_by_the_person() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    world.operator.next(Operation::Delete, What::Stalls);
    let world = crash_during(&world, &portal, Operation::Delete, 1).await;
    world.clock.advance(25 * 3_600);
    let portal = world.open().await;
    let open = undecided(&portal).await;
    assert_eq!(world.operator.count(Operation::Delete), 1);
    resolve(&portal, open, OrderResolution::Dismiss).await;
    nothing_open(&world, &portal).await;
    delete_what_is_left(&world, &portal).await;
}
