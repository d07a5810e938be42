//! What the operator does not grant is not sent, whoever wants it.

use std::sync::Arc;

use contract::{ErrorCode, OrderOutcome, OrderPlaceRequest};
use model::{Action, Dialect, Level};
use operator_client::Operation;
use tokio::sync::Notify;

use super::{nothing_open, order, world};
use crate::testing::{FakeOperator, What, three_connections, until};

fn grant(operator: &FakeOperator, actions: &[Action]) {
    let scopes = actions
        .iter()
        .map(|action| action.scope(Dialect::SiteToCloud));
    operator.grants(&scopes.collect::<Vec<_>>());
}

#[tokio::test]
async fn what_could_not_be_taken_back_is_not_ordered() {
    let (world, portal) = world().await;
    grant(
        &world.operator,
        &[Action::Assess, Action::Order, Action::Read],
    );
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let request = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let refused = portal.order_place(request).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PermissionDenied);
    assert_eq!(refused.message, Action::Delete.scope(Dialect::SiteToCloud));
    assert_eq!(world.operator.count(Operation::Create), 0);
}

#[tokio::test]
async fn what_is_not_granted_any_more_is_neither_ordered_nor_deleted() {
    let (world, portal) = world().await;
    grant(&world.operator, &Action::ALL);
    let answer = Arc::new(Notify::new());
    let second = What::Waits(Arc::clone(&answer));
    world.operator.after(Operation::Create, 1, second);
    let ordering = portal.clone();
    let task = tokio::spawn(async move { order(&ordering).await });
    until("the second to be on its way", async || {
        world.operator.count(Operation::Create) == 2
    })
    .await;
    grant(&world.operator, &[Action::Assess, Action::Read]);
    answer.notify_one();
    let outcome = task.await.unwrap();
    let OrderOutcome::Incomplete { error } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    nothing_open(&world, &portal).await;
    assert_eq!(world.operator.count(Operation::Create), 2);
    assert_eq!(world.operator.count(Operation::Delete), 0);
    assert_eq!(world.operator.networks(), 2);
}
