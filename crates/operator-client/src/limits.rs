//! How long and how much an operator may answer.

use std::time::Duration;

/// The bounds of one HTTP exchange.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To connect, TLS included.
    pub connect: Duration,
    /// Without a byte from the operator.
    pub idle: Duration,
    /// For the whole exchange.
    pub total: Duration,
    /// Bytes of an answer's body once unpacked.
    pub body: usize,
    /// Before a question is put again for the first time.
    pub first_retry: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(15),
            total: Duration::from_secs(30),
            body: 1024 * 1024,
            first_retry: Duration::from_millis(250),
        }
    }
}
