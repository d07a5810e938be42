//! Designs: kept with a revision, changed by edits only.

mod commands;
mod customers;
