//! Site-to-Cloud VPN 0.1: the same networks by another API, one connection each.
//!
//! Its file has no version in its paths, answers everything with 200, names services in the
//! query, and misspells. `docs/sandbox-operator.md` says where it leaves something open.

mod answer;
mod assess;
mod body;
mod change;
mod create;
mod delete;
mod read;
mod service_id;

pub(crate) use assess::AssessService;
pub(crate) use change::ChangeService;
pub(crate) use create::CreateService;
pub(crate) use delete::DeleteService;
pub(crate) use read::ReadService;

use axum::{Router, routing::post};

use crate::SandboxState;

/// Where Site-to-Cloud VPN is served, as in its published file.
pub const SITE_TO_CLOUD_PATH: &str = "/webapi";

/// Its five operations.
pub(crate) fn routes() -> Router<SandboxState> {
    let service = post(create::create)
        .put(change::change)
        .get(read::read)
        .delete(delete::delete);
    let at = |path| format!("{SITE_TO_CLOUD_PATH}{path}");
    Router::new()
        .route(&at("/S2C_VPN_Assessment"), post(assess::assess))
        .route(&at("/S2C_VPN"), service)
}
