//! What an operator can be told about the networks it sells.

use crate::backbone::Capacity;

/// Settings of the network and of the API's opt-in parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetworkSettings {
    /// How much trunks and access lines carry.
    pub capacity: Capacity,
    /// Whether `GET /networks` lists a client's networks; 405 where not.
    pub is_listed: bool,
}
