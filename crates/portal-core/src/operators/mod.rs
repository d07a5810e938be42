//! Connections to operators: made at first need, and every call through one of them.

mod link;
mod live;
mod outcome;

pub(crate) use link::{Link, remote_spec, scopes, spec_at, store_noted};
pub(crate) use live::LiveOperators;

use model::{Action, Dialect};

/// The scopes the app needs with an operator of that dialect.
pub(crate) fn needed_scopes(dialect: Dialect) -> Vec<String> {
    Action::ALL
        .map(|action| action.scope(dialect).to_owned())
        .to_vec()
}
