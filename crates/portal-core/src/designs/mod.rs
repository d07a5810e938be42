//! Designs: kept with a revision, changed by edits only.

mod acts;
mod belongings;
mod commands;
mod customers;
mod drawn;
mod files;

pub(crate) use drawn::DrawnFor;

#[cfg(test)]
mod tests;
