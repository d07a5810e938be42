//! An operator's settings are changed while an order of several services is under way.

use contract::{ErrorCode, OpenOrderState, OrderResolution, OrderResolveRequest, ProfileView};
use model::{ServiceId, SessionState};
use operator_client::Operation;

use super::{busy, lost, nothing_open, order, refusal, sessions_in};
use crate::{
    Portal,
    testing::{FakeOperator, World, until},
};

const STAGING: &str = "https://staging.example";
const OWN: &str = "https://operator.example";

/// A world with an operator of single services, its profile, and another operator elsewhere.
async fn world() -> (World, Portal, ProfileView, FakeOperator) {
    let world = World::new();
    world.operator.deletes_at_once();
    let portal = world.open().await;
    let profile = portal.connect_services().await;
    let staging = world.operator.at(STAGING);
    (world, portal, profile, staging)
}

/// Fails if anything of an order is sent to that operator, however long it is waited for.
async fn nothing_is_sent(world: &World, portal: &Portal, operator: &FakeOperator) {
    for _ in 0..20 {
        world.clock.advance(30);
        portal.list().await;
        tokio::task::yield_now().await;
    }
    for operation in [Operation::Create, Operation::Delete] {
        assert_eq!(operator.count(operation), 0, "{operation:?}");
    }
}

/// Waits until the order of several services says that its operator is another one.
async fn held(world: &World, portal: &Portal) {
    until("the order to be held", async || {
        world.clock.advance(1);
        let open = portal.list().await.open_orders;
        let group = open.iter().find(|order| order.progress.is_some());
        group.is_some_and(|group| group.state == OpenOrderState::Elsewhere)
    })
    .await;
}

#[tokio::test]
async fn the_rest_is_not_ordered_where_the_settings_lead_since() {
    let (world, portal, profile, staging) = world().await;
    world.operator.after(Operation::Create, 2, busy());
    order(&portal).await;
    portal.lead_to(&profile, STAGING).await;
    held(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    portal.close().await;
    let world = world.after_crash();
    let portal = world.open().await;
    held(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    portal.lead_to(&profile, OWN).await;
    nothing_open(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    assert_eq!(world.operator.networks(), 3);
}

#[tokio::test]
async fn nothing_is_taken_back_at_another_operator() {
    let (world, portal, profile, staging) = world().await;
    world.operator.after(Operation::Create, 1, lost());
    order(&portal).await;
    portal.lead_to(&profile, STAGING).await;
    let open = portal.list().await.open_orders;
    let unknown = open.into_iter().find(|order| order.progress.is_none());
    let unknown = unknown.unwrap();
    assert_eq!(unknown.state, OpenOrderState::Elsewhere);
    // What the other operator has under that name is another network.
    let attach = OrderResolveRequest {
        order: unknown.order.clone(),
        resolution: OrderResolution::Attach {
            service_id: ServiceId::new("net2").unwrap(),
        },
    };
    let refused = portal.order_resolve(attach).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
    assert!(refused.message.contains("elsewhere"), "{refused:?}");
    let dismiss = OrderResolveRequest {
        order: unknown.order,
        resolution: OrderResolution::Dismiss,
    };
    portal.order_resolve(dismiss).await.unwrap();
    held(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    assert_eq!(world.operator.networks(), 2);
    portal.lead_to(&profile, OWN).await;
    nothing_open(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    // The one that was made; of the other the person said that it is not there.
    assert_eq!(world.operator.count(Operation::Delete), 1);
}

#[tokio::test]
async fn an_order_whose_operator_is_another_one_ends_after_a_day() {
    let (world, portal, profile, staging) = world().await;
    world.operator.after(Operation::Create, 2, refusal());
    world.operator.next(Operation::Delete, busy());
    order(&portal).await;
    portal.lead_to(&profile, STAGING).await;
    held(&world, &portal).await;
    world.clock.advance(25 * 3_600);
    nothing_open(&world, &portal).await;
    nothing_is_sent(&world, &portal, &staging).await;
    let sessions = portal.list().await.sessions;
    let is_left = |session: &model::Session| session.group.as_ref().unwrap().is_incomplete;
    assert_eq!(
        sessions.iter().filter(|session| is_left(session)).count(),
        2
    );
}

#[tokio::test]
async fn an_order_whose_operator_is_deleted_ends() {
    let (world, portal, profile, _) = world().await;
    world.operator.after(Operation::Create, 2, busy());
    order(&portal).await;
    portal.close().await;
    let world = world.after_crash();
    let portal = world.open().await;
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.progress.unwrap().made, 2, "as it was");
    let request = contract::ProfileRequest { id: profile.id };
    portal.profile_delete(request).await.unwrap();
    nothing_open(&world, &portal).await;
    let sessions = portal.list().await.sessions;
    assert_eq!(sessions.len(), 2);
    let is_left = |session: &model::Session| session.group.as_ref().unwrap().is_incomplete;
    assert!(sessions.iter().all(is_left), "{sessions:#?}");
    assert_eq!(sessions_in(&portal, SessionState::Gone).await, 0);
}
