//! Looking for what is open at the operator, and what an open outcome stands in the way of.

use super::*;

#[tokio::test]
async fn check_32_an_order_without_an_answer_is_found_in_the_operators_list() {
    for others in [0, 7] {
        let world = World::new();
        let portal = world.open().await;
        portal.connect(false).await;
        world.operator.lists(2);
        for _ in 0..others {
            portal.ordered().await;
        }
        world.operator.next(Operation::Create, What::LosesAnswer);
        let outcome = portal.order_sample().await;
        assert!(matches!(outcome, OrderOutcome::Unknown { .. }));
        until("the order to be found", async || {
            world.clock.advance(1);
            portal.list().await.open_orders.is_empty()
        })
        .await;
        let list = portal.list().await;
        assert_eq!(list.sessions.len(), others + 1);
        assert_eq!(world.operator.networks(), others + 1);
        assert_eq!(world.operator.count(Operation::Create), others + 1);
    }
}

#[tokio::test]
async fn an_order_that_the_list_does_not_have_stays_open_and_says_so() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    world.operator.lists(20);
    world
        .operator
        .next(Operation::Create, What::Fails(refused(503, "UNAVAILABLE")));
    portal.order_sample().await;
    let looked = async || portal.list().await.open_orders.remove(0).look;
    assert_eq!(looked().await, None);
    until("a look", async || {
        world.clock.advance(1);
        looked().await.is_some()
    })
    .await;
    assert_eq!(looked().await.unwrap().finding, Finding::NotListed);
    assert_eq!(
        world.operator.count(Operation::Create),
        1,
        "sent again while the person is there to ask"
    );
}

#[tokio::test]
async fn check_50_an_operator_without_a_list_is_asked_once() {
    let (world, portal) = with_lost_order(false).await;
    until("a look", async || {
        world.clock.advance(1);
        portal.list().await.open_orders[0].look.is_some()
    })
    .await;
    let look = portal.list().await.open_orders.remove(0).look.unwrap();
    assert_eq!(look.finding, Finding::NoList);
    world.clock.advance(4000);
    assert_eq!(portal.list().await.next_poll_at, None);
    assert_eq!(world.operator.count(Operation::Read), 1);
}

#[tokio::test]
async fn a_key_is_not_relied_on_for_longer_than_a_day() {
    let (world, _portal) = with_lost_order(true).await;
    world.clock.advance(24 * 3600);
    let reopened = world.after_crash().open().await;
    until("a look", async || {
        reopened.list().await.open_orders[0].look.is_some()
    })
    .await;
    let open = reopened.list().await.open_orders.remove(0);
    assert_eq!(open.state, OpenOrderState::Unknown);
    let request = OrderResolveRequest {
        order: open.order,
        resolution: OrderResolution::Repeat,
    };
    let refusal = reopened.order_resolve(request).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::InvalidInput);
    assert_eq!(world.operator.count(Operation::Create), 1);
}

#[tokio::test]
async fn a_change_without_an_answer_is_read_back_without_a_restart() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let id = portal.ordered().await;
    world.operator.provisions(&id);
    world.operator.next(Operation::Update, What::LosesAnswer);
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    until("the resize to be closed", async || {
        world.clock.advance(1);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    portal
        .session_is(|session| session.bandwidth == Mbps::new(250).ok() && session.drift.is_none())
        .await;
    world.operator.next(Operation::Delete, What::LosesAnswer);
    assert_eq!(delete(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    until("the deletion to be closed", async || {
        world.clock.advance(1);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    portal
        .session_is(|session| session.state == SessionState::Deleting)
        .await;
    assert_eq!(world.operator.count(Operation::Update), 1);
    assert_eq!(world.operator.count(Operation::Delete), 1);
}

#[tokio::test]
async fn a_change_that_did_not_arrive_says_what_the_network_has_and_blocks_the_next_one() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.provisions(&id);
    let fault = || What::Fails(refused(503, "UNAVAILABLE"));
    world.operator.next(Operation::Update, fault());
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    until("a look", async || {
        world.clock.advance(1);
        portal.list().await.open_orders[0].look.is_some()
    })
    .await;
    let open = portal.list().await.open_orders.remove(0);
    let look = open.look.unwrap();
    assert_eq!(look.finding, Finding::Unchanged);
    assert_eq!(look.bandwidth, Mbps::new(100).ok());
    assert_eq!(world.operator.count(Operation::Update), 1);
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::InvalidInput));

    // A deletion ends what the change may have come to.
    delete(&portal, &id).await.unwrap();
    world.operator.remove(&id);
    until("the resize to be closed", async || {
        world.clock.advance(60);
        portal.list().await.open_orders.is_empty()
    })
    .await;
    assert_eq!(world.operator.count(Operation::Update), 1);
}

#[tokio::test]
async fn one_offer_is_not_ordered_again_while_its_order_is_open() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    world.operator.next(Operation::Create, What::LosesAnswer);
    let assessment = portal.assess_sample().await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let first = portal.order_place(request.clone()).await.unwrap();
    let again = portal.order_place(request.clone()).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::InvalidInput);
    assert_eq!(world.operator.networks(), 1);
    resolve(&portal, &first.order, OrderResolution::Dismiss).await;
    portal.order_place(request).await.unwrap();
}
