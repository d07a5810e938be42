//! Behaviour that several pages share.

mod effect;
mod memo;
mod use_calm;
mod use_command;
mod use_debounce;
mod use_focus;
mod use_grid_keys;
mod use_press;
mod use_shortcut;
mod use_steps;

pub use effect::effect;
pub use memo::memo;
pub use use_calm::use_calm;
pub use use_command::{CommandHandle, use_command};
pub use use_debounce::{Debounce, use_debounce};
pub use use_focus::{
    focus, focus_if_lost, focus_return, follow_with_focus, is_by_keyboard, reveal,
};
pub use use_grid_keys::{GridKeys, focus_list_if_lost, use_grid_keys};
pub use use_press::is_on_control;
pub use use_shortcut::use_shortcut;
pub use use_steps::use_steps;
