//! Answers of the MultiPoint VPN API, read tolerantly: only a body that is no JSON object
//! at all is an error, everything else is what could be understood of it.
//!
//! An error in the body of an answer that says it went well is for the caller to look for,
//! with [`is_error`]: read as an answer, it would be one that leaves everything out.

mod assessment;
mod error;
mod list;
mod network;
mod observed;
mod tree;
mod wiring;

pub use assessment::{Assessment, Rent};
pub(crate) use assessment::{extended_offers, in_order, price};
pub use error::{ErrorInfo, is_error};
pub use list::NetworkList;
pub(crate) use network::reported_lifecycle;
pub use network::{Lifecycle, Network};
pub(crate) use tree::Object;
pub use wiring::Wiring;

/// An answer that is not one JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is not a JSON object")]
pub struct NotAnObject;

#[cfg(test)]
mod tests;
