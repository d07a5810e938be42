//! The assessment matrix: one design asked about at many requirements and operators, side by side,
//! each answer told as it comes.

mod commands;
mod queue;

#[cfg(test)]
mod tests;
