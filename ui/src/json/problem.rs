//! Why a JSON text is not what it should be.

use std::fmt::{self, Display};

/// What is wrong with a JSON text, in words for the log.
///
/// One pointer: every step of reading hands it on, and most of them have little else to give.
#[derive(Debug)]
pub(crate) struct Problem(Box<Words>);

#[derive(Debug)]
struct Words(String);

impl Problem {
    pub(super) fn new(problem: impl Display) -> Self {
        Self(Box::new(Words(problem.to_string())))
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.0)
    }
}

impl std::error::Error for Problem {}

impl serde::de::Error for Problem {
    fn custom<T: Display>(problem: T) -> Self {
        Self::new(problem)
    }
}
