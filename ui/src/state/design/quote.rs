//! Answers frozen as quotes, and the last quote to compare an answer with.

use contract::{AppError, QuoteRequest, QuoteSaveRequest, QuoteSummaryView, QuoteView, command};
use leptos::{prelude::*, task::spawn_local};
use model::{Level, Quote, Seal};

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

    /// Awaits an answer to what `quote` answered before, of which `level` shall be chosen.
    pub(super) fn expect_like(&self, quote: Quote, level: Level) {
        self.chosen.set(Some(level));
        self.last_quote.set(Some(quote));
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
        let alike = quotes.iter().filter_map(|row| {
            let quoted = row.quoted.as_ref().filter(|_| row.seal != Seal::Altered)?;
            let is_alike = (&quoted.design, &quoted.profile) == (design, profile);
            is_alike.then_some((row, quoted.saved_at))
        });
        let Some((last, _)) = alike.max_by_key(|(_, saved_at)| *saved_at) else {
            return;
        };
        let state = *self;
        let request = QuoteRequest {
            id: last.id.clone(),
        };
        spawn_local(async move {
            // A quote that is gone is no longer the last one.
            if let Ok(QuoteView { quote, .. }) = call::<command::quote_open>(request).await
                && let Some(answer) = state.answer().get_untracked()
                && answer.assessment.profile == quote.assessment.profile
                && answer.assessment.design == quote.design.id
            {
                state.last_quote.set(Some(quote));
            }
        });
    }
}
