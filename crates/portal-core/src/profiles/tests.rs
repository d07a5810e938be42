//! Operators: secrets where they belong, and states as the operator answers.

use contract::{Empty, ErrorCode, OperatorState, ProfileForm, ProfileRequest, SecretState};
use operator_client::{CallError, NotSent, Operation, TokenRefusal};

use crate::testing::{What, World, form, refused, until};

#[tokio::test]
async fn a_saved_secret_is_in_the_keyring_and_nowhere_else() {
    let world = World::new();
    let portal = world.open().await;
    let view = portal.profile_save(form()).await.unwrap();
    assert_eq!(view.secret, SecretState::Stored);
    assert!(view.is_active, "the first operator is used at once");
    let accounts = world.keyring.accounts();
    assert_eq!(accounts.len(), 1);
    assert!(
        accounts[0].ends_with(&format!("/{}/secret", view.id)),
        "{accounts:?}"
    );

    let kept = ProfileForm {
        id: Some(view.id.clone()),
        secret: None,
        name: "Renamed".to_owned(),
        ..form()
    };
    let renamed = portal.profile_save(kept).await.unwrap();
    assert_eq!(
        (renamed.name.as_str(), renamed.secret),
        ("Renamed", SecretState::Stored)
    );
    portal.assess_sample().await.unwrap();

    portal
        .profile_delete(ProfileRequest { id: view.id })
        .await
        .unwrap();
    assert!(world.keyring.accounts().is_empty());
    let error = portal.assess_sample().await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoOperator);
}

#[tokio::test]
async fn without_a_secret_the_person_is_told_so() {
    let world = World::new();
    let portal = world.open().await;
    let bare = ProfileForm {
        secret: None,
        ..form()
    };
    portal.profile_save(bare).await.unwrap();
    let error = portal.assess_sample().await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretMissing);
    until("the operator to be signed out", async || {
        let app = portal.app_open(Empty {}).await.unwrap();
        app.operator.unwrap().state == OperatorState::SignedOut
    })
    .await;
}

#[tokio::test]
async fn exploring_needs_no_form_and_is_remembered() {
    let world = World::new();
    let portal = world.open().await;
    assert!(portal.app_open(Empty {}).await.unwrap().operator.is_none());
    let view = portal.sandbox_explore(Empty {}).await.unwrap();
    assert!(view.is_built_in && view.is_simulated && view.is_active && view.honours_idempotency);
    assert_eq!(
        view.published_levels,
        Some(["99.5".to_owned(), "99.9".to_owned(), "99.99".to_owned()])
    );
    assert_eq!(world.keyring.accounts().len(), 1);
    let again = portal.sandbox_explore(Empty {}).await.unwrap();
    assert_eq!(again.id, view.id);
    let reopened = world.after_crash().open().await;
    let app = reopened.app_open(Empty {}).await.unwrap();
    assert_eq!(app.operator.map(|operator| operator.id), Some(view.id));
}

#[tokio::test]
async fn a_sandbox_that_forgot_its_client_gets_a_new_secret() {
    let world = World::new();
    let portal = world.open().await;
    let refused = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
    world.operator.next(Operation::Token, What::Fails(refused));
    portal.sandbox_explore(Empty {}).await.unwrap();
    assert_eq!(world.operator.count(Operation::Token), 2);
}

#[tokio::test]
async fn a_test_gets_a_token_and_an_assessment_of_nothing_that_exists() {
    let world = World::new();
    let portal = world.open().await;
    let tested = portal.profile_test(form()).await.unwrap();
    assert_eq!(tested.error, None);
    assert_eq!(tested.granted_scopes.len(), 5);
    assert!(tested.missing_scopes.is_empty());
    assert!(
        world.keyring.accounts().is_empty(),
        "a test leaves nothing behind"
    );

    let denied = refused(403, "PERMISSION_DENIED");
    world.operator.next(Operation::Assess, What::Fails(denied));
    let tested = portal.profile_test(form()).await.unwrap();
    assert_eq!(
        tested.error.map(|error| error.code),
        Some(ErrorCode::PermissionDenied)
    );

    let not_here = refused(404, "NOT_FOUND");
    world
        .operator
        .next(Operation::Assess, What::Fails(not_here));
    let tested = portal.profile_test(form()).await.unwrap();
    assert!(tested.error.is_some(), "the base path is another one");

    let not_like_this = refused(422, "SERVICE_NOT_APPLICABLE");
    world
        .operator
        .next(Operation::Assess, What::Fails(not_like_this));
    let tested = portal.profile_test(form()).await.unwrap();
    assert_eq!(tested.error, None, "it understood the question");
}
