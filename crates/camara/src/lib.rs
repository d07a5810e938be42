//! Wire types of the CAMARA VPN APIs and their mapping to the domain; no I/O.
//!
//! What is sent is strict ([`request`]), what is received is tolerant ([`response`]):
//! a client and a server never share a lenient type.

pub mod location;
mod number;
pub mod request;
pub mod response;
mod service_name;
pub mod site_to_cloud;
mod slug;

pub use number::Number;
pub use service_name::service_name;
