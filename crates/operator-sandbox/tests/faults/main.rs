//! Faults as they are on the wire: real connections, real bytes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod acts;
mod ending;
mod served;
mod wire;
