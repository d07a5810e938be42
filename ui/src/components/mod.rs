//! The primitives that every page is made of. Each takes a `testid`, its public hook.

mod banner;
mod button;
mod confirm_dialog;
mod dialog;
mod dialog_buttons;
mod empty;
mod fact_list;
mod fee;
mod field;
mod grid_list;
mod icon;
mod level;
mod loading;
mod select;
mod state_dot;
mod switch;
mod text_field;
mod toasts;

pub use banner::{Banner, ErrorBanner};
pub use button::{Button, ButtonKind, IconButton};
pub use confirm_dialog::ConfirmDialog;
pub use dialog::Dialog;
pub use dialog_buttons::DialogButtons;
pub use empty::EmptyState;
pub use fact_list::FactList;
pub use fee::FeeText;
pub use field::{Field, FieldParts};
pub use grid_list::GridList;
pub use icon::{Icon, Symbol};
pub use level::LevelBadge;
pub use loading::{Loaded, Skeleton, Spinner};
pub use select::{Choice, Select};
pub use state_dot::{StateDot, Tone};
pub use switch::Switch;
pub use text_field::{Input, NumberField, SecretField, TextField};
pub use toasts::ToastList;
