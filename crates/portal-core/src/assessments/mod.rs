//! Assessments: asked for, cancelled, and remembered for as long as the app runs.

mod asking;
mod commands;
mod patience;
mod per_connection;
mod recent;

pub(crate) use commands::origin;
pub(crate) use patience::Patience;
pub(crate) use recent::{Recent, Remembered, ResizeAnswer};

#[cfg(test)]
mod tests;
