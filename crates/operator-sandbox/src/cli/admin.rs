//! The admin interface, where the program was given an address for it.

use operator_sandbox::{AdminServer, AdminToken, Database, OpenError, SandboxState};

use tokio::net::TcpListener;

use super::{secret_file, serve::ServeError};

/// An admin interface that is served, and its token.
#[derive(Debug)]
pub(super) struct Admin {
    pub(super) server: AdminServer,
    pub(super) token: String,
}

/// Serves it on a listener that is bound, if it was asked for.
///
/// # Errors
/// [`ServeError`].
pub(super) fn start(
    state: &SandboxState,
    database: &Database,
    listener: Option<TcpListener>,
) -> Result<Option<Admin>, ServeError> {
    let Some(listener) = listener else {
        return Ok(None);
    };
    let token = match database {
        Database::File(database) => secret_file::kept(database, secret_file::Kind::Admin)?,
        Database::Memory => operator_sandbox::new_secret().map_err(OpenError::from)?,
    };
    let server = AdminServer::start(state.clone(), listener, AdminToken::of(&token))?;
    Ok(Some(Admin { server, token }))
}
