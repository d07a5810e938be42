//! Designs as files.

mod export;
mod import;
mod requests;

#[cfg(test)]
mod tests;
