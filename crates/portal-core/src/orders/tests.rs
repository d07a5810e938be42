//! Orders, resizes and deletions against an operator that fails, and over crashes.

mod elsewhere;
mod looks;

use contract::{
    ErrorCode, Finding, OpenOrderKind, OpenOrderState, OrderOutcome, OrderPlaceRequest,
    OrderResolution, OrderResolveRequest, OrderReviewRequest, ResizeRequest, SessionDeleteRequest,
};
use model::{Action, HistoryKind, Level, Mbps, OrderId, ServiceId, SessionState};
use operator_client::{NotSent, Operation};

use crate::{
    Portal,
    testing::{What, World, refused, until},
};

/// A portal with an order to whose creation the answer was lost.
async fn with_lost_order(honours_idempotency: bool) -> (World, Portal) {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(honours_idempotency).await;
    world.operator.next(Operation::Create, What::LosesAnswer);
    portal.order_sample().await;
    (world, portal)
}

async fn resolve(portal: &Portal, order: &OrderId, resolution: OrderResolution) -> OrderOutcome {
    let request = OrderResolveRequest {
        order: order.clone(),
        resolution,
    };
    portal.order_resolve(request).await.unwrap().outcome
}

async fn resize(portal: &Portal, id: &ServiceId) -> Result<(), ErrorCode> {
    let request = ResizeRequest {
        id: id.clone(),
        bandwidth: Mbps::new(250).unwrap(),
        level: Level::AA,
        assessment: None,
    };
    portal
        .session_resize(request)
        .await
        .map(|_| ())
        .map_err(|error| error.code)
}

async fn delete(portal: &Portal, id: &ServiceId) -> Result<(), ErrorCode> {
    let request = SessionDeleteRequest {
        id: id.clone(),
        typed_name: "Nordic ring".to_owned(),
    };
    portal
        .session_delete(request)
        .await
        .map(|_| ())
        .map_err(|error| error.code)
}

#[tokio::test]
async fn an_order_becomes_a_session_and_stays_one_after_a_restart() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let id = portal.ordered().await;
    let list = portal.list().await;
    assert!(list.open_orders.is_empty());
    let session = &list.sessions[0];
    assert_eq!(session.service_id, id);
    assert_eq!(session.state, SessionState::Requested);
    assert_eq!(
        session.fee.unwrap().money.to_owned().amount.to_string(),
        "100.00"
    );
    assert!(session.expiry.is_some());

    portal.close().await;
    drop(portal);
    let portal = world.after_crash().open().await;
    assert_eq!(portal.list().await.sessions.len(), 1);
}

#[tokio::test]
async fn a_refused_order_leaves_nothing_behind() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    for error in [
        refused(422, "SERVICE_NOT_APPLICABLE"),
        refused(403, "PERMISSION_DENIED"),
    ] {
        world.operator.next(Operation::Create, What::Fails(error));
        let outcome = portal.order_sample().await;
        assert!(
            matches!(outcome, OrderOutcome::Refused { .. }),
            "{outcome:?}"
        );
    }
    let unreachable = operator_client::CallError::NotSent(NotSent::Unreachable {
        host: "operator.example".to_owned(),
    });
    world
        .operator
        .next(Operation::Create, What::Fails(unreachable));
    let outcome = portal.order_sample().await;
    let OrderOutcome::Refused { error } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(error.code, ErrorCode::Unreachable);
    let list = portal.list().await;
    assert!(list.sessions.is_empty() && list.open_orders.is_empty());
}

