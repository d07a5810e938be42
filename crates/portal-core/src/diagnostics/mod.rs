//! A file for support: versions, operators, calls and the log, without any secret.

mod commands;
mod log;
mod redact;
mod report;

#[cfg(test)]
mod tests;
