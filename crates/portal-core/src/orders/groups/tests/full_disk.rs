//! What becomes of an order of several services that cannot be written down.

use contract::{
    CustomerRequest, ErrorCode, OpenOrderState, OrderOutcome, OrderPlaceRequest, OrderResolution,
    OrderResolveRequest,
};
use model::Level;
use operator_client::Operation;
use rusqlite::Connection;

use super::{nothing_open, refusal, world};
use crate::testing::{World, three_connections, until};

/// A database that takes no row of a table in which that text stands, until it does again.
struct FullDisk(Connection);

impl FullDisk {
    fn of(world: &World, table: &str, text: &str) -> Self {
        let db = Connection::open(world.folder.path().join("portal.sqlite")).unwrap();
        db.execute_batch(&format!(
            "CREATE TRIGGER full BEFORE INSERT ON {table} WHEN NEW.body LIKE '%{text}%'
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        ))
        .unwrap();
        Self(db)
    }

    fn has_room_again(&self) {
        self.0.execute_batch("DROP TRIGGER full").unwrap();
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_written_can_be_placed_again() {
    let (world, portal) = world().await;
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let disk = FullDisk::of(&world, "order_group", "Nordic");
    let failed = portal.order_place(request.clone()).await.unwrap_err();
    assert_eq!(failed.code, ErrorCode::StorageFailed);
    assert_eq!(world.operator.count(Operation::Create), 0);
    disk.has_room_again();
    let placed = portal.order_place(request).await.unwrap();
    assert!(matches!(placed.outcome, OrderOutcome::Accepted { .. }));
    assert_eq!(world.operator.networks(), 3);
}

#[tokio::test]
async fn a_service_that_was_made_and_cannot_be_written_down_is_decided_and_the_rest_goes_on() {
    let (world, portal) = world().await;
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let disk = FullDisk::of(&world, "ledger", "\"kind\":\"accepted\"");
    let placed = portal.order_place(request).await.unwrap();
    assert!(matches!(placed.outcome, OrderOutcome::Unknown { .. }));
    disk.has_room_again();
    let mut open = None;
    until("a decision to be asked for", async || {
        let orders = portal.list().await.open_orders;
        open = orders
            .into_iter()
            .find(|order| order.state == OpenOrderState::Unknown);
        open.is_some()
    })
    .await;
    assert_eq!(world.operator.count(Operation::Create), 1, "not sent again");
    let attach = OrderResolveRequest {
        order: open.unwrap().order,
        resolution: OrderResolution::Attach {
            service_id: world.operator.only_network(),
        },
    };
    portal.order_resolve(attach).await.unwrap();
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 3);
    assert_eq!(portal.list().await.sessions.len(), 3);
}

#[tokio::test]
async fn what_could_not_be_written_before_it_was_sent_is_sent_a_little_later() {
    let (world, portal) = world().await;
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let disk = FullDisk::of(&world, "ledger", "\"certainty\":\"sending\"");
    let placed = portal.order_place(request).await.unwrap();
    assert!(matches!(placed.outcome, OrderOutcome::Unknown { .. }));
    assert_eq!(world.operator.count(Operation::Create), 0);
    disk.has_room_again();
    world.clock.advance(60);
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.networks(), 3);
}

#[tokio::test]
async fn forgetting_its_customer_takes_no_part_from_an_order_that_is_not_done_with() {
    let (world, portal) = world().await;
    let mut design = three_connections();
    design.customer = "Tessaro Ceramics".to_owned();
    let assessment = portal.assess_design(design).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    world.operator.after(Operation::Create, 1, refusal());
    // That the second was refused is written down, and not yet that the first is taken back.
    let disk = FullDisk::of(&world, "order_group", "taking_back");
    let outcome = portal.order_place(request).await.unwrap().outcome;
    assert!(
        matches!(outcome, OrderOutcome::Unknown { .. }),
        "{outcome:?}"
    );
    let customer = CustomerRequest {
        customer: "Tessaro Ceramics".to_owned(),
    };
    portal.customer_forget(customer).await.unwrap();
    disk.has_room_again();
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.count(Operation::Create), 2, "no third");
    assert_eq!(world.operator.networks(), 0);
    // Now that it led to nothing it can go.
    let customer = CustomerRequest {
        customer: "Tessaro Ceramics".to_owned(),
    };
    portal.customer_forget(customer).await.unwrap();
    let left = portal.core.storage.read(|db| {
        let query = "SELECT count(*) FROM ledger WHERE body ->> '$.state.kind' = 'refused'";
        Ok(db.query_row(query, [], |row| row.get::<_, u32>(0))?)
    });
    assert_eq!(left.await.unwrap(), 0);
}