#[tokio::test]
async fn what_is_not_permitted_any_more_is_not_sent_again() {
    let (world, portal) = with_lost_order(true).await;
    let open = portal.list().await.open_orders.remove(0);
    let sent = world.operator.count(Operation::Create);
    world.operator.grants(
        &[Action::Assess, Action::Read].map(|action| action.scope(model::Dialect::MultiPoint)),
    );
    portal.assess_sample().await.unwrap();
    let request = OrderResolveRequest {
        order: open.order,
        resolution: OrderResolution::Repeat,
    };
    let error = portal.order_resolve(request).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert_eq!(world.operator.count(Operation::Create), sent);
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_repeated_only_where_that_is_safe() {
    for honours_idempotency in [false, true] {
        let world = World::new();
        let portal = world.open().await;
        portal.connect(honours_idempotency).await;
        world.operator.next(Operation::Create, What::LosesAnswer);
        let outcome = portal.order_sample().await;
        let OrderOutcome::Unknown { error } = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(error.code, ErrorCode::OutcomeUnknown);
        let open = portal.list().await.open_orders.remove(0);
        assert_eq!(open.kind, OpenOrderKind::Order);
        if honours_idempotency {
            assert_eq!(open.state, OpenOrderState::UnknownRepeatable);
            let outcome = resolve(&portal, &open.order, OrderResolution::Repeat).await;
            assert!(matches!(outcome, OrderOutcome::Accepted { .. }));
        } else {
            assert_eq!(open.state, OpenOrderState::Unknown);
            let request = OrderResolveRequest {
                order: open.order.clone(),
                resolution: OrderResolution::Repeat,
            };
            let refusal = portal.order_resolve(request).await.unwrap_err();
            assert_eq!(refusal.code, ErrorCode::InvalidInput);
            let service_id = world.operator.only_network();
            let attach = OrderResolution::Attach { service_id };
            let outcome = resolve(&portal, &open.order, attach).await;
            assert!(matches!(outcome, OrderOutcome::Accepted { .. }));
        }
        assert_eq!(world.operator.networks(), 1);
        let list = portal.list().await;
        assert_eq!((list.sessions.len(), list.open_orders.len()), (1, 0));
    }
}

#[tokio::test]
async fn after_a_crash_an_order_is_taken_up_with_the_same_key() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    world.operator.next(Operation::Create, What::Stalls);
    let assessment = portal.assess_sample().await.unwrap();
    let ordering = portal.clone();
    let order = tokio::spawn(async move {
        let request = OrderPlaceRequest {
            assessment: assessment.id,
            level: Level::A,
            name: "Nordic ring".to_owned(),
        };
        ordering.order_place(request).await
    });
    until("the order to be sent", async || {
        world.operator.count(Operation::Create) == 1
    })
    .await;
    let crashed = world.after_crash();
    let reopened = crashed.open().await;
    let session = reopened.session_is(|_| true).await;
    assert_eq!(session.name, "Nordic ring");
    until("the ledger to be closed", async || {
        reopened.list().await.open_orders.is_empty()
    })
    .await;
    assert_eq!(crashed.operator.networks(), 1);
    portal.close().await;
    order.await.unwrap().unwrap();
}

#[tokio::test]
async fn the_key_of_a_repetition_is_the_first_one() {
    let (world, _portal) = with_lost_order(true).await;
    let reopened = world.after_crash().open().await;
    reopened.session_is(|_| true).await;
    let orders = world.operator.orders();
    assert_eq!(orders.len(), 2);
    assert_eq!(orders[0], orders[1]);
}

#[tokio::test]
async fn after_a_crash_an_order_without_a_key_waits_for_the_person() {
    let (world, portal) = with_lost_order(false).await;
    portal.close().await;
    drop(portal);

    let crashed = world.after_crash();
    let reopened = crashed.open().await;
    let open = reopened.list().await.open_orders.remove(0);
    assert_eq!(open.state, OpenOrderState::Unknown);
    crashed.clock.advance(600);
    tokio::task::yield_now().await;
    assert_eq!(
        crashed.operator.count(Operation::Create),
        1,
        "ordered twice"
    );
    let outcome = resolve(&reopened, &open.order, OrderResolution::Dismiss).await;
    assert_eq!(outcome, OrderOutcome::Dismissed);
    assert!(reopened.list().await.open_orders.is_empty());
}

#[tokio::test]
async fn an_order_without_an_identifier_is_attached_by_hand() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    world.operator.gives_no_id();
    let outcome = portal.order_sample().await;
    assert!(matches!(outcome, OrderOutcome::Unknown { .. }));
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.state, OpenOrderState::AcceptedWithoutId);
    let attach = OrderResolution::Attach {
        service_id: world.operator.only_network(),
    };
    resolve(&portal, &open.order, attach).await;
    assert_eq!(portal.list().await.sessions.len(), 1);
}

