//! Connections: accepted, answered, and ended in good order.

use std::{io, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::TokioIo,
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};
use tower::ServiceExt as _;

/// How long requests under way may take at the end, so that the whole ends within ten seconds.
const GRACE: Duration = Duration::from_secs(8);
/// How long to wait where the system has no connection to give, such as without free files.
const BREATHER: Duration = Duration::from_millis(100);

/// In the extensions of an answer: the connection is closed instead.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the connection is dropped as the fault plan asks")]
pub(crate) struct ConnectionDropped;

/// A server on a task of its own.
#[derive(Debug)]
pub(crate) struct Server {
    /// Scheme, host and port.
    pub(crate) root: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves on a listener that is bound.
    ///
    /// # Errors
    /// What the system says where it cannot tell the address.
    pub(crate) fn start(listener: TcpListener, app: Router) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            serve(listener, app, async {
                // Dropping the sender ends the server as well.
                let _ = stopped.await;
            })
            .await;
        });
        Ok(Self {
            root: format!("http://{address}"),
            stop,
            task,
        })
    }

    /// Lets the requests under way end, for some seconds.
    pub(crate) async fn stop(self) {
        // An error means that the server has ended.
        let _ = self.stop.send(());
        // A panic on that task has been reported by the runtime.
        let _ = self.task.await;
    }
}

/// Serves until `stopped`, then takes no new connection and lets the requests under way end,
/// for some seconds. When it is dropped, its connections are closed.
async fn serve(listener: TcpListener, app: Router, stopped: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    tokio::pin!(stopped);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, app.clone(), graceful.watcher()));
                }
                Err(error) => recover(&error).await,
            },
            Some(_) = connections.join_next() => {}
            () = &mut stopped => break,
        }
    }
    drop(listener);
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

async fn converse(stream: TcpStream, app: Router, watcher: Watcher) {
    // Answers are written whole, and pieces of a slow one are to arrive as they are sent.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(
            error = &error as &dyn std::error::Error,
            "answers may be held back"
        );
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let answered = app.clone().oneshot(request.map(Body::new));
        async move {
            let Ok(response) = answered.await;
            match response.extensions().get::<ConnectionDropped>() {
                Some(dropped) => Err(*dropped),
                None => Ok(response),
            }
        }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(
            error = &error as &dyn std::error::Error,
            "a connection broke"
        );
    }
}

async fn recover(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    // Otherwise the caller has gone before it was served.
    if ![ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind()) {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "no connection can be taken"
        );
        sleep(BREATHER).await;
    }
}
