//! Charts, each with the table of what it draws.

mod bars;
mod lines;

pub use bars::{Bar, BarChart};
pub use lines::{LineChart, Series};
