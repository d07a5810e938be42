//! What the tests of the whole share: a world of its own for each test, and the real window driven through WebDriver.

mod job;
pub mod program;
mod window;
mod world;

pub use job::Endpoint;
pub use window::{Hook, Violation, Window};
pub use world::{Keyring, Start, World};
