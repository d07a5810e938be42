//! What the tests of this crate share: samples, a movable clock, an operator on a script.

mod clock;
mod operator;
mod samples;
mod world;

pub(crate) use clock::ManualClock;
pub(crate) use operator::{FakeOperator, What, busy_for, refused};
pub(crate) use samples::{design, offer, quote, report, start, three_connections, watched};
pub(crate) use world::{IMPORT, SECRET, World, form, until};
