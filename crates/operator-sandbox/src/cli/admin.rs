//! The admin interface, where the program was given an address for it.

use operator_sandbox::{AdminServer, AdminToken, Database, OpenError, SandboxState};

use super::{
    options::ServeOptions,
    secret_file,
    serve::{ServeError, bound},
};

/// An admin interface that is served, and its token.
#[derive(Debug)]
pub(super) struct Admin {
    pub(super) server: AdminServer,
    pub(super) token: String,
}

/// Serves it, if it was asked for.
///
/// # Errors
/// [`ServeError`].
pub(super) async fn start(
    state: &SandboxState,
    options: &ServeOptions,
) -> Result<Option<Admin>, ServeError> {
    let Some(address) = options.admin_listen else {
        return Ok(None);
    };
    let token = match &options.database {
        Database::File(database) => secret_file::kept(database, secret_file::Kind::Admin)?,
        Database::Memory => operator_sandbox::new_secret().map_err(OpenError::from)?,
    };
    let listener = bound(address).await?;
    let server = AdminServer::start(state.clone(), listener, AdminToken::of(&token))?;
    Ok(Some(Admin { server, token }))
}
