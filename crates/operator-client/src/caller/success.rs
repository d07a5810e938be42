//! An answer that is no refusal, and what is read of it.

use model::Origin;

use super::Question;
use crate::{Answer, CallError, transport::Reply};

/// An answer that is no refusal.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) reply: Reply,
    pub(super) took_ms: u32,
}

impl Success {
    /// The body, where it is worth reading.
    pub(crate) fn readable(&self) -> Option<&[u8]> {
        (!self.reply.is_page()).then_some(self.reply.body.as_slice())
    }

    /// Where the numbers in it come from.
    pub(crate) fn origin(&self) -> Origin {
        if self.reply.is_simulated() {
            Origin::Simulated
        } else {
            Origin::Live
        }
    }

    /// The answer around `value`.
    pub(crate) fn answer<T>(self, question: &Question, value: T) -> Answer<T> {
        Answer {
            value,
            correlator: self.reply.correlator.clone(),
            is_simulated: self.reply.is_simulated(),
            took_ms: self.took_ms,
            answered_at: self.reply.at,
            request: question
                .body
                .as_ref()
                .map(|(_, text)| text.clone())
                .unwrap_or_default(),
            response: self.reply.text(),
        }
    }

    /// The failure of an answer whose body is not what it should be.
    pub(crate) fn not_understood(&self) -> CallError {
        let reason = if self.reply.is_page() {
            "a web page instead of data, of a proxy or a sign-in portal perhaps"
        } else if self.reply.body.is_empty() {
            "nothing in it"
        } else {
            "not a JSON object"
        };
        self.reply.undecodable(reason)
    }
}
