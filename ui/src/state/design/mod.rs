//! The state of the design page, kept while other pages are looked at.

mod answer;
mod document;
mod endpoint_fields;
mod forms;
mod order;
mod picks;
mod pointer;
mod quote;
mod reorder;

use leptos::prelude::*;

pub use answer::AnswerState;
pub use document::{Acted, DocumentState};
pub use endpoint_fields::EndpointFields;
pub use forms::{FormState, OpenForm};
pub use order::{OrderState, Placed};
pub use picks::Picks;
pub use pointer::PointerState;

use self::reorder::Reorder;
use super::AppState;
use crate::hooks::{effect, memo};

/// Everything the design page knows. It is handed on as a context.
#[derive(Clone, Copy, Debug)]
pub struct DesignState {
    /// The design and its way to the disk.
    pub document: DocumentState,
    /// Forms and what is typed into them.
    pub forms: FormState,
    /// What a click on the map means.
    pub pointer: PointerState,
    /// The operators' answers.
    pub answer: AnswerState,
    /// The order under review and the last one placed.
    pub order: OrderState,
    /// The order that waits for the answer to a quote's question.
    reorder: RwSignal<Option<Reorder>>,
}

/// The state of the design page, from the context.
#[must_use]
pub fn use_design() -> DesignState {
    expect_context::<DesignState>()
}

impl DesignState {
    /// Nothing is open. It needs an owner that outlives the page.
    #[must_use]
    pub fn new(app: AppState) -> Self {
        let document = DocumentState::new(app.toasts);
        let answer = AnswerState::new(document, app);
        let order = OrderState::new();
        let about = memo(move || Some(answer.answer().get()?.assessment.id.clone()));
        let mut is_begun = false;
        effect(move || {
            about.track();
            if std::mem::replace(&mut is_begun, true) {
                untrack(|| order.put_aside());
            }
        });
        let state = Self {
            document,
            forms: FormState::new(document),
            pointer: PointerState::new(),
            answer,
            order,
            reorder: RwSignal::new(None),
        };
        state.follow_reorder();
        state
    }

    /// Forgets everything drawn, typed and answered, because it was removed from this computer.
    pub fn forget(&self) {
        self.document.close();
        self.forms.forget();
        self.order.forget();
        self.reorder.set(None);
    }
}
