//! A quote as it is kept: its canonical form, sealed with the SHA-256 of that.

use model::{Quote, QuoteId, Seal};
use serde_json::Value;

use crate::{digest::sha256, storage::StorageError};

/// A quote as it was found in the data folder.
#[derive(Clone, Debug)]
pub(crate) struct QuoteRecord {
    /// Under which identifier it is listed.
    pub(crate) id: QuoteId,
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
}

impl QuoteRecord {
    /// Reads a record, and holds it against its seal: the digest of its bytes, and that it is
    /// found by what it says. `row` names it where nothing else does.
    pub(crate) fn read(row: i64, index: &Index<'_>, body: &[u8], seal: Option<&[u8]>) -> Self {
        let quote: Option<Quote> = serde_json::from_slice(body).ok();
        let digest = sha256(body);
        let is_found_by_itself = quote
            .as_ref()
            .is_some_and(|quote| index_of(quote).iter().eq(index.texts().iter()));
        let seal = match seal {
            _ if !is_found_by_itself => Seal::Altered,
            None => Seal::None,
            Some(seal) if seal == digest.as_bytes() => Seal::Unchanged,
            Some(_) => Seal::Altered,
        };
        let of_index = std::str::from_utf8(index.id).ok();
        let of_index = of_index.and_then(|id| QuoteId::new(id).ok());
        let id = of_index
            .or_else(|| quote.as_ref().map(|quote| quote.id.clone()))
            .unwrap_or_else(|| QuoteId::from_random(row.unsigned_abs().into()));
        Self {
            id,
            quote,
            seal,
            digest,
        }
    }

    /// The quote, where it is not altered.
    pub(crate) fn intact(self) -> Option<Quote> {
        match self.seal {
            Seal::Unchanged | Seal::None => self.quote,
            Seal::Altered => None,
        }
    }
}

impl Index<'_> {
    fn texts(&self) -> [&[u8]; 3] {
        [self.id, self.saved_at, self.assessment]
    }
}

/// The columns that a quote is found by.
pub(crate) fn columns(quote: &Quote) -> [String; 3] {
    [
        quote.id.to_string(),
        quote
            .saved_at
            .to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        quote.assessment.id.to_string(),
    ]
}

/// The canonical form: JSON without spaces, the names of every object in the order of their
/// bytes. Two records with the same content have the same form, whichever version wrote them.
///
/// # Errors
/// [`StorageError::Content`] where it cannot be written as JSON.
pub(crate) fn canonical(quote: &Quote) -> Result<String, StorageError> {
    let mut text = String::new();
    write(&serde_json::to_value(quote)?, &mut text)?;
    Ok(text)
}

fn index_of(quote: &Quote) -> [Vec<u8>; 3] {
    columns(quote).map(String::into_bytes)
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
