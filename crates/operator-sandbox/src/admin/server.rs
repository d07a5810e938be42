//! The admin interface on a port of its own.

use tokio::net::TcpListener;

use super::{AdminToken, admin_router};
use crate::{SandboxState, embedded::StartError, serving::Server};

/// An admin interface that is served.
#[derive(Debug)]
pub struct AdminServer(Server);

impl AdminServer {
    /// Serves it on a listener that is bound.
    ///
    /// # Errors
    /// [`StartError`] where the system does not tell the listener's address.
    pub fn start(
        state: SandboxState,
        listener: TcpListener,
        token: AdminToken,
    ) -> Result<Self, StartError> {
        Server::start(listener, admin_router(state, token))
            .map(Self)
            .map_err(|source| StartError::Listen {
                address: "a bound socket".to_owned(),
                source,
            })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.0.root
    }

    /// Lets the requests under way end, for some seconds.
    pub async fn stop(self) {
        self.0.stop().await;
    }
}
