//! A state in words with its colour as a dot.

use contract::OperatorState;
use leptos::prelude::*;

use super::live;
use model::SessionState;

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Something is under way.
    Busy,
    /// Something needs a look.
    Attention,
    /// Something failed.
    Bad,
    /// It is over.
    Over,
}

impl Tone {
    /// The end of the class name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Busy => "busy",
            Self::Attention => "attention",
            Self::Bad => "bad",
            Self::Over => "over",
        }
    }
}

impl From<SessionState> for Tone {
    fn from(state: SessionState) -> Self {
        match state {
            SessionState::Available => Self::Good,
            SessionState::Requested | SessionState::Changing | SessionState::Deleting => Self::Busy,
            SessionState::Unknown => Self::Attention,
            SessionState::Failed | SessionState::Unavailable => Self::Bad,
            SessionState::Expired | SessionState::Gone => Self::Over,
        }
    }
}

impl From<OperatorState> for Tone {
    fn from(state: OperatorState) -> Self {
        match state {
            OperatorState::Ready => Self::Good,
            OperatorState::Offline => Self::Over,
            OperatorState::SignedOut => Self::Attention,
            OperatorState::Error => Self::Bad,
        }
    }
}

/// A dot and the words beside it; the words alone say it too.
#[component]
pub fn StateDot(
    /// The colour.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    live(move || state_dot(tone.get(), label.get()))
}

/// The same for a part of the page that is written as one.
pub fn state_dot(tone: Tone, label: String) -> impl IntoView {
    view! {
        <span class=format!("state state-{}", tone.as_str())>
            <i aria-hidden="true"></i>
            {label}
        </span>
    }
}
