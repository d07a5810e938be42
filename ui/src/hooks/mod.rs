//! Behaviour that several pages share.

mod use_command;
mod use_debounce;
mod use_focus;

pub use use_command::{CommandHandle, use_command};
pub use use_debounce::{Debounce, use_debounce};
pub use use_focus::{focus, focus_return};
