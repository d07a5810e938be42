//! Connections to operators: made at first need, and every call through one of them.

mod link;
mod live;
mod outcome;

pub(crate) use link::{Link, remote_spec, scopes};
pub(crate) use live::LiveOperators;

use model::Action;

/// The scopes the app needs.
pub(crate) const SCOPES: [&str; 5] = [
    Action::Assess.scope(),
    Action::Order.scope(),
    Action::Read.scope(),
    Action::Resize.scope(),
    Action::Delete.scope(),
];
