//! `cargo xtask`: the one entry to building, running and testing the portal.

fn main() {}
