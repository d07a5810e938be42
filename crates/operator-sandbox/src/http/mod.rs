//! What every request goes through, whatever it asks for.

mod admission;
mod correlator;
mod failure;
mod frame;
mod media;
mod path;
mod strict_json;

pub(crate) use admission::{Admitted, BodyKind, Operation};
pub(crate) use failure::Failure;
pub(crate) use frame::frame;
pub(crate) use path::ServiceIdPath;
pub(crate) use strict_json::StrictJson;
