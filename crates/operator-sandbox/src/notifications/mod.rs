//! Notifications: what a client is told of its networks without asking.
//!
//! A sink is registered for a client, or named by an order where the operator takes that.
//! Whenever a network is written, what there will be to tell of it is written with it, in
//! the same transaction: moment by moment, each with the identifier that it keeps. Time then
//! makes them due, and [`Delivery`] sends what is due until the sink has it.

mod addresses;
mod attempt;
mod delivery;
mod event;
mod order;
mod registration;
mod retry;
mod settings;
mod sink;
mod transitions;

pub use delivery::Delivery;
pub use registration::{RegisterError, Undelivered};
pub use settings::{NotificationSettings, OrderSinks};
pub use sink::{InvalidSink, Sink};

pub(crate) use order::OrderJson;
pub(crate) use sink::{AccessToken, LONGEST_TOKEN, LONGEST_URL};
pub(crate) use transitions::{Told, transitions};
