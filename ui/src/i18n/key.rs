//! The key of a text, where code names it before it is needed.

/// Names a text of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextKey(pub &'static str);

impl TextKey {
    /// The text.
    #[must_use]
    pub fn text(self) -> String {
        super::tr(self.0, &[])
    }
}
