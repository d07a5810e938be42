//! Commands: how the receiver is, and setting it. It is off until a person turns it on.

use std::{net::SocketAddr, sync::Arc};

use contract::{Empty, ReceiverRequest, ReceiverState, ReceiverView};
use tokio::sync::Mutex;

use super::{
    bearer::Accepted,
    inlet::{Inlet, OnHint},
    settings::ReceiverSettings,
};
use crate::{errors::Failure, listener::Listening, portal::Core, storage};

/// Under what name its settings are stored.
const SETTING: &str = "receiver";

/// The receiver of this run.
#[derive(Debug, Default)]
pub(crate) struct Receiver {
    pub(super) accepted: Accepted,
    now: Mutex<Now>,
}

/// How it is.
#[derive(Debug, Default)]
struct Now {
    settings: ReceiverSettings,
    listening: Option<Listening>,
    problem: String,
}

/// Starts it where it is wanted, off the start path.
pub(crate) fn start(core: &Arc<Core>) {
    let job = Arc::clone(core);
    core.jobs.spawn(async move {
        if let Err(error) = job.resume_receiver().await {
            tracing::warn!(%error, "the receiver is not started");
        }
    });
}

impl Core {
    pub(crate) async fn receiver_open(&self, _: Empty) -> Result<ReceiverView, Failure> {
        Ok(self.receiver.now.lock().await.view())
    }

    pub(crate) async fn receiver_change(
        &self,
        request: ReceiverRequest,
    ) -> Result<ReceiverView, Failure> {
        let settings = ReceiverSettings::read(&request)?;
        let mut now = self.receiver.now.lock().await;
        self.listen(&mut now, settings).await;
        self.store_receiver(&now.settings).await?;
        Ok(now.view())
    }

    /// Ends the receiver and forgets how it was set and whom it knows.
    pub(crate) async fn forget_receiver(&self) {
        let mut now = self.receiver.now.lock().await;
        self.listen(&mut now, ReceiverSettings::default()).await;
        self.receiver.accepted.replace(Vec::new());
    }

    /// Where operators post to, while it listens.
    pub(super) async fn sink_url(&self) -> Option<String> {
        self.receiver.now.lock().await.sink()
    }

    async fn resume_receiver(&self) -> Result<(), Failure> {
        let mut now = self.receiver.now.lock().await;
        let (stored, grants) = self
            .storage
            .read(|db| {
                let stored = storage::settings::get(db, SETTING)?;
                Ok((stored, storage::receiver::grants(db)?))
            })
            .await?;
        self.receiver.accepted.replace(grants);
        // Settings that cannot be read are none: it is off.
        let settings = stored.and_then(|text| serde_json::from_str(&text).ok());
        self.listen(&mut now, settings.unwrap_or_default()).await;
        Ok(())
    }

    /// Ends what listens, and listens as `settings` has it. A port that was chosen is kept.
    async fn listen(&self, now: &mut Now, settings: ReceiverSettings) {
        if let Some(listening) = now.listening.take() {
            listening.stop().await;
        }
        *now = Now {
            settings,
            ..Now::default()
        };
        if !now.settings.is_on {
            return;
        }
        let address = SocketAddr::new(now.settings.address, now.settings.port.unwrap_or(0));
        let clock = Arc::clone(&self.clock);
        let inlet = Inlet::new(self.receiver.accepted.clone(), clock, self.on_hint());
        match Listening::start(address, Arc::new(inlet).router()).await {
            Ok(listening) => {
                now.settings.port = Some(listening.address.port());
                now.listening = Some(listening);
            }
            Err(error) => now.problem = format!("{address}: {}", in_words(&error)),
        }
    }

    async fn store_receiver(&self, settings: &ReceiverSettings) -> Result<(), Failure> {
        let text = serde_json::to_string(settings)
            .map_err(|_| Failure::Internal("the settings cannot be written"))?;
        self.storage
            .write(move |tx| storage::settings::set(tx, SETTING, Some(&text)))
            .await?;
        Ok(())
    }

    /// Asks the operator about a network that an event was about. What the event says is
    /// not believed, and another operator's network is not asked about.
    fn on_hint(&self) -> OnHint {
        let (owner, clock) = (self.owner.clone(), Arc::clone(&self.clock));
        let poll_now = Arc::clone(&self.poll_now);
        Arc::new(move |profile, id| {
            let (now, poll_now) = (clock.now(), Arc::clone(&poll_now));
            owner.tell(move |state| {
                let session = state.sessions.get(&id).map(|watched| &watched.session);
                if session.is_some_and(|session| session.profile == profile) {
                    state.sessions.hurry(&id, now);
                    poll_now.notify_one();
                }
            });
        })
    }
}

/// What the system says, without its number for it.
fn in_words(error: &std::io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error ") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

impl Now {
    fn sink(&self) -> Option<String> {
        let listening = self.listening.as_ref()?;
        Some(self.settings.sink(listening.address.port()))
    }

    fn view(&self) -> ReceiverView {
        let Self {
            settings, problem, ..
        } = self;
        let sink = self.sink();
        ReceiverView {
            is_on: settings.is_on,
            address: settings.address.to_string(),
            port: settings.port,
            public_url: settings
                .public_url
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            state: match (settings.is_on, &sink) {
                (false, _) => ReceiverState::Off,
                (true, Some(_)) => ReceiverState::Listening,
                (true, None) => ReceiverState::Failed,
            },
            sink,
            problem: problem.clone(),
        }
    }
}
