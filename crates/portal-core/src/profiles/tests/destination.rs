//! A stored secret goes where it was typed for, and nowhere else.

use contract::{ErrorCode, ProfileForm, SecretState, SecretText};
use model::Authentication;
use operator_client::Operation;

use super::{kinds, test_of};
use crate::{
    secrets::SecretStore as _,
    testing::{SECRET, World, form},
};

#[tokio::test]
async fn a_stored_secret_never_goes_to_another_address() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.profile_save(form()).await.unwrap();
    let unchanged = ProfileForm {
        id: Some(saved.id.clone()),
        secret: None,
        ..form()
    };
    let elsewhere = |change: fn(&mut ProfileForm)| {
        let mut form = unchanged.clone();
        change(&mut form);
        form
    };
    for typed in [
        elsewhere(|form| form.token_endpoint = "https://b.example/token".to_owned()),
        elsewhere(|form| {
            form.options.discovery_url =
                "https://b.example/.well-known/openid-configuration".to_owned();
        }),
        elsewhere(|form| {
            form.options.discovery_url =
                "https://operator.example/.well-known/openid-configuration".to_owned();
            form.options.approved_host = "b.example:443".to_owned();
        }),
    ] {
        let tested = portal.profile_test(test_of(typed.clone())).await;
        let saved = portal.profile_save(typed).await;
        for error in [tested.unwrap_err(), saved.unwrap_err()] {
            assert_eq!(error.code, ErrorCode::InvalidInput);
            assert!(
                error.message.starts_with("Client secret"),
                "{}",
                error.message
            );
        }
    }
    let asked = [Operation::Discovery, Operation::Token, Operation::Assess];
    assert!(asked.iter().all(|call| world.operator.count(*call) == 0));

    let renamed = elsewhere(|form| form.base_path = "/elsewhere/vwip".to_owned());
    let view = portal.profile_save(renamed).await.unwrap();
    assert_eq!(view.secret, SecretState::Stored);
    let mut typed = elsewhere(|form| form.token_endpoint = "https://b.example/token".to_owned());
    typed.secret = Some(SecretText::new("the-secret-of-b"));
    portal.profile_save(typed).await.unwrap();
    let account = &world.keyring.accounts()[0];
    let kept = world.keyring.get(account).unwrap().unwrap();
    let kept = secrecy::ExposeSecret::expose_secret(&kept);
    assert!(kept.ends_with(b"the-secret-of-b") && !kept.ends_with(SECRET.as_bytes()));
}

#[tokio::test]
async fn a_secret_left_behind_by_another_method_is_not_used_elsewhere() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.profile_save(form()).await.unwrap().id;
    let changed = |authentication, token_endpoint: &str| ProfileForm {
        id: Some(id.clone()),
        authentication,
        token_endpoint: token_endpoint.to_owned(),
        secret: None,
        ..form()
    };
    let key = changed(Authentication::PrivateKeyJwt, &form().token_endpoint);
    portal.profile_save(key).await.unwrap();
    assert!(kinds(&world).is_empty());
    let back = changed(Authentication::ClientSecret, "https://b.example/token");
    let error = portal.profile_save(back).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
}
