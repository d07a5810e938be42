//! What the whole window knows, fed by the core's events.

mod app;
mod clock;
pub mod design;
mod header;
mod matrix;
mod permission;
mod rows;
mod store;
mod toasts;

pub use app::{ACTIVITY_PAGE, AppState, use_app};
pub use clock::Clock;
pub use header::Header;
pub use matrix::{MatrixRun, MatrixState};
pub use rows::{Applied, Load, Row};
pub use store::Rows;
pub use toasts::{Toast, Toasts};
