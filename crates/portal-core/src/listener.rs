//! Connections to what the app serves by itself: few at a time, none for long.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt as _;

/// How many connections are open at the same time.
const AT_ONCE: usize = 16;
/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(5);
/// How long a connection may last, whatever goes on over it.
const WHOLE: Duration = Duration::from_secs(60);
/// How many bytes the head of a request may have.
const LARGEST_HEAD: usize = 16 * 1024;
/// How long to wait where the system has no connection to give.
const BREATHER: Duration = Duration::from_millis(100);

/// Something served over HTTP. It ends when this is dropped, with its connections.
#[derive(Debug)]
pub(crate) struct Listening {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    end: DropGuard,
    task: JoinHandle<()>,
}

impl Listening {
    /// Listens on `address`; port 0 has a free one chosen.
    ///
    /// # Errors
    /// Why the system does not let it.
    pub(crate) async fn start(address: SocketAddr, app: Router) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let end = CancellationToken::new();
        let ended = end.clone();
        let task = tokio::spawn(async move {
            ended
                .run_until_cancelled(accept(listener, app, &ended))
                .await;
        });
        Ok(Self {
            address,
            end: end.drop_guard(),
            task,
        })
    }

    /// Ends it, and waits until its port is free.
    pub(crate) async fn stop(self) {
        drop(self.end);
        // A panic on that task has been reported by the runtime.
        let _ = self.task.await;
    }
}

async fn accept(listener: TcpListener, app: Router, end: &CancellationToken) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (app, end) = (app.clone(), end.clone());
                tokio::spawn(async move {
                    let talk = timeout(WHOLE, converse(stream, app));
                    // Ended, over or broken: whoever is at the other end asks again.
                    let _ = end.run_until_cancelled(talk).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::debug!(%error, "no connection can be taken");
                sleep(BREATHER).await;
            }
        }
    }
}

async fn converse(stream: TcpStream, app: Router) {
    let service =
        service_fn(move |request: Request<Incoming>| app.clone().oneshot(request.map(Body::new)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = connection.await {
        tracing::debug!(%error, "a connection to this app broke");
    }
}
