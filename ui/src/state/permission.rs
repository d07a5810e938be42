//! What a person may not do with an operator, in words.

use contract::ProfileView;
use leptos::prelude::*;
use model::{Action, ProfileId, Role};

use super::AppState;
use crate::t;

impl AppState {
    /// Why that cannot be done with the operator of that identifier; nothing where it can, or where
    /// the operator is not known here.
    #[must_use]
    pub fn denial(&self, id: &ProfileId, action: Action) -> Option<String> {
        denial(&self.profile(id)?, action)
    }

    /// Why that cannot be done with the operator in use.
    #[must_use]
    pub fn denial_in_use(&self, action: Action) -> Option<String> {
        self.view
            .with(|view| denial(view.operator.as_ref()?, action))
    }
}

fn denial(operator: &ProfileView, action: Action) -> Option<String> {
    let options = &operator.options;
    if options.role == Role::QuoteOnly && action.is_ordering() {
        return Some(match options.who_may_order.as_str() {
            "" => t!("denied-role"),
            who => t!("denied-role-who", who = who),
        });
    }
    operator
        .not_granted
        .contains(&action)
        .then(|| t!("denied-scope", scope = action.scope(options.dialect)))
}
