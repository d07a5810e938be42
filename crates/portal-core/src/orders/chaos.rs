//! Whatever an operator does and whenever the app ends: nothing lost, nothing ordered twice.

use operator_client::Operation;
use proptest::prelude::*;

use crate::testing::{What, World, refused, until};

fn any_fault() -> impl Strategy<Value = Option<What>> {
    prop_oneof![
        Just(None),
        Just(Some(What::LosesAnswer)),
        Just(Some(What::Fails(refused(503, "UNAVAILABLE")))),
        Just(Some(What::Fails(refused(422, "SERVICE_NOT_APPLICABLE")))),
    ]
}

async fn order_all(faults: Vec<Option<What>>, crash_after: usize) {
    let mut world = World::new();
    let mut portal = world.open().await;
    portal.connect(true).await;
    for (number, fault) in faults.into_iter().enumerate() {
        if number == crash_after {
            world = world.after_crash();
            portal = world.open().await;
        }
        if let Some(what) = fault {
            world.operator.next(Operation::Create, what);
        }
        portal.order_sample().await;
    }
    let world = world.after_crash();
    let portal = world.open().await;
    until("every intent to be closed", async || {
        world.clock.advance(1);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    let sessions = portal.list().await.sessions;
    assert_eq!(sessions.len(), world.operator.networks());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_network_is_one_session(
        faults in proptest::collection::vec(any_fault(), 1..5),
        crash_after in 0_usize..6,
    ) {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(order_all(faults, crash_after));
    }
}
