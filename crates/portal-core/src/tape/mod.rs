//! Recorded tapes: real answers of an operator in a file, and the player that gives them again without a network.

mod file;
mod play;
mod player;
mod save;

pub(crate) use file::Take;
