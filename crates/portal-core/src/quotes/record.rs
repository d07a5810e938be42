//! A quote as it is kept: its canonical form, sealed with the SHA-256 of that.

use model::{DesignId, Quote, QuoteId, Seal};
use serde_json::Value;

use crate::{designs::DrawnFor, digest::sha256, errors::Failure, storage::StorageError};

/// What stands before the digest of a quote that was sealed later than it was saved.
pub(crate) const SEALED_LATER: &str = "later:";

/// A quote as it was found in the data folder.
#[derive(Clone, Debug)]
pub(crate) struct QuoteRecord {
    /// Where it is.
    pub(crate) row: i64,
    /// Under which identifier it is listed.
    pub(crate) id: QuoteId,
    /// Whose it is: by what it is found by and by what it says, which differ only where it was altered.
    pub(crate) drawn: Vec<DrawnFor>,
    /// What was saved; none where it was altered so that it cannot be read.
    pub(crate) quote: Option<Quote>,
    /// Whether it is still that.
    pub(crate) seal: Seal,
    /// The SHA-256 of what is kept now.
    pub(crate) digest: String,
}

/// What is kept of a quote beside its canonical form, to find it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Index<'a> {
    /// Its identifier.
    pub(crate) id: &'a [u8],
    /// When it was saved, RFC 3339 to the millisecond.
    pub(crate) saved_at: &'a [u8],
    /// The assessment that it froze.
    pub(crate) assessment: &'a [u8],
    /// Its design; absent where it could not be read when this was first kept.
    pub(crate) design: Option<&'a [u8]>,
    /// Whom its design was for, likewise.
    pub(crate) customer: Option<&'a [u8]>,
}

impl QuoteRecord {
    /// Reads a record, and holds it against its seal: the digest of its bytes, and that it is
    /// found by what it says. `row` names it where nothing else does.
    pub(crate) fn read(row: i64, index: &Index<'_>, body: &[u8], seal: Option<&[u8]>) -> Self {
        let quote: Option<Quote> = serde_json::from_slice(body).ok();
        let digest = sha256(body);
        let is_found_by_itself = quote.as_ref().is_some_and(|quote| index.is_of(quote));
        let later = |seal: &[u8]| {
            let digest_of = seal.strip_prefix(SEALED_LATER.as_bytes());
            digest_of == Some(digest.as_bytes())
        };
        let seal = match seal {
            _ if !is_found_by_itself => Seal::Altered,
            Some(seal) if seal == digest.as_bytes() => Seal::Unchanged,
            Some(seal) if later(seal) => Seal::None,
            Some(_) | None => Seal::Altered,
        };
        let says = quote.as_ref().map(|quote| DrawnFor::from(&quote.design));
        let drawn = index.drawn().into_iter().chain(says).collect();
        let of_index = std::str::from_utf8(index.id).ok();
        let of_index = of_index.and_then(|id| QuoteId::new(id).ok());
        let id = of_index
            .or_else(|| quote.as_ref().map(|quote| quote.id.clone()))
            .unwrap_or_else(|| QuoteId::from_random(row.unsigned_abs().into()));
        Self {
            row,
            id,
            drawn,
            quote,
            seal,
            digest,
        }
    }

    /// Whether it is not what was saved.
    pub(crate) fn is_altered(&self) -> bool {
        self.seal == Seal::Altered
    }

    /// The quote, where it is not altered.
    pub(crate) fn intact(self) -> Option<Quote> {
        match self.seal {
            Seal::Unchanged | Seal::None => self.quote,
            Seal::Altered => None,
        }
    }

    /// The quote, where something is to be built on it.
    ///
    /// # Errors
    /// [`Failure::Input`] where it was altered since it was saved.
    pub(crate) fn unaltered(self) -> Result<Quote, Failure> {
        let refusal = self.refusal();
        self.intact().ok_or(refusal)
    }

    /// The quote as it is now, altered or not.
    ///
    /// # Errors
    /// [`Failure::Input`] where it was altered so that it cannot be read.
    pub(crate) fn readable(self) -> Result<Quote, Failure> {
        let refusal = self.refusal();
        self.quote.ok_or(refusal)
    }

    fn refusal(&self) -> Failure {
        let name = self.quote.as_ref().map(|quote| &quote.design.name);
        let name = name.map_or_else(String::new, |name| format!(" \u{201c}{name}\u{201d}"));
        Failure::Input(format!(
            "The quote{name} was altered after it was saved. Ask the operator for a new one."
        ))
    }
}

impl Index<'_> {
    fn is_of(&self, quote: &Quote) -> bool {
        let found_by = [
            Some(self.id),
            Some(self.saved_at),
            Some(self.assessment),
            self.design,
            self.customer,
        ];
        let says = columns(quote);
        found_by
            .into_iter()
            .eq(says.iter().map(|text| Some(text.as_bytes())))
    }

    fn drawn(&self) -> Option<DrawnFor> {
        let text = |bytes: Option<&[u8]>| Some(std::str::from_utf8(bytes?).ok()?.to_owned());
        Some(DrawnFor {
            design: DesignId::new(text(self.design)?).ok()?,
            customer: text(self.customer)?,
        })
    }
}

/// The columns that a quote is found by.
pub(crate) fn columns(quote: &Quote) -> [String; 5] {
    [
        quote.id.to_string(),
        quote
            .saved_at
            .to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        quote.assessment.id.to_string(),
        quote.design.id.to_string(),
        quote.design.customer.clone(),
    ]
}

/// The canonical form: JSON without spaces, the names of every object in the order of their
/// bytes. What it is at saving is what is kept and sealed; a later version may write the same quote otherwise.
///
/// # Errors
/// [`StorageError::Content`] where it cannot be written as JSON.
pub(crate) fn canonical(quote: &Quote) -> Result<String, StorageError> {
    canonical_json(&serde_json::to_value(quote)?)
}

/// The canonical form of any JSON.
///
/// # Errors
/// [`StorageError::Content`] where it cannot be written.
pub(crate) fn canonical_json(value: &Value) -> Result<String, StorageError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, into: &mut String) -> Result<(), StorageError> {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|one, other| one.0.as_bytes().cmp(other.0.as_bytes()));
            into.push('{');
            for (at, (name, value)) in members.into_iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                into.push_str(&serde_json::to_string(name)?);
                into.push(':');
                write(value, into)?;
            }
            into.push('}');
        }
        Value::Array(items) => {
            into.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                write(item, into)?;
            }
            into.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            into.push_str(&serde_json::to_string(value)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::quote;

    #[test]
    fn the_canonical_form_is_the_same_whichever_order_it_is_read_in() {
        let form = canonical(&quote()).unwrap();
        let read: Quote = serde_json::from_str(&form).unwrap();
        assert_eq!(read, quote());
        assert_eq!(canonical(&read).unwrap(), form);
        assert!(
            form.starts_with("{\"assessment\":{\"assessed_at\":"),
            "{form}"
        );
        assert!(!form.contains(": "), "{form}");
    }
}