#[tokio::test]
async fn a_resize_that_arrived_before_a_crash_is_not_sent_again() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let id = portal.ordered().await;
    world.operator.provisions(&id);
    world.operator.next(Operation::Update, What::LosesAnswer);
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.kind, OpenOrderKind::Resize);
    assert_eq!(open.state, OpenOrderState::UnknownRepeatable);

    let reopened = world.after_crash().open().await;
    until("the resize to be closed", async || {
        reopened.list().await.open_orders.is_empty()
    })
    .await;
    let session = reopened
        .session_is(|session| session.bandwidth == Mbps::new(250).ok())
        .await;
    assert_eq!(session.level, Some(Level::AA.into()));
    assert_eq!(
        session.fee, None,
        "the fee of a resize nobody quoted is not known"
    );
    assert_eq!(world.operator.count(Operation::Update), 1);
}

#[tokio::test]
async fn a_resize_that_never_arrived_is_sent_after_a_crash() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.provisions(&id);
    world
        .operator
        .next(Operation::Update, What::Fails(refused(503, "UNAVAILABLE")));
    assert_eq!(resize(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));

    let reopened = world.after_crash().open().await;
    reopened
        .session_is(|session| session.bandwidth == Mbps::new(250).ok())
        .await;
    assert_eq!(world.operator.count(Operation::Update), 2);
}

#[tokio::test]
async fn a_deletion_ends_with_404_and_the_session_stays_in_the_list() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.provisions(&id);
    delete(&portal, &id).await.unwrap();
    portal
        .session_is(|session| session.state == SessionState::Deleting)
        .await;
    world.operator.remove(&id);
    until("the session to be gone", async || {
        world.clock.advance(60);
        let list = portal.list().await;
        list.sessions[0].state == SessionState::Gone
    })
    .await;
    let detail = portal
        .session_open(contract::SessionRequest { id: id.clone() })
        .await
        .unwrap();
    assert_eq!(detail.history[0].kind, HistoryKind::Deleted);
    assert_eq!(detail.history[1].kind, HistoryKind::DeleteAccepted);
    assert_eq!(delete(&portal, &id).await, Err(ErrorCode::InvalidInput));
}

#[tokio::test]
async fn a_deletion_lost_in_a_crash_is_found_out() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let id = portal.ordered().await;
    world.operator.next(Operation::Delete, What::LosesAnswer);
    assert_eq!(delete(&portal, &id).await, Err(ErrorCode::OutcomeUnknown));
    let open = portal.list().await.open_orders.remove(0);
    assert_eq!(open.kind, OpenOrderKind::Deletion);
    assert_eq!((open.level, open.bandwidth), (None, None));
    let reopened = world.after_crash().open().await;
    reopened
        .session_is(|session| session.state == SessionState::Deleting)
        .await;
    assert_eq!(world.operator.count(Operation::Delete), 1);
}

#[tokio::test]
async fn the_review_says_what_is_sent_and_whether_the_design_moved_on() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    let assessment = portal.assess_sample().await.unwrap();
    let request = OrderReviewRequest {
        assessment: assessment.id.clone(),
        level: Level::AAA,
    };
    let review = portal.order_review(request.clone()).await.unwrap();
    assert_eq!(review.fee, None);
    assert_eq!(
        review.address,
        "https://operator.example/multi-point-vpn/vwip/networks"
    );
    assert_eq!(
        review.connections,
        [("berlin".to_owned(), "aws".to_owned())]
    );
    assert!(!review.is_outdated);

    let edit = contract::DesignEditRequest {
        id: assessment.design.clone(),
        base_revision: 0,
        edit: model::Edit::Rename {
            name: "Another".to_owned(),
        },
    };
    portal.design_edit(edit.clone()).await.unwrap();
    let review = portal.order_review(request.clone()).await.unwrap();
    assert!(!review.is_outdated, "a name is not sent");
    let other = model::Requirement {
        bandwidth: model::Mbps::new(17).unwrap(),
        ..assessment.requirement
    };
    let of_other = contract::DesignEditRequest {
        base_revision: 1,
        edit: model::Edit::SetRequirement { requirement: other },
        ..edit.clone()
    };
    portal.design_edit(of_other).await.unwrap();
    assert!(portal.order_review(request).await.unwrap().is_outdated);
    let conflict = portal.design_edit(edit).await.unwrap_err();
    assert_eq!(conflict.code, ErrorCode::EditConflict);
}
