//! Operators beside the app: the sandbox operator as a program of its own, and one that says what a test tells it to.

mod sandbox;
mod scripted;

pub use self::{
    sandbox::{Credentials, Sandbox, StoppedSandbox},
    scripted::{Answer, Call, ScriptedOperator},
};
