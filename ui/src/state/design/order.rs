//! An order: its review, the name typed for it, and how it ended.

use contract::{
    AppError, OrderOutcome, OrderPlaceRequest, OrderReviewRequest, OrderReviewView, command,
};
use leptos::{prelude::*, task::spawn_local};
use model::{AssessmentId, Level};

use crate::ipc::call;

/// How an order ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What people call the session.
    pub name: String,
    /// How it ended.
    pub outcome: OrderOutcome,
}

/// The order under review and the last one placed.
#[derive(Clone, Copy, Debug)]
pub struct OrderState {
    review: RwSignal<Option<OrderReviewView>>,
    is_open: RwSignal<bool>,
    loading: RwSignal<bool>,
    sending: RwSignal<bool>,
    error: RwSignal<Option<AppError>>,
    name: RwSignal<String>,
    of: StoredValue<Option<AssessmentId>>,
    /// The answer whose review is being made.
    asked: StoredValue<Option<AssessmentId>>,
    placed: RwSignal<Option<Placed>>,
}

impl OrderState {
    pub(super) fn new() -> Self {
        Self {
            review: RwSignal::new(None),
            is_open: RwSignal::new(false),
            loading: RwSignal::new(false),
            sending: RwSignal::new(false),
            error: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            of: StoredValue::new(None),
            asked: StoredValue::new(None),
            placed: RwSignal::new(None),
        }
    }

    /// What would be sent.
    #[must_use]
    pub fn review(&self) -> ReadSignal<Option<OrderReviewView>> {
        self.review.read_only()
    }

    /// Whether the review is on the screen.
    #[must_use]
    pub fn is_open(&self) -> RwSignal<bool> {
        self.is_open
    }

    /// Whether the review is being made.
    #[must_use]
    pub fn is_loading(&self) -> ReadSignal<bool> {
        self.loading.read_only()
    }

    /// Whether the order is on its way.
    #[must_use]
    pub fn is_sending(&self) -> ReadSignal<bool> {
        self.sending.read_only()
    }

    /// Why there is no review, or why the order was not placed at all.
    #[must_use]
    pub fn error(&self) -> ReadSignal<Option<AppError>> {
        self.error.read_only()
    }

    /// The name as typed.
    #[must_use]
    pub fn name(&self) -> RwSignal<String> {
        self.name
    }

    /// How the last order ended, until it is put aside.
    #[must_use]
    pub fn placed(&self) -> ReadSignal<Option<Placed>> {
        self.placed.read_only()
    }

    /// Asks what an order for `level` would send, and shows it. A name typed for an order
    /// of the same answer stays.
    pub fn begin(&self, assessment: AssessmentId, level: Level) {
        if self.loading.get_untracked() {
            return;
        }
        let state = *self;
        state.loading.set(true);
        state.error.set(None);
        state.asked.set_value(Some(assessment.clone()));
        spawn_local(async move {
            let request = OrderReviewRequest {
                assessment: assessment.clone(),
                level,
            };
            let result = call::<command::order_review>(request).await;
            if state.asked.get_value().as_ref() != Some(&assessment) {
                return;
            }
            match result {
                Ok(view) => {
                    let is_same = state.of.with_value(|of| of.as_ref() == Some(&assessment));
                    if !is_same || state.name.with_untracked(|name| name.trim().is_empty()) {
                        state.name.set(view.suggested_name.clone());
                    }
                    state.of.set_value(Some(assessment));
                    state.review.set(Some(view));
                    state.is_open.set(true);
                }
                Err(error) => state.error.set(Some(error)),
            }
            state.loading.set(false);
        });
    }

    /// Places the order under review. A refused one leaves everything as it was typed.
    pub fn place(&self) {
        let (Some(assessment), Some(review)) = (self.of.get_value(), self.review.get_untracked())
        else {
            return;
        };
        if self.sending.get_untracked() {
            return;
        }
        let state = *self;
        let name = state.name.get_untracked().trim().to_owned();
        state.sending.set(true);
        state.error.set(None);
        state.placed.set(None);
        spawn_local(async move {
            let request = OrderPlaceRequest {
                assessment,
                level: review.level,
                name: name.clone(),
            };
            match call::<command::order_place>(request).await {
                Ok(result) => {
                    let was_accepted = matches!(result.outcome, OrderOutcome::Accepted { .. });
                    state.is_open.set(false);
                    if was_accepted {
                        state.of.set_value(None);
                        state.name.set(String::new());
                    }
                    state.placed.set(Some(Placed {
                        name,
                        outcome: result.outcome,
                    }));
                }
                Err(error) => state.error.set(Some(error)),
            }
            state.sending.set(false);
        });
    }

    /// Puts the review aside, because there is another answer or another design: what was said
    /// of the one before would be taken for said of that. An order on its way stays.
    pub(super) fn put_aside(&self) {
        self.asked.set_value(None);
        self.loading.set(false);
        if !self.sending.get_untracked() {
            self.is_open.set(false);
            self.error.set(None);
        }
    }

    /// Forgets the last order too.
    pub(super) fn forget(&self) {
        self.put_aside();
        self.of.set_value(None);
        self.name.set(String::new());
        self.review.set(None);
        self.placed.set(None);
    }

    /// Puts the result of the last order aside.
    pub fn dismiss(&self) {
        self.placed.set(None);
    }
}
