//! Serving an operator on a thread of its own, so that a test may block its own while it waits.

use std::{net::TcpListener, sync::mpsc, thread};

use anyhow::{Context as _, Result};
use axum::Router;
use tokio::sync::oneshot;

/// A server on a free loopback port. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Served {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Served {
    /// Starts a thread called `name`, which serves what `make` makes of the address, scheme and port included.
    pub(super) fn start<T: Send + 'static>(
        name: &str,
        make: impl AsyncFnOnce(String) -> Result<(Router, T)> + Send + 'static,
    ) -> Result<(Self, T)> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let root = format!("http://{}", listener.local_addr()?);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = mpsc::channel();
        let serve = async move || {
            let listener = match tokio::net::TcpListener::from_std(listener) {
                Ok(listener) => listener,
                Err(error) => return drop(tell.send(Err(error.into()))),
            };
            let router = match make(root).await {
                Ok((router, made)) => {
                    drop(tell.send(Ok(made)));
                    router
                }
                Err(error) => return drop(tell.send(Err(error))),
            };
            tokio::select! {
                _ = axum::serve(listener, router) => {}
                _ = stopped => {}
            }
        };
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || runtime.block_on(serve()))?;
        let served = Self {
            stop: Some(stop),
            thread: Some(thread),
        };
        let made = told.recv().context("the operator's thread ended")??;
        Ok((served, made))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ends by itself; a panic in it has failed the test already.
            let _ = thread.join();
        }
    }
}
