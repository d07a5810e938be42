//! A tolerant look into a JSON answer, property by property.
//!
//! Null counts as absent, a number may come as text and text as a number, and what has
//! the wrong shape counts as absent too. Numbers stay text until they are decimals.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::value::RawValue;

/// Longest text taken over from an operator, in characters.
const LONGEST_TEXT: usize = 512;

/// An object of an answer.
#[derive(Debug)]
pub(super) struct Object<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Object<'a> {
    /// The object that `body` is; `None` where it is not one JSON object.
    pub(super) fn parse(body: &'a [u8]) -> Option<Self> {
        let text = str::from_utf8(body).ok()?;
        serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .ok()
            .map(Self)
    }

    /// The first of `names` that is there and not null.
    fn value(&self, names: &[&str]) -> Option<&'a RawValue> {
        names
            .iter()
            .filter_map(|name| self.0.get(*name))
            .find(|value| value.get() != "null")
            .copied()
    }

    /// Whether one of `names` is there.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.value(names).is_some()
    }

    pub(super) fn object(&self, names: &[&str]) -> Option<Self> {
        serde_json::from_str(self.value(names)?.get())
            .ok()
            .map(Self)
    }

    /// The objects of a list, the first `most` of them.
    pub(super) fn objects(&self, names: &[&str], most: usize) -> Vec<Self> {
        let items: Vec<&RawValue> = self
            .value(names)
            .and_then(|list| serde_json::from_str(list.get()).ok())
            .unwrap_or_default();
        items
            .into_iter()
            .take(most)
            .filter_map(|item| serde_json::from_str(item.get()).ok().map(Self))
            .collect()
    }

    /// A text in plain characters, cut to 512; a number is taken as its text.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        let raw = self.value(names)?.get();
        let text = if raw.starts_with('"') {
            serde_json::from_str::<String>(raw).ok()?
        } else if is_number(raw) {
            raw.to_owned()
        } else {
            return None;
        };
        let plain: String = text
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_TEXT)
            .collect();
        let plain = plain.trim();
        (!plain.is_empty()).then(|| plain.to_owned())
    }

    /// A number, also one in quotes.
    pub(super) fn decimal(&self, names: &[&str]) -> Option<Decimal> {
        let raw = self.value(names)?.get();
        if raw.starts_with('"') {
            let text = serde_json::from_str::<String>(raw).ok()?;
            let text = text.trim();
            is_number(text).then(|| crate::number::decimal(text))?
        } else {
            is_number(raw).then(|| crate::number::decimal(raw))?
        }
    }

    /// A whole number that is not below 0; `20.0` and `"20"` are.
    pub(super) fn whole(&self, names: &[&str]) -> Option<u32> {
        self.decimal(names)
            .filter(Decimal::is_integer)
            .and_then(|value| value.to_u32())
    }

    /// A finite measurement, where exactness does not matter.
    pub(super) fn measure(&self, names: &[&str]) -> Option<f64> {
        self.decimal(names)?.to_f64()
    }

    /// Yes or no, also as text.
    pub(super) fn flag(&self, names: &[&str]) -> Option<bool> {
        match self.value(names)?.get() {
            "true" | "\"true\"" => Some(true),
            "false" | "\"false\"" => Some(false),
            _ => None,
        }
    }

    /// A moment (RFC 3339).
    pub(super) fn moment(&self, names: &[&str]) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(&self.text(names)?)
            .ok()
            .map(|moment| moment.to_utc())
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}
