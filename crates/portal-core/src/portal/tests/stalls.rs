//! The owner of the state answers while operator, keyring and disk stand still.

use std::{
    sync::{Arc, Mutex, mpsc},
    time::{Duration, Instant},
};

use contract::{
    AssessRequest, AssessmentTicket, CancelRequest, Empty, ErrorCode, ProfileForm, SettingsRequest,
};
use operator_client::Operation;
use secrecy::SecretSlice;

use crate::{
    KeyringError, SecretStore, StorageError,
    testing::{What, World, design, form},
};

/// How long an answer may take while everything around stands still.
const PROMPT: Duration = Duration::from_millis(100);

/// A keyring whose prompt nobody answers.
struct Stalled(Mutex<mpsc::Receiver<()>>);

impl Stalled {
    fn stall<T>(&self) -> Result<T, KeyringError> {
        assert!(self.0.lock().unwrap().recv().is_err());
        Err(KeyringError::Locked)
    }
}

impl SecretStore for Stalled {
    fn get(&self, _: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        self.stall()
    }
    fn set(&self, _: &str, _: &SecretSlice<u8>) -> Result<(), KeyringError> {
        self.stall()
    }
    fn delete(&self, _: &str) -> Result<(), KeyringError> {
        self.stall()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_memory_is_answered_within_100_ms() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    portal.ordered().await;
    let crashed = world.after_crash();

    let (release_keyring, prompt) = mpsc::channel();
    let keyring = Arc::new(Stalled(Mutex::new(prompt)));
    let portal = crashed.open_with(keyring).await.unwrap();
    portal.app_open(Empty {}).await.unwrap();

    // The keyring: a secret is being saved, and a token being fetched.
    let saving = portal.clone();
    let save = tokio::spawn(async move { saving.profile_save(form()).await });
    let assessing = portal.clone();
    let assess = tokio::spawn(async move {
        let request = AssessRequest {
            design: design().id,
            profile: None,
            ticket: AssessmentTicket("stalled".to_owned()),
        };
        assessing.assess(request).await
    });
    // The disk: a write holds the one writer, and more wait behind it.
    let (release_disk, disk) = mpsc::channel::<()>();
    let (holds, is_held) = tokio::sync::oneshot::channel();
    let storage = portal.core.storage.clone();
    let stalled = tokio::spawn(async move {
        storage
            .write(move |_| {
                holds.send(()).unwrap();
                assert!(disk.recv().is_err());
                Ok::<(), StorageError>(())
            })
            .await
    });
    is_held.await.unwrap();
    let changing = portal.clone();
    let change =
        tokio::spawn(async move { changing.settings_change(SettingsRequest::default()).await });

    let mut times = Vec::new();
    for _ in 0..21 {
        let begun = Instant::now();
        assert_eq!(portal.list().await.sessions.len(), 1);
        portal.profile_list(Empty {}).await.unwrap();
        portal.app_open(Empty {}).await.unwrap();
        let ticket = AssessmentTicket("nobody's".to_owned());
        portal.cancel(CancelRequest { ticket }).await.unwrap();
        times.push(begun.elapsed());
    }
    times.sort();
    // The median: other tests share the processors.
    assert!(times[10] < PROMPT, "took {times:?}");
    assert!(!save.is_finished() && !stalled.is_finished() && !change.is_finished());

    drop((release_disk, release_keyring));
    stalled.await.unwrap().unwrap();
    change.await.unwrap().unwrap();
    let error = save.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::KeyringLocked);
    let error = assess.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::KeyringLocked);
}

#[tokio::test]
async fn a_stalled_assessment_can_be_cancelled() {
    let world = World::new();
    let portal = world.open().await;
    portal.profile_save(ProfileForm { ..form() }).await.unwrap();
    world.operator.next(Operation::Assess, What::Stalls);
    let error = portal.cancel_assessing(design(), &world.operator, 1).await;
    assert_eq!(error.code, ErrorCode::Cancelled);
}

#[tokio::test]
async fn an_assessment_is_cancelled_from_its_first_moment_on() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    portal.assess_sample().await.unwrap();
    let ticket = AssessmentTicket("at once".to_owned());
    let request = AssessRequest {
        design: design().id,
        profile: None,
        ticket: ticket.clone(),
    };
    let (assessed, _) = tokio::join!(
        portal.assess(request),
        portal.cancel(CancelRequest { ticket })
    );
    assert_eq!(assessed.unwrap_err().code, ErrorCode::Cancelled);
    assert_eq!(world.operator.count(Operation::Assess), 1);
}
