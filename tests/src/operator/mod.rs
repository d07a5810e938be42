//! Operators beside the app: the sandbox operator as a program of its own or under watch in this process, one that
//! says what a test tells it to, and one that cannot be trusted.

mod headless;
mod maker;
mod sandbox;
mod scripted;
mod self_signed;
mod served;
mod two_sites;
mod watched;

pub use self::{
    headless::{Headless, open_portal, profile_form, use_operator},
    maker::NetworkMaker,
    sandbox::{Credentials, Sandbox, StoppedSandbox},
    scripted::{Answer, Call, ScriptedOperator},
    self_signed::{SelfSignedOperator, self_signed_tls},
    two_sites::TwoSites,
    watched::WatchedSandbox,
};
