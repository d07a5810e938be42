//! What a call is about, carried beside it to the record.

use std::future::Future;

use model::{Design, OrderId, ServiceId};

use crate::{designs::DrawnFor, orders::Entry};

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
    /// The design that is asked about, with its customer.
    pub(crate) drawn: Option<DrawnFor>,
    /// The entry of the ledger that it is made for.
    pub(crate) order: Option<OrderId>,
}

impl About {
    /// A call made for the person, about something of that name.
    pub(crate) fn subject(name: impl Into<String>) -> Self {
        Self {
            subject: Some(name.into()),
            ..Self::default()
        }
    }

    /// A question about a design.
    pub(crate) fn design(design: &Design) -> Self {
        Self {
            drawn: Some(design.into()),
            ..Self::subject(&design.name)
        }
    }

    /// A call for what an entry of the ledger wants.
    pub(crate) fn order(entry: &Entry) -> Self {
        Self {
            order: Some(entry.id.clone()),
            ..Self::subject(&entry.name)
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
