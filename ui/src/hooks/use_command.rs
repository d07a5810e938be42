//! One command at a time: whether it runs, what it failed with, and where the focus was.

use contract::{AppError, Command};
use leptos::{prelude::*, task::spawn_local};

use super::{focus_return, use_focus::FocusReturn};
use crate::{
    ipc::{Answer, Question, ask, question, read},
    state::Toasts,
};

/// Reads an answer and does what follows from it; gives back what failed.
type Take = Box<dyn FnOnce(Result<Answer, AppError>) -> Option<AppError>>;

/// A command as a control uses it.
#[derive(Clone, Copy, Debug)]
pub struct CommandHandle {
    pending: RwSignal<bool>,
    error: RwSignal<Option<AppError>>,
}

/// Gives a control its command. While it runs a second start is ignored; when it ends the
/// focus goes back to where it was, if nothing else has taken it.
#[must_use]
pub fn use_command() -> CommandHandle {
    CommandHandle {
        pending: RwSignal::new(false),
        error: RwSignal::new(None),
    }
}

impl CommandHandle {
    /// Whether it runs.
    #[must_use]
    pub fn pending(&self) -> Signal<bool> {
        self.pending.into()
    }

    /// What it failed with when it ran last.
    #[must_use]
    pub fn error(&self) -> Signal<Option<AppError>> {
        self.error.into()
    }

    /// Whether the control that it belongs to is still on the page.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.pending.try_get_untracked().is_some()
    }

    /// Forgets the failure.
    pub fn clear(&self) {
        self.error.set(None);
    }

    /// Sends `request` and hands the answer to `then`; a failure stays in [`Self::error`].
    pub fn run<C: Command>(&self, request: C::Request, then: impl FnOnce(C::View) + 'static) {
        let take: Take = Box::new(move |answer| read::<C>(answer).map(then).err());
        self.start(question::<C>(request), take);
    }

    /// As [`Self::run`], and says a failure in `toasts` as well.
    pub fn run_telling<C: Command>(
        &self,
        toasts: Toasts,
        request: C::Request,
        then: impl FnOnce(C::View) + 'static,
    ) {
        let take: Take = Box::new(move |answer| read::<C>(answer).map(then).err());
        self.start_telling(toasts, question::<C>(request), take);
    }

    /// As [`Self::run`], and hands a failure to `otherwise` as well.
    pub fn run_or<C: Command>(
        &self,
        request: C::Request,
        then: impl FnOnce(C::View) + 'static,
        otherwise: impl FnOnce(&AppError) + 'static,
    ) {
        let take: Take = Box::new(move |answer| {
            let failure = read::<C>(answer).map(then).err();
            if let Some(error) = &failure {
                otherwise(error);
            }
            failure
        });
        self.start(question::<C>(request), take);
    }

    fn start_telling(self, toasts: Toasts, question: Question, take: Take) {
        let take: Take = Box::new(move |answer| {
            let failure = take(answer);
            if let Some(error) = &failure {
                toasts.error(error);
            }
            failure
        });
        self.start(question, take);
    }

    /// Sends a question and has its answer taken. All commands go through here, so that the program has their way
    /// there and back once and not once for each command.
    fn start(self, question: Question, take: Take) {
        let Some(give_back) = self.begin() else {
            return;
        };
        spawn_local(async move {
            let answer = ask(question).await;
            // The page may have gone in the meantime, and its signals with it.
            self.pending.try_set(false);
            let failure = take(answer);
            self.end(failure, &give_back);
        });
    }

    /// What has the focus as the command starts; none where it runs already.
    fn begin(self) -> Option<FocusReturn> {
        if self.pending.get_untracked() {
            return None;
        }
        self.pending.set(true);
        self.error.set(None);
        Some(focus_return())
    }

    fn end(self, failure: Option<AppError>, give_back: &FocusReturn) {
        if let Some(error) = failure {
            self.error.try_set(Some(error));
        }
        // What had the focus last may go from the page with the end of the command.
        let give_back = give_back.clone();
        request_animation_frame(move || give_back.if_lost());
    }
}
