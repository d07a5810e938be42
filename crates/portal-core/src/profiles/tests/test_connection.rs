//! The test of a connection: its steps, what fails, and its end.

use chrono::TimeDelta;
use contract::{
    AssessmentTicket, CancelRequest, Empty, ErrorCode, Event, ProfileForm, ProfileTestView,
};
use model::{Action, Dialect};
use operator_client::{CallError, NotSent, Operation, TokenRefusal};

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

#[tokio::test]
async fn a_proxy_of_the_system_may_know_names_that_this_computer_does_not() {
    let world = World::new();
    let portal = world.open().await;
    let unknown = || {
        let host = "operator.example:443".to_owned();
        What::Fails(CallError::NotSent(NotSent::Unreachable { host }))
    };
    world.operator.next(Operation::Discovery, unknown());
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(tested.error, None);
    assert_eq!(
        states(&tested),
        ["skipped", "ok", "skipped", "ok", "ok", "ok"]
    );
    let mut by_proxy = form();
    by_proxy.options.proxy = "http://proxy.example:8080".to_owned();
    for (form, asked) in [(form(), 2), (by_proxy, 1)] {
        let before = world.operator.count(Operation::Discovery);
        let fails = vec![Some(unknown()); asked];
        world.operator.scripted(Operation::Discovery, fails);
        let tested = portal.profile_test(test_of(form)).await.unwrap();
        let code = tested.error.as_ref().map(|error| error.code);
        assert_eq!(code, Some(ErrorCode::Unreachable));
        assert_eq!(states(&tested)[..2], ["failed", "skipped"]);
        assert_eq!(world.operator.count(Operation::Discovery) - before, asked);
    }
}

#[tokio::test]
async fn a_clock_that_is_days_wrong_is_told() {
    for (ahead, told) in [
        (10, None),
        (-90_000, Some(-90_000)),
        (864_000, Some(864_000)),
    ] {
        let world = World::new();
        let portal = world.open().await;
        world.operator.is_ahead(TimeDelta::seconds(ahead));
        let tested = portal.profile_test(test_of(form())).await.unwrap();
        assert_eq!(tested.clock_ahead_s, told);
    }
}

#[tokio::test]
async fn check_44_a_test_learns_that_more_is_granted_than_was() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.connect(false).await;
    let read = Action::Read.scope(Dialect::MultiPoint);
    world.operator.grants(&[read]);
    portal.assess_sample().await.unwrap();
    until("the narrow grant to be known", async || {
        portal.assess_sample().await.is_err()
    })
    .await;
    let all = Action::ALL.map(|action| action.scope(Dialect::MultiPoint));
    world.operator.grants(&all);
    assert!(portal.assess_sample().await.is_err(), "nobody has asked");

    let stored = ProfileForm {
        id: Some(saved.id.clone()),
        secret: None,
        ..form()
    };
    let mut other = stored.clone();
    other.options.scopes = "other".to_owned();
    portal.profile_test(test_of(other)).await.unwrap();
    assert!(portal.assess_sample().await.is_err(), "that was another");
    portal.profile_test(test_of(stored)).await.unwrap();
    portal.assess_sample().await.unwrap();
    let app = portal.app_open(Empty {}).await.unwrap();
    assert!(app.operator.unwrap().not_granted.is_empty());
}

/// The states of a test's steps, in order.
fn states(view: &ProfileTestView) -> Vec<&'static str> {
    view.steps.iter().map(|step| step.state.as_str()).collect()
}
