//! An order that begins at a quote: its operator is asked again first.

use leptos::prelude::*;
use model::{AssessmentId, DesignId, Level, Quote};

use super::DesignState;

use crate::hooks::effect;

/// An order that waits for its answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reorder {
    /// The design to open.
    design: DesignId,
    /// The quote that it begins at.
    quote: Quote,
    /// The level to order.
    level: Level,
    /// The answer that was there when its operator was asked; none before that.
    asked: Option<Option<AssessmentId>>,
}

impl DesignState {
    /// Asks the operator of `quote` again about `design`, which is the quoted one, as soon as it
    /// is open; then reviews an order of `level`, with what differs from the quote.
    pub fn order_quote(&self, quote: Quote, design: DesignId, level: Level) {
        self.reorder.set(Some(Reorder {
            design,
            quote,
            level,
            asked: None,
        }));
    }

    /// Takes the order a step further whenever something it waits for is there.
    pub(super) fn follow_reorder(&self) {
        let state = *self;
        effect(move || {
            let Some(reorder) = state.reorder.get() else {
                return;
            };
            let open = state.document.design();
            let is_open =
                open.with(|open| open.as_ref().is_some_and(|open| open.id == reorder.design));
            match &reorder.asked {
                None if is_open => state.ask_for(reorder),
                None => {}
                Some(_) if !is_open => state.reorder.set(None),
                Some(before) => {
                    let answer = state.answer.answer().get();
                    let answer = answer.map(|answer| answer.assessment.id.clone());
                    match answer {
                        Some(id) if Some(&id) != before.as_ref() => {
                            state.order.begin(id, reorder.level);
                            state.reorder.set(None);
                        }
                        // Its error stands where the answer would.
                        _ if !state.answer.is_running() => state.reorder.set(None),
                        _ => {}
                    }
                }
            }
        });
    }

    fn ask_for(&self, mut reorder: Reorder) {
        let before = self.answer.answer().get_untracked();
        reorder.asked = Some(before.map(|answer| answer.assessment.id.clone()));
        let quote = reorder.quote.clone();
        self.answer.picks.only(quote.assessment.profile.clone());
        self.answer.assess();
        self.answer.expect_like(quote, reorder.level);
        self.reorder.set(Some(reorder));
    }
}
