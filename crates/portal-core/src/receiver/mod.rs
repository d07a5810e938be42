//! Takes events of operators (CloudEvents over HTTP) as hints to look at a network: never as the truth about it.

mod allowance;
mod bearer;
mod commands;
mod event;
mod inlet;
mod order;
mod settings;

pub(crate) use bearer::OrderSink;
pub(crate) use commands::{Receiver, start};

#[cfg(test)]
mod tests;
