//! Asking about designs: each question can be cancelled, and all of them are over before a customer is forgotten.

use std::{pin::pin, time::Duration};

use contract::{AppError, AssessmentTicket, CancelRequest, Empty, ErrorCode};
use futures::FutureExt as _;
use operator_client::CallError;
use tokio::sync::{RwLockReadGuard, RwLockWriteGuard};
use tokio_util::sync::CancellationToken;

use crate::{
    errors::Failure,
    portal::{Core, Owner},
};

/// How long a question that was cancelled may take to end.
const ENDING: Duration = Duration::from_secs(5);

/// A question about a design, until it is dropped.
pub(crate) struct Asking<'a> {
    /// Cancelled when nobody wants the answer any more.
    pub(crate) cancel: CancellationToken,
    _running: Running<'a>,
    _turn: RwLockReadGuard<'a, ()>,
}

/// A question that can be cancelled by its ticket.
struct Running<'a> {
    ticket: AssessmentTicket,
    owner: &'a Owner,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let ticket = self.ticket.clone();
        self.owner.tell(move |state| {
            state.running.remove(&ticket);
        });
    }
}

impl Core {
    /// Lets a question be cancelled by its ticket: first of all, so that no wish to cancel comes too early.
    ///
    /// # Errors
    /// [`CallError::Cancelled`] where it is, before its turn comes.
    pub(crate) async fn begin(&self, ticket: AssessmentTicket) -> Result<Asking<'_>, Failure> {
        let running = Running {
            ticket,
            owner: &self.owner,
        };
        let cancel = self.closing.child_token();
        let (ticket, listed) = (running.ticket.clone(), cancel.clone());
        self.owner
            .turn(move |state| state.running.insert(ticket, listed))
            .await?;
        let turn = cancel.run_until_cancelled(self.asking.read()).await;
        Ok(Asking {
            _turn: turn.ok_or(CallError::Cancelled)?,
            _running: running,
            cancel,
        })
    }

    pub(crate) async fn cancel(&self, request: CancelRequest) -> Result<Empty, Failure> {
        self.owner
            .turn(move |state| {
                if let Some(cancel) = state.running.remove(&request.ticket) {
                    cancel.cancel();
                }
                Empty {}
            })
            .await
    }

    /// Cancels what is being asked of operators, and waits until that has ended. Nothing is asked about a design, and
    /// no answer is saved, until what is returned is dropped.
    ///
    /// # Errors
    /// Where something does not end.
    pub(crate) async fn stop_asking(&self) -> Result<RwLockWriteGuard<'_, ()>, Failure> {
        let mut alone = pin!(self.asking.write());
        // Whoever begins from here on stands behind this one.
        if let Some(alone) = alone.as_mut().now_or_never() {
            return Ok(alone);
        }
        self.owner
            .turn(|state| state.running.values().for_each(CancellationToken::cancel))
            .await?;
        tokio::select! {
            alone = alone => Ok(alone),
            () = self.clock.sleep(ENDING) => Err(Failure::Reported(AppError {
                code: ErrorCode::TimedOut,
                message: "A question to an operator does not end. Nothing was removed.".to_owned(),
                retryable: true,
                correlator: None,
            })),
        }
    }
}
