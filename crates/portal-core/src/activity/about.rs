//! What a call is about, carried beside it to the record.

use std::future::Future;

use model::ServiceId;

tokio::task_local! {
    static CURRENT: About;
}

/// What a call is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// A session's or design's name.
    pub(crate) subject: Option<String>,
    /// The session, where the poller asks unasked: its successes are counted, not listed.
    pub(crate) poll_of: Option<ServiceId>,
}

impl About {
    /// A call made for the person, about something of that name.
    pub(crate) fn subject(name: impl Into<String>) -> Self {
        Self {
            subject: Some(name.into()),
            poll_of: None,
        }
    }

    /// Runs a call that is about this.
    pub(crate) async fn scope<F: Future>(self, call: F) -> F::Output {
        CURRENT.scope(self, call).await
    }

    /// What the running call is about; nothing where it does not say.
    pub(super) fn current() -> Self {
        CURRENT.try_with(Clone::clone).unwrap_or_default()
    }
}
