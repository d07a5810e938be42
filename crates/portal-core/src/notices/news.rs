//! What the owner of the state passes on to the teller.

use model::Session;
use tokio::sync::mpsc;

use super::happening::Happening;
use crate::sessions::Watched;

/// Something to look into.
#[derive(Debug)]
pub(crate) enum Item {
    /// Something happened to a session.
    Happened(Happening, Box<Session>),
    /// The end of a session is another one than before.
    EndMoved,
}

/// The way to the teller.
#[derive(Debug)]
pub(crate) struct News {
    items: mpsc::UnboundedSender<Item>,
}

impl News {
    /// The way, and where it leads.
    pub(crate) fn channel() -> (Self, mpsc::UnboundedReceiver<Item>) {
        let (items, incoming) = mpsc::unbounded_channel();
        (Self { items }, incoming)
    }

    /// Notes a change of a session, or a new one.
    pub(crate) fn session(&self, before: Option<&Watched>, after: &Watched) {
        // Without a teller the app is closing.
        if let Some(happening) = Happening::between(before, after) {
            let session = Box::new(after.session.clone());
            drop(self.items.send(Item::Happened(happening, session)));
        }
        let drift = &after.session.drift;
        if drift.is_some() && before.is_some_and(|watched| watched.session.drift != *drift) {
            let session = Box::new(after.session.clone());
            drop(self.items.send(Item::Happened(Happening::Drifted, session)));
        }
        if before.and_then(|watched| watched.session.expiry) != after.session.expiry {
            drop(self.items.send(Item::EndMoved));
        }
    }
}
