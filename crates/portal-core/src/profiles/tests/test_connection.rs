//! The test of a connection: its steps, what fails, and its end.

use contract::{AssessmentTicket, CancelRequest, ErrorCode, Event, ProfileTestView};
use operator_client::{Operation, TokenRefusal};

use super::{refuse_token, test_of};
use crate::testing::{What, World, form, refused, until};

#[tokio::test]
async fn a_test_gets_a_token_and_an_assessment_of_nothing_that_exists() {
    let world = World::new();
    let portal = world.open().await;
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(tested.error, None);
    assert_eq!(tested.granted_scopes.len(), 5);
    assert_eq!(
        states(&tested),
        ["ok", "ok", "skipped", "ok", "ok", "ok"],
        "there is no discovery document"
    );
    assert!(tested.missing_scopes.is_empty());
    assert!(
        world.keyring.accounts().is_empty(),
        "a test leaves nothing behind"
    );

    let denied = refused(403, "PERMISSION_DENIED");
    world.operator.next(Operation::Assess, What::Fails(denied));
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(
        tested.error.map(|error| error.code),
        Some(ErrorCode::PermissionDenied)
    );

    let not_here = refused(404, "NOT_FOUND");
    world
        .operator
        .next(Operation::Assess, What::Fails(not_here));
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert!(tested.error.is_some(), "the base path is another one");
    assert_eq!(
        states(&tested),
        ["ok", "ok", "skipped", "ok", "ok", "failed"]
    );

    let not_like_this = refused(422, "SERVICE_NOT_APPLICABLE");
    world
        .operator
        .next(Operation::Assess, What::Fails(not_like_this));
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(tested.error, None, "it understood the question");
}

#[tokio::test]
async fn a_test_tells_of_each_step_and_stops_at_the_one_that_fails() {
    let world = World::new();
    let portal = world.open().await;
    refuse_token(&world, TokenRefusal::InvalidClient);
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(
        states(&tested),
        ["ok", "ok", "skipped", "failed", "skipped", "skipped"]
    );
    assert_eq!(
        tested.error.map(|error| error.code),
        Some(ErrorCode::InvalidClient)
    );
    refuse_token(&world, TokenRefusal::InvalidScope);
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(
        states(&tested),
        ["ok", "ok", "skipped", "ok", "failed", "skipped"]
    );
    until("the token's step to be told of", async || {
        world.heard(
            |event| matches!(event, Event::ProfileTest(view) if states(view)[3] == "running"),
        )
    })
    .await;
}

#[tokio::test]
async fn a_test_can_be_cancelled() {
    let world = World::new();
    let portal = world.open().await;
    world.operator.next(Operation::Assess, What::Stalls);
    let test = portal.profile_test(test_of(form()));
    let cancel = async {
        until("the call to be under way", async || {
            world.operator.count(Operation::Assess) == 1
        })
        .await;
        let ticket = AssessmentTicket("test".to_owned());
        portal.cancel(CancelRequest { ticket }).await.unwrap();
    };
    let (tested, ()) = tokio::join!(test, cancel);
    assert_eq!(tested.unwrap_err().code, ErrorCode::Cancelled);
}

/// The states of a test's steps, in order.
fn states(view: &ProfileTestView) -> Vec<&'static str> {
    view.steps.iter().map(|step| step.state.as_str()).collect()
}
