//! What every request goes through, whatever it asks for.

mod admission;
pub(crate) mod correlator;
mod failure;
mod frame;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;
mod json;
mod media;
mod path;
mod strict_json;

pub(crate) use admission::{Admitted, BodyKind, Operation, Rejection, bearer, needs_correlator};
pub(crate) use failure::{Failure, LONGEST_MESSAGE};
pub(crate) use frame::{SERVER_TIMING, SIMULATED, frame};
pub(crate) use json::Json;
pub(crate) use path::ServiceIdPath;
pub(crate) use strict_json::{StrictJson, read_body};
