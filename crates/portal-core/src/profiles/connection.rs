//! The connection of one version of a profile, and what ends with that version.

use std::{future::Future, sync::Arc};

use operator_client::Operator;
use tokio::sync::OnceCell;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::errors::Failure;

/// A connection that is made when it is first needed. Calls through it go on after its version
/// of the profile has ended, and are given no secret any more.
#[derive(Clone, Default)]
pub(crate) struct Connection {
    operator: Arc<OnceCell<Arc<dyn Operator>>>,
    ended: CancellationToken,
}

impl Connection {
    /// The operator; connected by `connect` where that was not done yet.
    ///
    /// # Errors
    /// What `connect` answers.
    pub(crate) async fn operator<F>(
        &self,
        connect: impl FnOnce() -> F,
    ) -> Result<Arc<dyn Operator>, Failure>
    where
        F: Future<Output = Result<Arc<dyn Operator>, Failure>>,
    {
        self.operator.get_or_try_init(connect).await.cloned()
    }

    /// Cancelled as soon as the profile is changed, deleted or forgotten.
    pub(crate) fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    /// Ends it when that is dropped, at the latest.
    pub(super) fn end_on_drop(&self) -> DropGuard {
        self.ended.clone().drop_guard()
    }
}
