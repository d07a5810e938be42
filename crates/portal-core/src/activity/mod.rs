//! The record of every call to an operator.

mod about;
mod commands;
mod recorder;

pub(crate) use about::About;
pub(crate) use recorder::Recorder;
