//! Operators: secrets where they belong, and states as the operator answers.

use contract::{
    AssessmentTicket, CancelRequest, Empty, ErrorCode, Event, KeyMakeRequest, OperatorState,
    OrderPlaceRequest, ProfileExportRequest, ProfileForm, ProfileRequest, ProfileTestRequest,
    ProfileTestView, SecretState,
};
use model::{Action, Authentication, Colour, Level, Role, SigningAlgorithm};
use operator_client::{CallError, NotSent, Operation, TokenRefusal};

use crate::testing::{IMPORT, SECRET, What, World, form, refused, until};

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
async fn a_key_is_kept_once_its_form_is_saved_and_replaces_the_secret() {
    let world = World::new();
    let portal = world.open().await;
    let with_secret = portal.profile_save(form()).await.unwrap();
    let made = portal
        .profile_key_make(KeyMakeRequest {
            algorithm: SigningAlgorithm::Es256,
        })
        .await
        .unwrap();
    assert_eq!(kinds(&world), ["secret"], "an open form keeps nothing");

    let signing = ProfileForm {
        id: Some(with_secret.id.clone()),
        authentication: Authentication::PrivateKeyJwt,
        secret: None,
        key: Some(made.ticket.clone()),
        ..form()
    };
    assert_eq!(
        portal
            .profile_test(test_of(signing.clone()))
            .await
            .unwrap()
            .error,
        None
    );
    let view = portal.profile_save(signing.clone()).await.unwrap();
    assert_eq!(view.secret, SecretState::Stored);
    assert_eq!(view.public_key.as_ref(), Some(&made.public_key));
    assert_eq!(kinds(&world), ["key"]);
    let again = portal.profile_save(signing.clone()).await.unwrap_err();
    assert_eq!(
        again.code,
        ErrorCode::InvalidInput,
        "a ticket is good for once"
    );

    let kept = ProfileForm {
        key: None,
        name: "Renamed".to_owned(),
        ..signing.clone()
    };
    let renamed = portal.profile_save(kept).await.unwrap();
    assert_eq!(renamed.public_key, Some(made.public_key));
    assert_eq!(renamed.secret, SecretState::Stored);
    portal.assess_sample().await.unwrap();

    let back = ProfileForm {
        id: Some(with_secret.id),
        ..form()
    };
    let view = portal.profile_save(back).await.unwrap();
    assert_eq!((view.secret, view.public_key), (SecretState::Stored, None));
    assert_eq!(kinds(&world), ["secret"]);
}

#[tokio::test]
async fn another_method_without_its_credential_has_none() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.profile_save(form()).await.unwrap().id;
    let bare = ProfileForm {
        id: Some(id),
        authentication: Authentication::PrivateKeyJwt,
        ..form()
    };
    let view = portal.profile_save(bare).await.unwrap();
    assert_eq!(view.secret, SecretState::Absent);
    assert!(kinds(&world).is_empty(), "a typed secret is not for a key");
    let error = portal.assess_sample().await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretMissing);
}

#[tokio::test]
async fn a_key_file_is_read_by_the_core() {
    let world = World::new();
    let portal = world.open().await;
    let file = world.folder.path().join(IMPORT);
    let missing = portal.profile_key_import(Empty {}).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::InvalidInput);
    std::fs::write(&file, "no key").unwrap();
    let wrong = portal.profile_key_import(Empty {}).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::InvalidInput);
    assert!(wrong.message.starts_with("Key: "), "{}", wrong.message);
}

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

#[tokio::test]
async fn a_test_tells_of_each_step_and_stops_at_the_one_that_fails() {
    let world = World::new();
    let portal = world.open().await;
    let refused = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient));
    world.operator.next(Operation::Token, What::Fails(refused));
    let tested = portal.profile_test(test_of(form())).await.unwrap();
    assert_eq!(
        states(&tested),
        ["ok", "ok", "skipped", "failed", "skipped", "skipped"]
    );
    assert_eq!(
        tested.error.map(|error| error.code),
        Some(ErrorCode::InvalidClient)
    );
    let scopes = CallError::NotSent(NotSent::Token(TokenRefusal::InvalidScope));
    world.operator.next(Operation::Token, What::Fails(scopes));
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

