//! The operator's answer about the open design: asked for, shown, outdated by a change.

use contract::{
    AppError, AssessRequest, AssessmentTicket, CancelRequest, ErrorCode, QuoteRequest,
    QuoteSaveRequest, QuoteSummaryView, command,
};
use leptos::{prelude::*, task::spawn_local};
use model::{DesignId, Level, Quote};

use super::DocumentState;
use crate::{
    ipc::{Pending, call},
    model::{
        edit_queue::SaveState,
        offer_card::choose,
        scene::{Answer, asks_the_same},
    },
    random,
};

/// The assessment of the open design.
#[derive(Clone, Copy, Debug)]
pub struct AnswerState {
    answer: RwSignal<Option<Answer>>,
    running: RwSignal<Option<AssessmentTicket>>,
    /// Counts in `data-pending` from the click on, while edits before it are written.
    waiting: StoredValue<Option<Pending>, LocalStorage>,
    error: RwSignal<Option<AppError>>,
    chosen: RwSignal<Option<Level>>,
    last_quote: RwSignal<Option<Quote>>,
    document: DocumentState,
}

impl AnswerState {
    pub(super) fn new(document: DocumentState) -> Self {
        let state = Self {
            answer: RwSignal::new(None),
            running: RwSignal::new(None),
            waiting: StoredValue::new_local(None),
            error: RwSignal::new(None),
            chosen: RwSignal::new(None),
            last_quote: RwSignal::new(None),
            document,
        };
        // The core assesses what is on disk: an answer about less would be a wrong one.
        Effect::new(move |_| {
            let saved = document.save_state().get();
            let is_waiting = state.waiting.with_value(Option::is_some);
            match saved {
                SaveState::Saved if is_waiting => state.send(),
                SaveState::Failed if is_waiting => state.give_up(),
                SaveState::Saved | SaveState::Failed | SaveState::Saving => {}
            }
        });
        // Another design has nothing to do with the answer about this one.
        let id = Memo::new(move |_| {
            document
                .design()
                .with(|design| design.as_ref().map(|d| d.id.clone()))
        });
        Effect::new(move |before: Option<Option<DesignId>>| {
            let id = id.get();
            if before.is_some_and(|before| before != id) {
                state.forget();
            }
            id
        });
        state
    }

    /// The answer, if there is one.
    #[must_use]
    pub fn answer(&self) -> ReadSignal<Option<Answer>> {
        self.answer.read_only()
    }

    /// Whether the operator is being asked.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Why there is no answer.
    #[must_use]
    pub fn error(&self) -> ReadSignal<Option<AppError>> {
        self.error.read_only()
    }

    /// The level that is chosen.
    #[must_use]
    pub fn chosen(&self) -> RwSignal<Option<Level>> {
        self.chosen
    }

    /// The last quote of this design.
    #[must_use]
    pub fn last_quote(&self) -> ReadSignal<Option<Quote>> {
        self.last_quote.read_only()
    }

    /// Whether the design was changed since it was asked about, names aside.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.answer.with(|answer| {
            let Some(answer) = answer else { return false };
            self.document.design().with(|design| {
                design
                    .as_ref()
                    .is_some_and(|design| !asks_the_same(design, &answer.asked))
            })
        })
    }

    /// Asks the operator, once everything drawn is on disk.
    pub fn assess(&self) {
        if self.running.with_untracked(Option::is_some) {
            return;
        }
        self.error.set(None);
        self.running
            .set(Some(AssessmentTicket(format!("{:032x}", random::bits()))));
        self.waiting.set_value(Some(Pending::begin()));
        match self.document.save_state().get_untracked() {
            SaveState::Saved => self.send(),
            SaveState::Saving => {}
            SaveState::Failed => self.document.retry(),
        }
    }

    /// Gives up waiting for the answer.
    pub fn cancel(&self) {
        let Some(ticket) = self.running.get_untracked() else {
            return;
        };
        self.running.set(None);
        self.waiting.set_value(None);
        spawn_local(async move {
            // One that is over already needs no cancelling: nothing to tell either way.
            let _ = call::<command::cancel>(CancelRequest { ticket }).await;
        });
    }

    /// Freezes the answer as a quote; `then` learns how that went.
    pub fn save_quote(&self, then: impl FnOnce(Result<Quote, AppError>) + 'static) {
        let Some(answer) = self.answer.get_untracked() else {
            return;
        };
        let state = *self;
        let request = QuoteSaveRequest {
            assessment: answer.assessment.id,
            chosen: self.chosen.get_untracked(),
        };
        spawn_local(async move {
            let result = call::<command::quote_save>(request).await;
            if let Ok(quote) = &result {
                state.last_quote.set(Some(quote.clone()));
            }
            then(result);
        });
    }

    /// Looks for the last quote of the open design among `quotes`.
    pub fn find_last_quote(&self, quotes: &[QuoteSummaryView]) {
        let Some(design) = self.document.design().get_untracked() else {
            return;
        };
        if self.last_quote.with_untracked(Option::is_some) {
            return;
        }
        let of_design = quotes.iter().filter(|quote| quote.design == design.id);
        let Some(last) = of_design.max_by_key(|quote| quote.saved_at) else {
            return;
        };
        let state = *self;
        let request = QuoteRequest {
            id: last.id.clone(),
        };
        spawn_local(async move {
            // A quote that is gone is no longer the last one.
            if let Ok(quote) = call::<command::quote_open>(request).await
                && state.document.design().with_untracked(|open| {
                    open.as_ref().is_some_and(|open| open.id == quote.design.id)
                })
            {
                state.last_quote.set(Some(quote));
            }
        });
    }

    fn send(&self) {
        let state = *self;
        let (Some(ticket), Some(asked)) = (
            state.running.get_untracked(),
            state.document.design().get_untracked(),
        ) else {
            state.waiting.set_value(None);
            state.running.set(None);
            return;
        };
        let request = AssessRequest {
            design: asked.id.clone(),
            ticket: ticket.clone(),
        };
        spawn_local(async move {
            let result = call::<command::assess>(request).await;
            if state.running.get_untracked().as_ref() == Some(&ticket) {
                state.running.set(None);
                match result {
                    Ok(assessment) => state.take(Answer { assessment, asked }),
                    Err(error) if error.code == ErrorCode::Cancelled => {}
                    Err(error) => state.error.set(Some(error)),
                }
            }
        });
        state.waiting.set_value(None);
    }

    fn take(&self, answer: Answer) {
        let chosen = choose(&answer.assessment, self.chosen.get_untracked());
        self.chosen.set(chosen);
        self.answer.set(Some(answer));
    }

    /// The design could not be written: its own message stands, and nothing is asked.
    fn give_up(&self) {
        self.waiting.set_value(None);
        self.running.set(None);
    }

    fn forget(&self) {
        self.answer.set(None);
        self.running.set(None);
        self.error.set(None);
        self.chosen.set(None);
        self.last_quote.set(None);
    }
}
