//! What is typed into the form, and the quote for it.

use std::time::Duration;

use contract::{AppError, ResizeQuoteRequest, ResizeQuoteView, command};
use leptos::{prelude::*, task::spawn_local};
use model::{AssessmentId, Level, Mbps, MbpsError, Session};

use crate::{
    hooks::{Debounce, effect, use_debounce},
    ipc::call,
    t,
};

/// The pause in the typing after which the operator is asked.
const PAUSE: Duration = Duration::from_millis(400);

/// How far the quote for what is typed has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Quoted {
    /// There is nothing to ask about.
    Nothing,
    /// The operator is being asked, or is about to be.
    Asking,
    /// It answered.
    Answer(Box<ResizeQuoteView>),
    /// It could not be asked.
    Failed(AppError),
}

impl Quoted {
    /// Whether the resize cannot be confirmed yet, or at all.
    pub(super) const fn stands_in_the_way(&self) -> bool {
        match self {
            Self::Asking => true,
            Self::Answer(view) => view.refused.is_some(),
            Self::Nothing | Self::Failed(_) => false,
        }
    }

    /// Whether confirming would be done without knowing the price.
    pub(super) const fn lacks_price(&self) -> bool {
        match self {
            Self::Failed(_) => true,
            Self::Answer(view) => view.quoted_level.is_some() && view.refused.is_none(),
            Self::Nothing | Self::Asking => false,
        }
    }
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The bandwidth.
    pub(super) bandwidth: Mbps,
    /// The level.
    pub(super) level: Level,
}

/// The form's state; it outlives the dialog, so that a draft is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResizeState {
    session: Signal<Option<Session>>,
    pub(super) bandwidth: RwSignal<String>,
    pub(super) level: RwSignal<Level>,
    pub(super) problem: RwSignal<Option<String>>,
    pub(super) quoted: RwSignal<Quoted>,
    /// Counts questions, so that a late answer to an old one is dropped.
    question: StoredValue<u64>,
    debounce: Debounce,
}

/// The state of the form for `session`; a quote is asked for when it opens.
pub(super) fn use_resize(session: Signal<Option<Session>>, open: RwSignal<bool>) -> ResizeState {
    let form = ResizeState {
        session,
        bandwidth: RwSignal::new(String::new()),
        level: RwSignal::new(Level::A),
        problem: RwSignal::new(None),
        quoted: RwSignal::new(Quoted::Nothing),
        question: StoredValue::new(0),
        debounce: use_debounce(PAUSE),
    };
    form.reset();
    effect(move || {
        if open.get() {
            // What was typed before counts again, with a fresh quote.
            if form.is_untouched() {
                form.reset();
            } else {
                form.changed();
            }
        }
    });
    form
}

impl ResizeState {
    /// Shows the session as it is.
    pub(super) fn reset(&self) {
        let (bandwidth, level) = self.current();
        self.bandwidth
            .set(bandwidth.map_or_else(String::new, |mbps| mbps.get().to_string()));
        self.level.set(level.unwrap_or(Level::A));
        self.problem.set(None);
        self.quoted.set(Quoted::Nothing);
    }

    /// Takes note of an input: asks for a quote after the pause, if it can be one.
    pub(super) fn changed(&self) {
        let form = *self;
        form.debounce.cancel();
        form.question.update_value(|question| *question += 1);
        match form.wanted(false) {
            None => form.quoted.set(Quoted::Nothing),
            Some(wanted) => {
                form.quoted.set(Quoted::Asking);
                form.debounce.run(move || form.ask(wanted));
            }
        }
    }

    /// What is wanted, where it is a change; what is wrong with it is shown, an unchanged
    /// one only when `is_final`.
    pub(super) fn wanted(&self, is_final: bool) -> Option<Wanted> {
        let bandwidth = match self.bandwidth.get_untracked().parse::<Mbps>() {
            Ok(bandwidth) => bandwidth,
            Err(error) => {
                self.problem.set(Some(match error {
                    MbpsError::Empty => t!("resize-bandwidth-empty"),
                    MbpsError::NotWhole => t!("resize-bandwidth-whole"),
                    MbpsError::OutOfRange => t!("resize-bandwidth-range"),
                }));
                return None;
            }
        };
        let level = self.level.get_untracked();
        if self.current() == (Some(bandwidth), Some(level)) {
            self.problem.set(is_final.then(|| t!("resize-unchanged")));
            return None;
        }
        self.problem.set(None);
        Some(Wanted { bandwidth, level })
    }

    /// The assessment behind the fee on the screen.
    pub(super) fn assessment(&self) -> Option<AssessmentId> {
        self.quoted.with_untracked(|quoted| match quoted {
            Quoted::Answer(view) => Some(view.assessment.clone()),
            Quoted::Nothing | Quoted::Asking | Quoted::Failed(_) => None,
        })
    }

    fn ask(self, wanted: Wanted) {
        let Some(id) = self
            .session
            .with_untracked(|session| session.as_ref().map(|session| session.service_id.clone()))
        else {
            return;
        };
        let question = self.question.get_value();
        let request = ResizeQuoteRequest {
            id,
            bandwidth: wanted.bandwidth,
            level: wanted.level,
        };
        let pending = crate::ipc::Pending::begin();
        spawn_local(async move {
            let answer = call::<command::session_quote_resize>(request).await;
            drop(pending);
            if self.question.try_get_value() == Some(question) {
                self.quoted.try_set(match answer {
                    Ok(view) => Quoted::Answer(Box::new(view)),
                    Err(error) => Quoted::Failed(error),
                });
            }
        });
    }

    fn current(&self) -> (Option<Mbps>, Option<Level>) {
        self.session.with_untracked(|session| {
            let session = session.as_ref();
            (
                session.and_then(|session| session.bandwidth),
                session.and_then(|session| session.level.as_ref()?.known()),
            )
        })
    }

    fn is_untouched(&self) -> bool {
        self.quoted
            .with_untracked(|quoted| *quoted == Quoted::Nothing)
            && self.problem.with_untracked(Option::is_none)
    }
}
