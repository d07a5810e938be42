//! Keys that sign in place of a secret.

use contract::{Empty, ErrorCode, KeyMakeRequest, ProfileForm, SecretState};
use model::{Authentication, SigningAlgorithm};

use super::{kinds, test_of};
use crate::testing::{IMPORT, World, form};

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
