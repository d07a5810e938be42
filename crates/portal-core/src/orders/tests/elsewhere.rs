//! An operator's settings are changed while the outcome of an order or deletion is open.

use super::*;
use crate::testing::FakeOperator;

const STAGING: &str = "https://staging.example";
const OWN: &str = "https://operator.example";

/// Looks for what is open a few times.
async fn look_a_while(world: &World, portal: &Portal) {
    for _ in 0..20 {
        world.clock.advance(30);
        portal.list().await;
        tokio::task::yield_now().await;
    }
}

fn changes_at(operator: &FakeOperator) -> usize {
    [Operation::Create, Operation::Update, Operation::Delete]
        .map(|operation| operator.count(operation))
        .iter()
        .sum()
}

#[tokio::test]
async fn an_order_is_not_sent_again_to_another_operator() {
    let world = World::new();
    let portal = world.open().await;
    let profile = portal.connect(true).await;
    let staging = world.operator.at(STAGING);
    world.operator.next(Operation::Create, What::LosesAnswer);
    portal.order_sample().await;
    portal.lead_to(&profile, STAGING).await;
    portal.close().await;
    // After a restart it is looked for, and would be sent again under its key.
    let world = world.after_crash();
    let portal = world.open().await;
    look_a_while(&world, &portal).await;
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.state, OpenOrderState::Elsewhere);
    let repeat = OrderResolveRequest {
        order: open.order.clone(),
        resolution: OrderResolution::Repeat,
    };
    let refused = portal.order_resolve(repeat).await.unwrap_err();
    assert!(refused.message.contains("elsewhere"), "{refused:?}");
    assert_eq!(changes_at(&staging), 0);
    portal.lead_to(&profile, OWN).await;
    until("the order to be closed", async || {
        world.clock.advance(1);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    assert_eq!((world.operator.networks(), changes_at(&staging)), (1, 0));
}

#[tokio::test]
async fn a_404_of_another_operator_makes_no_deletion_done() {
    let world = World::new();
    let portal = world.open().await;
    let profile = portal.connect(false).await;
    let id = portal.ordered().await;
    let staging = world.operator.at(STAGING);
    let fails = What::Fails(refused(503, "UNAVAILABLE"));
    world.operator.next(Operation::Delete, fails);
    assert_eq!(delete(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    portal.lead_to(&profile, STAGING).await;
    look_a_while(&world, &portal).await;
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.kind, OpenOrderKind::Deletion);
    assert_eq!(open.state, OpenOrderState::Elsewhere);
    let sessions = portal.list().await.sessions;
    assert_eq!(sessions[0].state, SessionState::Requested, "not gone");
    portal.lead_to(&profile, OWN).await;
    let outcome = resolve(&portal, &open.order, OrderResolution::Repeat).await;
    assert!(matches!(outcome, OrderOutcome::Accepted { .. }));
    assert_eq!(changes_at(&staging), 0);
}

#[tokio::test]
async fn a_session_is_changed_where_it_is_and_follows_an_operator_that_moves() {
    let world = World::new();
    let portal = world.open().await;
    let profile = portal.connect(false).await;
    let id = portal.ordered().await;
    let moved = world.operator.at(STAGING);
    portal.lead_to(&profile, STAGING).await;
    for refused in [delete(&portal, &id).await, resize(&portal, &id).await] {
        assert_eq!(refused, Err(ErrorCode::InvalidInput));
    }
    assert_eq!(changes_at(&moved), 0);
    let refresh = async || {
        let request = contract::SessionRequest { id: id.clone() };
        portal.session_refresh(request).await
    };
    let told = refresh().await.unwrap_err();
    assert!(told.message.contains("elsewhere"), "{told:?}");
    // The same operator, which has moved with its networks.
    moved.has(&id);
    refresh().await.unwrap();
    delete(&portal, &id).await.unwrap();
    assert_eq!(
        (changes_at(&moved), world.operator.count(Operation::Delete)),
        (1, 0)
    );
}
