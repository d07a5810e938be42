//! What an operator can be told about notifications.

use std::time::Duration;

/// How notifications are taken and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationSettings {
    /// Whether an order may name a sink.
    pub order_sinks: OrderSinks,
    /// How long a sink may take to answer, in the system's time whatever the clock.
    pub longest_attempt: Duration,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self {
            order_sinks: OrderSinks::default(),
            longest_attempt: Duration::from_secs(10),
        }
    }
}

/// What becomes of `sink` and `sinkCredential` in an order, which the API does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderSinks {
    /// They are unknown properties, as the API has it.
    #[default]
    Unknown,
    /// They are taken.
    Taken,
}
