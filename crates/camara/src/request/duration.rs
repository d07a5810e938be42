//! How long a network is wanted, on the wire.

use model::{GrantedTerm, Term, TermUnit};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::strict::{self, object};
use crate::Number;

/// A duration (`Duration`). The schema bounds neither end of `value`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Duration {
    /// How many units; 1 where absent.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The unit; the API names no default for it.
    #[serde(default, deserialize_with = "strict::unit")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<TermUnit>,
}

object!(Duration);

impl Duration {
    /// The duration with what was left out filled in: 1, and hours (the API's prose).
    /// `None` where the value is not above 0 or no decimal can hold it.
    #[must_use]
    pub fn granted(&self) -> Option<GrantedTerm> {
        let value = match &self.value {
            Some(value) => value.decimal()?,
            None => Decimal::ONE,
        };
        (value > Decimal::ZERO).then(|| GrantedTerm {
            value,
            unit: self.unit.unwrap_or(TermUnit::Hours),
        })
    }
}

impl From<Term> for Duration {
    fn from(term: Term) -> Self {
        Self {
            value: Some(term.value.get().into()),
            unit: Some(term.unit),
        }
    }
}

impl From<GrantedTerm> for Duration {
    fn from(term: GrantedTerm) -> Self {
        Self {
            value: Some(term.value.normalize().into()),
            unit: Some(term.unit),
        }
    }
}
