//! Operators beside the app: the sandbox operator as a program of its own or under watch in this process, and one
//! that says what a test tells it to.

mod sandbox;
mod scripted;
mod served;
mod watched;

pub use self::{
    sandbox::{Credentials, Sandbox, StoppedSandbox},
    scripted::{Answer, Call, ScriptedOperator},
    watched::WatchedSandbox,
};
