//! The form for an operator, as the welcome and the settings use it.

mod check;
mod draft;
mod form;
mod outcome;

pub(super) use draft::ProfileDraft;
pub(super) use form::ProfileFormView;
