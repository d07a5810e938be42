//! What holds for every format: nothing is lost, nothing malformed is taken, the same design is the same bytes.

mod malformed;
mod round_trip;
mod rows;
mod samples;