fn test_of(form: ProfileForm) -> ProfileTestRequest {
    ProfileTestRequest {
        ticket: AssessmentTicket("test".to_owned()),
        form,
    }
}

/// The states of a test's steps, in order.
fn states(view: &ProfileTestView) -> Vec<&'static str> {
    view.steps.iter().map(|step| step.state.as_str()).collect()
}

#[tokio::test]
async fn an_operator_goes_into_a_file_and_out_of_it_without_its_secrets() {
    let world = World::new();
    let portal = world.open().await;
    let mut typed = form();
    typed.options.colour = Colour::Red;
    typed.options.scopes = "one two".to_owned();
    let saved = portal.profile_save(typed).await.unwrap();
    let request = |role| ProfileExportRequest {
        id: saved.id.clone(),
        role,
        who_may_order: " Network desk ".to_owned(),
    };
    let file = portal.profile_export(request(Role::QuoteOnly)).await;
    let path = file.unwrap().path.unwrap();
    assert!(path.ends_with("Operator.operator.json"), "{path}");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(SECRET) && !text.contains(saved.id.as_str()));

    std::fs::copy(&path, world.folder.path().join(IMPORT)).unwrap();
    let imported = portal.profile_import(Empty {}).await.unwrap().unwrap();
    assert_ne!(imported.id, saved.id);
    assert_eq!(imported.secret, SecretState::Absent);
    assert_eq!(imported.api_root, saved.api_root);
    assert_eq!(
        (
            imported.options.role,
            imported.options.who_may_order.as_str()
        ),
        (Role::QuoteOnly, "Network desk")
    );
    assert_eq!(imported.options.colour, Colour::Red);
    assert_eq!(imported.options.scopes, "one two");
    assert_eq!(kinds(&world), ["secret"]);

    for wrong in [
        "",
        "{}",
        &text.replace("-operator\"", "-quote\""),
        &text.replace("https", "ftp"),
    ] {
        std::fs::write(world.folder.path().join(IMPORT), wrong).unwrap();
        let error = portal.profile_import(Empty {}).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidInput, "{wrong}");
    }
}

#[tokio::test]
async fn who_may_only_look_orders_nothing_and_cannot_widen_it() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.profile_save(form()).await.unwrap();
    let request = ProfileExportRequest {
        id: saved.id.clone(),
        role: Role::QuoteOnly,
        who_may_order: "Network desk".to_owned(),
    };
    let path = portal.profile_export(request).await.unwrap().path.unwrap();
    portal
        .profile_delete(ProfileRequest { id: saved.id })
        .await
        .unwrap();
    std::fs::copy(path, world.folder.path().join(IMPORT)).unwrap();
    let imported = portal.profile_import(Empty {}).await.unwrap().unwrap();
    let with_secret = ProfileForm {
        id: Some(imported.id.clone()),
        ..form()
    };
    let saved = portal.profile_save(with_secret).await.unwrap();
    assert_eq!(saved.options.role, Role::QuoteOnly, "a form widens nothing");
    let id = imported.id;
    portal
        .profile_use(ProfileRequest { id: id.clone() })
        .await
        .unwrap();
    let assessment = portal.assess_sample().await.unwrap();
    let order = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Not to be".to_owned(),
    };
    let error = portal.order_place(order).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert!(error.message.contains("Network desk"), "{}", error.message);
    assert_eq!(world.operator.count(Operation::Create), 0);

    let again = ProfileExportRequest {
        id,
        role: Role::Full,
        who_may_order: String::new(),
    };
    let path = portal.profile_export(again).await.unwrap().path.unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("quote-only"), "handed on as it came: {text}");
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
    let order = OrderPlaceRequest {
        assessment: assessment.id,
        level: Level::A,
        name: "Not granted".to_owned(),
    };
    let error = portal.order_place(order).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert_eq!(
        error.message,
        Action::Order.scope(model::Dialect::MultiPoint)
    );
    assert_eq!(world.operator.count(Operation::Create), 0);
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
