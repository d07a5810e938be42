//! The operator client against the sandbox operator, over HTTP and with a movable clock; and
//! against one of HTTP/2, which the sandbox does not speak.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod assertions;
mod life;
mod services;
mod stage;
mod taken_back;
mod tokens;
