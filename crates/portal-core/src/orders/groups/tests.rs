//! Orders of several services against an operator that fails, and over crashes.

use contract::{
    OpenOrderKind, OpenOrderState, OrderOutcome, OrderPlaceRequest, OrderProgress, OrderResolution,
    OrderResolveRequest,
};
use model::{Level, ServiceId, SessionState};
use operator_client::Operation;
use proptest::prelude::*;

use crate::{
    Portal,
    testing::{What, World, refused, three_connections, until},
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

/// The next calls of that operation: as usual where nothing is said.
fn script<const N: usize>(world: &World, operation: Operation, whats: [What; N]) {
    for what in whats {
        world.operator.next(operation, what);
    }
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

/// Waits until the order waits for a decision about the one that is returned.
async fn undecided(portal: &Portal) -> model::OrderId {
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

async fn resolve(portal: &Portal, order: model::OrderId, resolution: OrderResolution) {
    let request = OrderResolveRequest { order, resolution };
    portal.order_resolve(request).await.unwrap();
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
    script(&world, Operation::Create, [refusal()]);
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Refused { .. }));
    assert_eq!(world.operator.count(Operation::Create), 1);
    assert_eq!(world.operator.count(Operation::Delete), 0);
    let list = portal.list().await;
    assert!(list.sessions.is_empty() && list.open_orders.is_empty());
}

#[tokio::test]
async fn an_unknown_outcome_stops_it_until_the_person_has_decided() {
    for has_it in [true, false] {
        let (world, portal) = world().await;
        world.operator.after(Operation::Create, 1, lost());
        let OrderOutcome::Unknown { error } = order(&portal).await else {
            panic!("its outcome is not known");
        };
        assert!(error.message.starts_with("1 of 3"), "{error:?}");
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
    let ordering = portal.clone();
    let task = tokio::spawn(async move { order(&ordering).await });
    until("the second to be on its way", async || {
        world.operator.count(Operation::Create) == 2
    })
    .await;
    let world = world.after_crash();
    task.abort();
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
    let ordering = portal.clone();
    let task = tokio::spawn(async move { order(&ordering).await });
    until("a deletion to be on its way", async || {
        world.operator.count(Operation::Delete) == 1
    })
    .await;
    assert_eq!(world.operator.networks(), 2);
    let world = world.after_crash();
    task.abort();
    let portal = world.open().await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(sessions_in(&portal, SessionState::Gone).await, 2);
    assert_eq!(world.operator.count(Operation::Create), 3, "ordered once");
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_left_as_a_part_of_an_incomplete_order() {
    let (world, portal) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    script(
        &world,
        Operation::Delete,
        [What::Fails(refused(403, "PERMISSION_DENIED"))],
    );
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
    script(&world, Operation::Delete, [lost()]);
    let outcome = order(&portal).await;
    assert!(matches!(outcome, OrderOutcome::Refused { .. }));
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(world.operator.count(Operation::Delete), 3);
    nothing_open(&world, &portal).await;
}

#[tokio::test]
async fn what_the_operator_has_no_time_for_is_sent_a_little_later() {
    let (world, portal) = world().await;
    let busy = || What::Fails(refused(429, "TOO_MANY_REQUESTS"));
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
        let busy = What::Fails(refused(429, "TOO_MANY_REQUESTS"));
        world.operator.after(Operation::Create, 1, busy);
    }
    order(&portal).await;
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 0);
    assert_eq!(world.operator.count(Operation::Create), 6);
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

fn any_fault() -> impl Strategy<Value = Option<What>> {
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(What::LosesAnswer)),
        1 => Just(Some(What::Fails(refused(503, "UNAVAILABLE")))),
        1 => Just(Some(What::Fails(refused(429, "TOO_MANY_REQUESTS")))),
        1 => Just(Some(What::Fails(refused(422, "SERVICE_NOT_APPLICABLE")))),
    ]
}

/// Orders once while the operator misbehaves, crashes, and decides by what is true.
async fn all_or_nothing(creates: Vec<Option<What>>, deletes: Vec<Option<What>>) {
    let (world, portal) = world().await;
    world.operator.scripted(Operation::Create, creates);
    world.operator.scripted(Operation::Delete, deletes);
    order(&portal).await;
    let crashed = world.after_crash();
    portal.close().await;
    let world = crashed;
    let portal = world.open().await;
    until("the order to be done with", async || {
        world.clock.advance(1);
        let list = portal.list().await;
        let single = list
            .open_orders
            .iter()
            .find(|order| order.progress.is_none());
        if let Some(open) = single.filter(|open| open.state == OpenOrderState::Unknown) {
            let held: Vec<_> = list.sessions.iter().map(|s| s.service_id.clone()).collect();
            let own = world.operator.named(&open.name);
            let found = own.into_iter().find(|id| !held.contains(id));
            let resolution = found.map_or(OrderResolution::Dismiss, |service_id| {
                OrderResolution::Attach { service_id }
            });
            let order = open.order.clone();
            let request = OrderResolveRequest { order, resolution };
            let _ = portal.order_resolve(request).await;
        } else if let Some(open) = single {
            let request = OrderResolveRequest {
                order: open.order.clone(),
                resolution: OrderResolution::Repeat,
            };
            let _ = portal.order_resolve(request).await;
        }
        list.open_orders.is_empty()
    })
    .await;
    let sessions = portal.list().await.sessions;
    let living: Vec<_> = sessions
        .iter()
        .filter(|session| session.state != SessionState::Gone)
        .collect();
    assert_eq!(living.len(), world.operator.networks(), "one session each");
    let is_left = living
        .iter()
        .all(|session| session.group.as_ref().unwrap().is_incomplete);
    assert!(
        living.is_empty() || living.len() == 3 || is_left,
        "{living:#?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn an_order_is_all_there_or_not_at_all_or_says_so(
        creates in proptest::collection::vec(any_fault(), 0..5),
        deletes in proptest::collection::vec(any_fault(), 0..4),
    ) {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(all_or_nothing(creates, deletes));
    }
}

#[test]
fn records_from_before_there_were_groups_are_read() {
    let watched = crate::testing::watched("net", SessionState::Available);
    let mut stored = serde_json::to_value(&watched).unwrap();
    let session = stored["session"].as_object_mut().unwrap();
    assert!(session.remove("group").is_some());
    let read: crate::sessions::Watched = serde_json::from_value(stored).unwrap();
    assert_eq!(read, watched);

    let entry = crate::orders::Entry {
        id: model::OrderId::from_random(1),
        profile: model::ProfileId::from_random(2),
        operator: "Operator".to_owned(),
        name: "Nordic ring".to_owned(),
        placed_at: crate::testing::start(),
        level: Level::A,
        bandwidth: model::Mbps::MIN,
        intent: crate::orders::Intent::Delete {
            service_id: ServiceId::new("net").unwrap(),
        },
        correlator: None,
        state: crate::orders::EntryState::Dismissed,
        group: None,
    };
    let mut stored = serde_json::to_value(&entry).unwrap();
    assert!(stored.as_object_mut().unwrap().remove("group").is_some());
    let read: crate::orders::Entry = serde_json::from_value(stored).unwrap();
    assert_eq!(read, entry);
}
