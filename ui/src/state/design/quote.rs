//! Answers frozen as quotes, and the last quote to compare an answer with.

use contract::{AppError, QuoteRequest, QuoteSaveRequest, QuoteSummaryView, command};
use leptos::{prelude::*, task::spawn_local};
use model::Quote;

use super::AnswerState;
use crate::ipc::call;

impl AnswerState {
    /// Freezes the answer with the chosen offer as a quote; `then` learns how that went.
    pub fn save_quote(&self, then: impl FnOnce(Result<Quote, AppError>) + 'static) {
        let Some(answer) = self.answer().get_untracked() else {
            return;
        };
        let state = *self;
        let request = QuoteSaveRequest {
            assessment: answer.assessment.id.clone(),
            chosen: self.chosen().get_untracked(),
        };
        spawn_local(async move {
            let result = call::<command::quote_save>(request).await;
            if let Ok(quote) = &result {
                state.last_quote.set(Some(quote.clone()));
            }
            then(result);
        });
    }

    /// Looks among `quotes` for the last one of the open design from the operator whose offer is
    /// chosen.
    pub fn find_last_quote(&self, quotes: &[QuoteSummaryView]) {
        let Some(answer) = self.answer().get() else {
            return;
        };
        let (design, profile) = (&answer.assessment.design, &answer.assessment.profile);
        let is_found = self.last_quote.with_untracked(|quote| {
            let of_quote = quote.as_ref().map(|quote| &quote.assessment.profile);
            of_quote == Some(profile)
        });
        if is_found {
            return;
        }
        self.last_quote.set(None);
        let alike = quotes
            .iter()
            .filter(|quote| (&quote.design, &quote.profile) == (design, profile));
        let Some(last) = alike.max_by_key(|quote| quote.saved_at) else {
            return;
        };
        let state = *self;
        let request = QuoteRequest {
            id: last.id.clone(),
        };
        spawn_local(async move {
            // A quote that is gone is no longer the last one.
            if let Ok(quote) = call::<command::quote_open>(request).await
                && let Some(answer) = state.answer().get_untracked()
                && answer.assessment.profile == quote.assessment.profile
                && answer.assessment.design == quote.design.id
            {
                state.last_quote.set(Some(quote));
            }
        });
    }
}
