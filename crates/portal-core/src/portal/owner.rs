//! The owner task: all mutable state, one turn at a time.

use tokio::sync::{mpsc, oneshot};

use super::State;
use crate::errors::Failure;

type Turn = Box<dyn FnOnce(&mut State) + Send>;

/// The way to the owner task. A turn is a plain function of the state: it cannot await,
/// so the owner cannot be held up by an operator, the keyring or the disk.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    turns: mpsc::UnboundedSender<Turn>,
}

impl Owner {
    /// Starts the task. It ends when the last handle is dropped.
    pub(crate) fn start(mut state: State) -> Self {
        let (turns, mut queue) = mpsc::unbounded_channel::<Turn>();
        tokio::spawn(async move {
            while let Some(turn) = queue.recv().await {
                turn(&mut state);
            }
        });
        Self { turns }
    }

    /// Takes a turn and answers what it answers.
    ///
    /// # Errors
    /// [`Failure::Internal`] where the owner has ended.
    pub(crate) async fn turn<T: Send + 'static>(
        &self,
        turn: impl FnOnce(&mut State) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (answer, answered) = oneshot::channel();
        self.tell(move |state| drop(answer.send(turn(state))));
        answered
            .await
            .map_err(|_| Failure::Internal("the app is closing"))
    }

    /// Takes a turn in which something can fail.
    ///
    /// # Errors
    /// What the turn answers.
    pub(crate) async fn try_turn<T: Send + 'static>(
        &self,
        turn: impl FnOnce(&mut State) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.turn(turn).await?
    }

    /// Takes a turn without waiting for it; nothing happens where the owner has ended.
    pub(crate) fn tell(&self, turn: impl FnOnce(&mut State) + Send + 'static) {
        drop(self.turns.send(Box::new(turn)));
    }
}
