//! Identifiers, one type for each kind of thing, so that none stands for another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::is_unseen;

/// Longest identifier anywhere in the product (CAMARA `ID`: 255 characters).
const MAX_LENGTH: usize = 255;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("identifier is empty")]
    Empty,
    /// Over 255 characters.
    #[error("identifier is longer than 255 characters")]
    TooLong,
    /// A character that no identifier of this kind has.
    #[error("identifier has a character that is not allowed")]
    Character,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $is_allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and takes it as the identifier.
            ///
            /// # Errors
            /// [`IdError`] says what is wrong with it.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text, $is_allowed)?;
                Ok(Self(text))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

macro_rules! own_id {
    ($(#[$doc:meta])* $name:ident) => {
        id!($(#[$doc])* $name, |c| c.is_ascii_alphanumeric());

        impl $name {
            /// An identifier out of 128 random bits: 32 hexadecimal digits.
            #[must_use]
            pub fn from_random(bits: u128) -> Self {
                Self(format!("{bits:032x}"))
            }
        }
    };
}

own_id!(
    /// A design on this computer.
    DesignId
);
own_id!(
    /// An endpoint within one design.
    EndpointId
);
own_id!(
    /// A connection within one design.
    ConnectionId
);
own_id!(
    /// An operator profile on this computer.
    ProfileId
);
own_id!(
    /// An assessment, as long as the app runs or a quote keeps it.
    AssessmentId
);
own_id!(
    /// A saved quote on this computer.
    QuoteId
);
own_id!(
    /// An order in the ledger: written before anything is sent.
    OrderId
);
id!(
    /// The operator's own identifier of a network (CAMARA `serviceId`): opaque,
    /// case-sensitive, any character that can be seen.
    ServiceId,
    |c| !c.is_control() && !is_unseen(c)
);

fn check(text: &str, is_allowed: impl Fn(char) -> bool) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.chars().count() > MAX_LENGTH {
        return Err(IdError::TooLong);
    }
    if !text.chars().all(is_allowed) {
        return Err(IdError::Character);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_identifiers_are_plain() {
        assert_eq!(DesignId::new("a-b"), Err(IdError::Character));
        assert_eq!(DesignId::from_random(10).as_str().len(), 32);
    }

    #[test]
    fn service_ids_are_the_operators_business() {
        assert!(ServiceId::new("a/b-c d").is_ok());
        assert_eq!(ServiceId::new("x".repeat(256)), Err(IdError::TooLong));
        for unseen in ["a\nb", "a\u{202e}b", "a\u{200b}"] {
            assert_eq!(ServiceId::new(unseen), Err(IdError::Character));
        }
    }

    #[test]
    fn a_bad_identifier_does_not_deserialise() {
        assert!(serde_json::from_str::<ServiceId>("\"\"").is_err());
    }
}
