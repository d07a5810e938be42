//! What the tests of the whole share: a world of its own for each test, the real window driven through WebDriver, what a
//! person does in it, and operators to do it with.

mod clock;
mod desktop;
mod dialog;
mod keyring;
mod operator;
pub mod program;
mod prompter;
mod story;
mod traffic;
mod window;
mod world;

pub use clock::{HandClock, QuickClock};
pub use desktop::{Desktop, Notification};
pub use dialog::{NoDialog, NoTypesetter};
pub use keyring::{KEYRING_PASSWORD, KeyringItem};
pub use operator::{
    Answer, Call, Credentials, Headless, NetworkMaker, Sandbox, ScriptedOperator,
    SelfSignedOperator, StoppedSandbox, TwoSites, WatchedSandbox, open_portal, profile_form,
    self_signed_tls, use_operator,
};
pub use prompter::{PromptReply, Prompter};
pub use story::{Endpoint, Offer};
pub use traffic::Message;
pub use window::{Hook, Violation, Window};
pub use world::{Keyring, Neighbour, Process, Start, World};
