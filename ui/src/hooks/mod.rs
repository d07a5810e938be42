//! Behaviour that several pages share.

mod use_calm;
mod use_command;
mod use_debounce;
mod use_focus;
mod use_press;

pub use use_calm::use_calm;
pub use use_command::{CommandHandle, use_command};
pub use use_debounce::{Debounce, use_debounce};
pub use use_focus::{focus, focus_return};
pub use use_press::is_on_control;
