//! What the desktop is told about sessions: each thing once, also over restarts.

mod expiring;
mod happening;
mod news;
mod teller;
mod words;

pub use words::DesktopNotice;

pub(crate) use happening::Failed;
pub(crate) use news::News;
pub(crate) use teller::start;

#[cfg(test)]
mod tests;
