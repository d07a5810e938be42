//! Where operators tell this app of changes (CloudEvents), so that it need not wait for the next poll.

use serde::{Deserialize, Serialize};

/// The receiver as it is set and as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiverView {
    /// Whether it is wanted.
    pub is_on: bool,
    /// The address it listens on.
    pub address: String,
    /// The port it listens on; absent until one was chosen.
    pub port: Option<u16>,
    /// The address that operators are told instead; empty for the one above.
    pub public_url: String,
    /// How it is.
    pub state: ReceiverState,
    /// Where operators post to; absent while it does not listen.
    pub sink: Option<String>,
    /// Why it does not listen; empty where it does or is off.
    pub problem: String,
}

/// How the receiver is; the values of `data-state`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiverState {
    /// It is off.
    #[default]
    Off,
    /// It takes events.
    Listening,
    /// It should listen, and cannot.
    Failed,
}

impl ReceiverState {
    /// The value of `data-state`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Listening => "listening",
            Self::Failed => "failed",
        }
    }
}

/// The receiver as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiverRequest {
    /// Whether it is wanted.
    pub is_on: bool,
    /// The address to listen on: one of this computer.
    pub address: String,
    /// The port, 1 to 65535; absent has a free one chosen, which is kept.
    pub port: Option<u16>,
    /// An https address that leads here, for operators elsewhere; empty for none.
    pub public_url: String,
}
