//! Any faults and a crash: an order is all there, or not at all, or it says so.

use contract::{OpenOrderState, OrderResolution, OrderResolveRequest};
use model::SessionState;
use operator_client::Operation;
use proptest::prelude::*;

use super::{order, world};
use crate::testing::{What, refused, until};

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
