//! Why a JSON text is not what it should be.

use std::fmt::{self, Display};

use serde::de::{Expected, Unexpected};

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

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format_args!("{} instead of {expected}", kind(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format_args!(
            "a wrong {} instead of {expected}",
            kind(&found)
        ))
    }
}

/// What stands there, by its kind: serde's own words have room for an `f64`, whose tables would be in the program for
/// them alone.
const fn kind<'a>(found: &Unexpected<'a>) -> &'a str {
    match found {
        Unexpected::Unit => "null",
        Unexpected::Bool(_) => "boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "number",
        Unexpected::Char(_) | Unexpected::Str(_) => "text",
        Unexpected::Seq => "list",
        Unexpected::Map => "object",
        Unexpected::Other(kind) => kind,
        Unexpected::Bytes(_)
        | Unexpected::Option
        | Unexpected::NewtypeStruct
        | Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant => "value",
    }
}
