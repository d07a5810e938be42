//! The sandbox operator inside the app: on a thread and a runtime of its own, reached over loopback HTTP as any other.

use std::{fs, io, path::Path, thread};

use futures::future::BoxFuture;
use operator_sandbox::{
    Database,
    clock::ClockMode,
    embedded::{self, Options, Running},
};
use portal_core::{EmbeddedEndpoint, EmbeddedOperator};
use secrecy::SecretString;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::flags::{Flags, SandboxClock};

/// The file in the data folder that it keeps its networks in.
const DATABASE: &str = "sandbox.sqlite";

/// The seed of a sandbox operator that is started by hand, so that both make the same offers.
const DEFAULT_SEED: u64 = 1;

/// The sandbox operator, started when it is first needed.
#[derive(Debug)]
pub(crate) struct Sandbox {
    options: Options,
    running: Mutex<Option<Thread>>,
}

/// The thread that the sandbox operator runs on.
#[derive(Debug)]
struct Thread {
    endpoint: EmbeddedEndpoint,
    requests: mpsc::UnboundedSender<Request>,
}

/// What is asked of that thread.
#[derive(Debug)]
enum Request {
    NewSecret(oneshot::Sender<Result<SecretString, String>>),
    Stop(oneshot::Sender<()>),
}

impl Sandbox {
    /// The sandbox operator as the start flags want it, with its networks in the data folder.
    pub(crate) fn new(flags: &Flags, data_dir: &Path) -> Self {
        let options = Options {
            database: Database::File(data_dir.join(DATABASE)),
            seed: flags.sandbox_seed.unwrap_or(DEFAULT_SEED),
            clock: match flags.sandbox_clock {
                SandboxClock::Real => ClockMode::Real,
                SandboxClock::Manual => ClockMode::Manual,
                SandboxClock::Times(factor) => ClockMode::Times(factor),
            },
            provisioning_delay: flags.sandbox_provisioning_delay,
            fault_plan: flags.sandbox_fault_plan.clone(),
        };
        Self {
            options,
            running: Mutex::default(),
        }
    }
}

impl EmbeddedOperator for Sandbox {
    fn start(&self) -> BoxFuture<'_, Result<EmbeddedEndpoint, String>> {
        Box::pin(async {
            let mut running = self.running.lock().await;
            if let Some(thread) = running.as_ref() {
                return Ok(thread.endpoint.clone());
            }
            let thread = Thread::start(self.options.clone()).await?;
            let endpoint = thread.endpoint.clone();
            *running = Some(thread);
            Ok(endpoint)
        })
    }

    fn new_secret(&self) -> BoxFuture<'_, Result<SecretString, String>> {
        Box::pin(async {
            let running = self.running.lock().await;
            let thread = running.as_ref().ok_or_else(not_running)?;
            let (answer, answered) = oneshot::channel();
            thread
                .requests
                .send(Request::NewSecret(answer))
                .map_err(|_| not_running())?;
            answered.await.map_err(|_| not_running())?
        })
    }

    fn stop(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            let Some(thread) = self.running.lock().await.take() else {
                return;
            };
            let (answer, answered) = oneshot::channel();
            if thread.requests.send(Request::Stop(answer)).is_ok() {
                // An error means that the thread has ended, which is what this waits for.
                let _ = answered.await;
            }
        })
    }

    fn forget(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            self.stop().await;
            let Database::File(database) = &self.options.database else {
                return;
            };
            for ending in ["", "-wal", "-shm"] {
                let mut file = database.clone().into_os_string();
                file.push(ending);
                match fs::remove_file(&file) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        tracing::warn!(%error, "the sandbox operator's orders stay");
                    }
                    Ok(()) | Err(_) => {}
                }
            }
        })
    }
}

impl Thread {
    async fn start(options: Options) -> Result<Self, String> {
        let (requests, asked) = mpsc::unbounded_channel();
        let (tell, told) = oneshot::channel();
        thread::Builder::new()
            .name("sandbox operator".to_owned())
            .spawn(move || run(options, asked, tell))
            .map_err(|error| error.to_string())?;
        let endpoint = told.await.map_err(|_| not_running())??;
        Ok(Self { endpoint, requests })
    }
}

fn run(
    options: Options,
    asked: mpsc::UnboundedReceiver<Request>,
    tell: oneshot::Sender<Result<EmbeddedEndpoint, String>>,
) {
    let started: io::Result<_> = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match started {
        Ok(runtime) => runtime.block_on(serve(options, asked, tell)),
        Err(error) => drop(tell.send(Err(error.to_string()))),
    }
}

async fn serve(
    options: Options,
    mut asked: mpsc::UnboundedReceiver<Request>,
    tell: oneshot::Sender<Result<EmbeddedEndpoint, String>>,
) {
    let running: Running = match embedded::start(options).await {
        Ok(running) => running,
        Err(error) => return drop(tell.send(Err(error.to_string()))),
    };
    let endpoint = EmbeddedEndpoint {
        api_root: running.api_root.clone(),
        token_endpoint: running.token_endpoint.clone(),
        client_id: running.client_id.clone(),
    };
    if tell.send(Ok(endpoint)).is_err() {
        return running.stop().await;
    }
    while let Some(request) = asked.recv().await {
        match request {
            Request::NewSecret(answer) => {
                let secret = running
                    .new_secret()
                    .await
                    .map(SecretString::from)
                    .map_err(|error| error.to_string());
                // Whoever asked may have stopped waiting.
                let _ = answer.send(secret);
            }
            Request::Stop(answer) => {
                running.stop().await;
                let _ = answer.send(());
                return;
            }
        }
    }
    running.stop().await;
}

fn not_running() -> String {
    "the sandbox operator is not running".to_owned()
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use clap::Parser as _;
    use secrecy::ExposeSecret as _;

    use super::*;

    fn sandbox(folder: &Path) -> Sandbox {
        Sandbox::new(&Flags::parse_from(["multipoint-portal"]), folder)
    }

    fn listens(endpoint: &EmbeddedEndpoint) -> bool {
        TcpStream::connect(endpoint.api_root.trim_start_matches("http://")).is_ok()
    }

    #[tokio::test]
    async fn it_listens_from_its_first_start_until_it_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = sandbox(folder.path());
        let endpoint = sandbox.start().await.unwrap();
        assert!(listens(&endpoint));
        assert_eq!(
            sandbox.start().await.unwrap(),
            endpoint,
            "a second start finds it running"
        );
        sandbox.stop().await;
        assert!(!listens(&endpoint));
    }

    #[tokio::test]
    async fn what_it_kept_is_gone_once_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = sandbox(folder.path());
        let first = sandbox.start().await.unwrap();
        sandbox.forget().await;
        assert!(!listens(&first));
        assert!(!folder.path().join(DATABASE).exists());
        let second = sandbox.start().await.unwrap();
        assert_ne!(second.client_id, first.client_id);
        sandbox.stop().await;
    }

    #[tokio::test]
    async fn it_keeps_its_client_and_changes_its_secret() {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = sandbox(folder.path());
        assert!(sandbox.new_secret().await.is_err(), "it does not run yet");
        let first = sandbox.start().await.unwrap();
        let secret = sandbox.new_secret().await.unwrap();
        let other = sandbox.new_secret().await.unwrap();
        assert_ne!(secret.expose_secret(), other.expose_secret());
        sandbox.stop().await;
        let second = sandbox.start().await.unwrap();
        assert_eq!(second.client_id, first.client_id);
        sandbox.stop().await;
    }
}
