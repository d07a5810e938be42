//! One command at a time: whether it runs, what it failed with, and where the focus was.

use contract::{AppError, Command};
use leptos::{prelude::*, task::spawn_local};

use super::{focus_return, use_focus::FocusReturn};
use crate::ipc::call;

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

    /// Forgets the failure.
    pub fn clear(&self) {
        self.error.set(None);
    }

    /// Sends `request` and hands the answer to `then`; a failure stays in [`Self::error`].
    pub fn run<C: Command>(&self, request: C::Request, then: impl FnOnce(C::View) + 'static) {
        self.run_or::<C>(request, then, |_| {});
    }

    /// As [`Self::run`], and hands a failure to `otherwise` as well.
    pub fn run_or<C: Command>(
        &self,
        request: C::Request,
        then: impl FnOnce(C::View) + 'static,
        otherwise: impl FnOnce(&AppError) + 'static,
    ) {
        let handle = *self;
        let Some(give_back) = handle.begin() else {
            return;
        };
        spawn_local(async move {
            let result = call::<C>(request).await;
            // The page may have gone in the meantime, and its signals with it.
            handle.pending.try_set(false);
            let failure = match result {
                Ok(view) => {
                    then(view);
                    None
                }
                Err(error) => {
                    otherwise(&error);
                    Some(error)
                }
            };
            handle.end(failure, &give_back);
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
