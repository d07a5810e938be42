//! Operators: secrets where they belong, and states as the operator answers.

mod destination;
mod files;
mod keys;
mod test_connection;

use contract::{
    AppError, AssessmentTicket, Empty, ErrorCode, Event, OperatorState, OrderPlaceRequest,
    ProfileForm, ProfileRequest, ProfileTestRequest, SecretState,
};
use model::{Action, Assessment, Level};
use operator_client::{CallError, NotSent, Operation, TokenRefusal};

use crate::{
    Portal,
    testing::{What, World, form, until},
};

/// The kinds of the items in the keyring, in order.
fn kinds(world: &World) -> Vec<String> {
    let mut kinds: Vec<String> = world
        .keyring
        .accounts()
        .iter()
        .filter_map(|account| account.rsplit('/').next().map(str::to_owned))
        .collect();
    kinds.sort_unstable();
    kinds
}

fn test_of(form: ProfileForm) -> ProfileTestRequest {
    ProfileTestRequest {
        ticket: AssessmentTicket("test".to_owned()),
        form,
    }
}

/// The next request for a token is refused so.
fn refuse_token(world: &World, refusal: TokenRefusal) {
    let error = CallError::NotSent(NotSent::Token(refusal));
    world.operator.next(Operation::Token, What::Fails(error));
}

/// Orders what was assessed, which is not permitted: nothing is sent.
async fn denied_order(world: &World, portal: &Portal, assessment: &Assessment) -> AppError {
    let order = OrderPlaceRequest {
        assessment: assessment.id.clone(),
        level: Level::A,
        name: "Not to be".to_owned(),
    };
    let error = portal.order_place(order).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert_eq!(world.operator.count(Operation::Create), 0);
    error
}

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
    refuse_token(&world, TokenRefusal::InvalidClient);
    portal.sandbox_explore(Empty {}).await.unwrap();
    assert_eq!(world.operator.count(Operation::Token), 2);
}

#[tokio::test]
async fn a_copy_has_no_secret_and_is_another_operator() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.profile_save(form()).await.unwrap();
    let request = ProfileRequest {
        id: saved.id.clone(),
    };
    let copy = portal.profile_duplicate(request).await.unwrap();
    assert_ne!(copy.id, saved.id);
    assert_eq!((copy.secret, copy.is_active), (SecretState::Absent, false));
    assert_eq!(copy.name, "Operator (copy)");
    assert_eq!(kinds(&world), ["secret"]);
}

#[tokio::test]
async fn check_44_scopes_that_are_not_granted_are_told_up_front_and_after_a_restart() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.connect(false).await;
    assert!(saved.not_granted.is_empty(), "nothing is known yet");
    world.operator.grants(&[
        Action::Assess.scope(model::Dialect::MultiPoint),
        Action::Read.scope(model::Dialect::MultiPoint),
    ]);
    let assessment = portal.assess_sample().await.unwrap();
    let denied = [Action::Order, Action::Resize, Action::Delete];
    until("the missing scopes to be shown", async || {
        let app = portal.app_open(Empty {}).await.unwrap();
        app.operator.unwrap().not_granted == denied
    })
    .await;
    let error = denied_order(&world, &portal, &assessment).await;
    assert_eq!(
        error.message,
        Action::Order.scope(model::Dialect::MultiPoint)
    );
    // It is stored beside the call, not in its way.
    until(
        "the missing scopes to be known after a restart",
        async || {
            let reopened = world.after_crash().open().await;
            let app = reopened.app_open(Empty {}).await.unwrap();
            app.operator.unwrap().not_granted == denied
        },
    )
    .await;
}

#[tokio::test]
async fn every_profile_of_an_operator_is_told_of_its_record() {
    let world = World::new();
    let portal = world.open().await;
    let other = portal.connect(true).await;
    portal.with_session(&world, true).await;
    let is_told = world.heard(|event| {
        let Event::Profiles(changed) = event else {
            return false;
        };
        let mut changed = changed.changed.iter();
        changed.any(|profile| profile.id == other.id && profile.record.is_some())
    });
    assert!(is_told, "not only the one that ordered");
}
