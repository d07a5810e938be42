//! Short messages that never stand in the way.

use std::time::Duration;

use contract::{AppError, ErrorCode};
use leptos::prelude::*;

use crate::errors::{Place, Severity, explain, in_words};

/// How long a message stays that asks for nothing.
const TIME_ON_SCREEN: Duration = Duration::from_secs(8);
/// The most messages at a time; the oldest goes first.
const MOST: usize = 4;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Grows with each message.
    pub id: u64,
    /// How much it matters.
    pub severity: Severity,
    /// Its code, where it is a failure.
    pub code: Option<ErrorCode>,
    /// What happened.
    pub text: String,
    /// What to do next.
    pub next_step: Option<String>,
    /// Where to do it.
    pub place: Option<Place>,
    /// The correlator, for the operator's support.
    pub correlator: Option<String>,
}

/// The messages on the screen, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    last_id: StoredValue<u64>,
    animations: Signal<bool>,
}

impl Toasts {
    /// No message; without `animations` each stays until it is closed.
    #[must_use]
    pub fn new(animations: Signal<bool>) -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            last_id: StoredValue::new(0),
            animations,
        }
    }

    /// The messages.
    #[must_use]
    pub fn list(&self) -> ReadSignal<Vec<Toast>> {
        self.list.read_only()
    }

    /// Says that something went well.
    pub fn success(&self, text: impl Into<String>) {
        self.plain(Severity::Success, text.into());
    }

    /// Says something good to know.
    pub fn info(&self, text: impl Into<String>) {
        self.plain(Severity::Info, text.into());
    }

    /// Says what failed and what to do next.
    pub fn error(&self, error: &AppError) {
        let explanation = explain(error.code);
        self.push(Toast {
            id: 0,
            severity: explanation.severity,
            code: Some(error.code),
            text: in_words(error),
            next_step: Some(explanation.next_step.text()),
            place: explanation.place,
            correlator: error.correlator.clone(),
        });
    }

    /// Takes a message away.
    pub fn close(&self, id: u64) {
        self.list
            .try_update(|list| list.retain(|toast| toast.id != id));
    }

    fn plain(&self, severity: Severity, text: String) {
        self.push(Toast {
            id: 0,
            severity,
            code: None,
            text,
            next_step: None,
            place: None,
            correlator: None,
        });
    }

    fn push(&self, toast: Toast) {
        let id = self.last_id.get_value() + 1;
        self.last_id.set_value(id);
        let stays = toast.severity.is_urgent() || !self.animations.get_untracked();
        self.list.update(|list| {
            list.push(Toast { id, ..toast });
            if list.len() > MOST {
                list.remove(0);
            }
        });
        if !stays {
            let toasts = *self;
            set_timeout(move || toasts.close(id), TIME_ON_SCREEN);
        }
    }
}
