//! The Site-to-Cloud VPN API 0.1, with the spelling of its published file.
//!
//! That file contradicts itself and is not valid OpenAPI: it misspells names, spells one thing
//! in two ways, and requires nothing in its bodies.

mod as_network;
mod from_model;
mod request;
pub mod response;
mod spelling;

pub use from_model::Inexpressible;
pub use request::{AssessmentRequest, LONGEST_LOCATION, LONGEST_NAME, ServiceChange, ServiceOrder};
pub use spelling::{CORRECTED, SERVICE_ID_PARAMETERS, Spelling, parse};

#[cfg(test)]
mod tests;
