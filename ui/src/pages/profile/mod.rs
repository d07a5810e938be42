//! The form for an operator, as the welcome and the settings use it.

mod check;
mod draft;
mod drafts;
mod field;
mod form;
mod key;
mod more;
mod outcome;

pub(super) use draft::ProfileDraft;
pub(super) use drafts::ProfileDrafts;
pub(super) use form::ProfileFormView;
