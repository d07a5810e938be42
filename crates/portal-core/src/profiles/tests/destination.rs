//! A stored secret goes where it was typed for, and nowhere else.

use std::sync::Arc;

use contract::{
    Empty, ErrorCode, KeyringChoice, KeyringRequest, ProfileForm, ProfileRequest, SecretState,
    SecretText,
};
use model::Authentication;
use operator_client::Operation;
use secrecy::SecretSlice;
use tokio::sync::Notify;

use super::{kinds, test_of};
use crate::{
    KeyringError, MemorySecrets, SecretStore,
    testing::{SECRET, What, World, form, until},
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

#[tokio::test]
async fn a_call_under_way_never_shows_a_new_secret_to_the_operator_before() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.connect(false).await.id;
    let elsewhere = world.operator.at("https://b.example");
    let goes_on = Arc::new(Notify::new());
    let renews = What::Renews(Arc::clone(&goes_on));
    world.operator.next(Operation::Assess, renews);
    let change = async {
        until("the call to be under way", async || {
            world.operator.count(Operation::Assess) == 1
        })
        .await;
        let form = ProfileForm {
            id: Some(id),
            api_root: "https://b.example".to_owned(),
            token_endpoint: "https://b.example/token".to_owned(),
            secret: Some(SecretText::new("the-secret-of-b")),
            ..form()
        };
        portal.profile_save(form).await.unwrap();
        goes_on.notify_one();
    };
    let (asked, ()) = tokio::join!(portal.assess_sample(), change);
    assert_eq!(asked.unwrap_err().code, ErrorCode::SecretMissing);
    assert!(world.operator.shown().iter().all(|shown| shown == SECRET));
    portal.assess_sample().await.unwrap();
    assert_eq!(elsewhere.shown(), ["the-secret-of-b"]);
    let state = portal.app_open(Empty {}).await.unwrap().operator.unwrap();
    assert_eq!(
        (state.state, state.is_simulated),
        (contract::OperatorState::Ready, true)
    );
}

#[tokio::test]
async fn a_token_that_comes_after_its_operator_is_deleted_is_not_kept() {
    for forgets_all in [false, true] {
        let world = World::new();
        let portal = world.open().await;
        let id = portal.connect(false).await.id;
        let goes_on = Arc::new(Notify::new());
        let renews = What::Renews(Arc::clone(&goes_on));
        world.operator.next(Operation::Assess, renews);
        let delete = async {
            until("the call to be under way", async || {
                world.operator.count(Operation::Assess) == 1
            })
            .await;
            if forgets_all {
                portal.app_forget(Empty {}).await.unwrap();
            } else {
                portal.profile_delete(ProfileRequest { id }).await.unwrap();
            }
            goes_on.notify_one();
        };
        let (asked, ()) = tokio::join!(portal.assess_sample(), delete);
        assert!(asked.is_err());
        assert!(world.keyring.accounts().is_empty());
    }
}

/// A keyring that takes one secret and no other.
#[derive(Default)]
struct Full(MemorySecrets);

impl SecretStore for Full {
    fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        self.0.get(account)
    }
    fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
        if self.0.accounts().is_empty() {
            self.0.set(account, content)
        } else {
            Err(KeyringError::Dismissed)
        }
    }
    fn delete(&self, account: &str) -> Result<(), KeyringError> {
        self.0.delete(account)
    }
}

#[tokio::test]
async fn an_operator_that_is_not_changed_after_all_is_asked_as_before() {
    let world = World::new();
    let portal = world.open_with(Arc::new(Full::default())).await.unwrap();
    let id = portal.connect(false).await.id;
    let changed = ProfileForm {
        id: Some(id),
        ..form()
    };
    let error = portal.profile_save(changed).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::KeyringDismissed);
    portal.assess_sample().await.unwrap();
    assert_eq!(world.operator.shown(), [SECRET]);
}

#[tokio::test]
async fn what_memory_could_not_replace_in_the_keyring_stays_there_unused() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.connect(false).await.id;
    let choice = KeyringChoice::Memory;
    portal.keyring_use(KeyringRequest { choice }).await.unwrap();
    let form = ProfileForm {
        id: Some(id.clone()),
        api_root: "https://b.example".to_owned(),
        token_endpoint: "https://b.example/token".to_owned(),
        secret: Some(SecretText::new("the-secret-of-b")),
        ..form()
    };
    let elsewhere = world.operator.at("https://b.example");
    portal.profile_save(form.clone()).await.unwrap();
    portal.assess_sample().await.unwrap();
    assert_eq!(kinds(&world), ["secret"], "the one of before");

    let later = world.after_crash();
    let reopened = later.open().await;
    let [operator] = &reopened.profile_list(Empty {}).await.unwrap()[..] else {
        panic!("there is one operator");
    };
    assert_eq!(operator.secret, SecretState::Absent);
    let error = reopened.assess_sample().await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretMissing);
    let unchanged = ProfileForm {
        secret: None,
        ..form.clone()
    };
    let tested = reopened.profile_test(test_of(unchanged)).await.unwrap();
    let code = tested.error.map(|error| error.code);
    assert_eq!(code, Some(ErrorCode::SecretMissing));
    reopened.profile_save(form).await.unwrap();
    reopened.assess_sample().await.unwrap();
    let shown = elsewhere.shown();
    assert!(!shown.is_empty() && shown.iter().all(|secret| secret == "the-secret-of-b"));
}
