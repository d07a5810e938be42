//! The client against an operator that misbehaves (`camara.md`, 7.2; numbers as there).

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod answers;
mod assertions;
mod contents;
mod discovery;
mod errors;
mod framing;
mod operator;
mod repeats;
mod services;
mod sinks;
mod surroundings;
mod token_refusals;
mod tokens;
mod transport;
mod waits;
