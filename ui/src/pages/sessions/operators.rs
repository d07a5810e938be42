//! Whose session it is, where there is more than one operator.

use leptos::prelude::*;
use model::{ProfileId, Session};

use crate::{
    hooks::memo,
    state::{Load, use_app},
};

/// The operators with their colours; none where a session can be of one only.
pub(super) type Operators = Memo<Vec<(ProfileId, &'static str)>>;

/// What is shown of the operators. It changes with their names and colours alone, and not with
/// each answer.
pub(super) fn use_operators() -> Operators {
    let state = use_app();
    if matches!(state.profiles.load().get_untracked(), Load::Idle) {
        state.load_profiles();
    }
    memo(move || {
        state.profiles.rows().with(|operators| {
            let colour = |operator: &contract::ProfileView| {
                (operator.id.clone(), operator.options.colour.as_str())
            };
            if operators.len() > 1 {
                operators.iter().map(colour).collect()
            } else {
                Vec::new()
            }
        })
    })
}

/// The operator of `session` with its colour.
pub(super) fn operator(operators: Operators, session: &Session) -> Option<impl IntoView + use<>> {
    let colour = operators.with(|operators| {
        let own = operators.iter().find(|(id, _)| *id == session.profile);
        (!operators.is_empty()).then(|| own.map_or("none", |(_, colour)| *colour))
    })?;
    let name = session.operator.clone();
    Some(view! { <span class="operator-name" data-colour=colour>{name}</span> })
}
