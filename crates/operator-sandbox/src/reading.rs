//! How the published texts of the APIs are read where what they say is not what they mean.

use camara::request::Pattern;

/// Which of two readings an operator keeps to. Additions to answers are there under both:
/// the rules of the APIs allow them, and a client has to ignore what it does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// What was meant, and what drafts and other operators do as well: a hyphen in
    /// identifiers, a URL in `Location`, a change as plain JSON.
    #[default]
    Lenient,
    /// The published text to the letter, even where it contradicts itself.
    Strict,
}

impl Reading {
    /// How identifiers and locations are read.
    #[must_use]
    pub const fn pattern(self) -> Pattern {
        match self {
            Self::Lenient => Pattern::Either,
            Self::Strict => Pattern::Literal,
        }
    }

    /// Whether nothing but the published text is taken.
    #[must_use]
    pub const fn is_strict(self) -> bool {
        matches!(self, Self::Strict)
    }
}
