//! A tolerant look into a JSON answer, property by property.
//!
//! Null counts as absent, a number may come as text and text as a number, and what has
//! the wrong shape counts as absent too. So does a property that is said twice and not the
//! same: which of the two would count is anybody's guess. Numbers stay text until they are
//! decimals. What is kept of an answer is bounded, however large the answer is.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt,
};

use chrono::{DateTime, Utc};
use model::plain_text;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// Longest text taken over from an operator, in characters.
const LONGEST_TEXT: usize = 512;
/// Most properties of one object that are looked at.
const MOST_PROPERTIES: usize = 512;

/// An object of an answer.
#[derive(Debug)]
pub(crate) struct Object<'a>(BTreeMap<String, Said<'a>>);

/// What an answer says of one property.
#[derive(Clone, Copy, Debug)]
enum Said<'a> {
    /// This.
    Plainly(&'a RawValue),
    /// One thing and another.
    Twice,
}

impl<'a> Object<'a> {
    /// The object that `body` is; `None` where it is not one JSON object.
    pub(crate) fn parse(body: &'a [u8]) -> Option<Self> {
        let text = str::from_utf8(body).ok()?;
        serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
    }

    /// The objects of the list that `body` is, the first `most` of them; `None` where it is not a list.
    pub(super) fn list(body: &'a [u8], most: usize) -> Option<Vec<Self>> {
        let text = str::from_utf8(body).ok()?;
        objects(text.trim_start_matches('\u{feff}'), most)
    }

    /// The first of `names` that is there and not null.
    fn value(&self, names: &[&str]) -> Option<&'a RawValue> {
        names
            .iter()
            .filter_map(|name| match self.0.get(*name)? {
                Said::Plainly(value) => Some(*value),
                Said::Twice => None,
            })
            .find(|value| value.get() != "null")
    }

    /// Whether one of `names` is there.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.value(names).is_some()
    }

    /// Whether one of `names` is written as text, which none of them should be.
    pub(crate) fn is_text(&self, names: &[&str]) -> bool {
        names
            .iter()
            .filter_map(|name| self.value(&[name]))
            .any(|value| value.get().starts_with('"'))
    }

    pub(crate) fn object(&self, names: &[&str]) -> Option<Self> {
        serde_json::from_str(self.value(names)?.get()).ok()
    }

    /// The objects of a list, the first `most` of them.
    pub(crate) fn objects(&self, names: &[&str], most: usize) -> Vec<Self> {
        self.value(names)
            .and_then(|list| objects(list.get(), most))
            .unwrap_or_default()
    }

    /// A text in plain characters, cut to 512; a number is taken as its text.
    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        let text = plain_text(&self.exact_text(names)?, LONGEST_TEXT);
        (!text.is_empty()).then_some(text)
    }

    /// A text as it stands, for what would be something else with a character less.
    pub(crate) fn exact_text(&self, names: &[&str]) -> Option<String> {
        let raw = self.value(names)?.get();
        let text = if raw.starts_with('"') {
            serde_json::from_str::<String>(raw).ok()?
        } else if is_number(raw) {
            raw.to_owned()
        } else {
            return None;
        };
        (!text.is_empty()).then_some(text)
    }

    /// A number, also one in quotes.
    pub(crate) fn decimal(&self, names: &[&str]) -> Option<Decimal> {
        self.quantity(names, &[])
    }

    /// A number, also one in quotes with one of `units` behind it.
    pub(crate) fn quantity(&self, names: &[&str], units: &[&str]) -> Option<Decimal> {
        let raw = self.value(names)?.get();
        if raw.starts_with('"') {
            let text = serde_json::from_str::<String>(raw).ok()?;
            let text = without_unit(text.trim(), units);
            // The decimal's own reader would take `1_000` as well.
            let is_plain = text
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
            (is_plain && is_number(text)).then(|| crate::number::decimal(text))?
        } else {
            is_number(raw).then(|| crate::number::decimal(raw))?
        }
    }

    /// A whole number that is not below 0; `20.0` and `"20"` are.
    pub(crate) fn whole(&self, names: &[&str]) -> Option<u32> {
        self.decimal(names)
            .filter(Decimal::is_integer)
            .and_then(|value| value.to_u32())
    }

    /// A finite measurement, where exactness does not matter.
    pub(crate) fn measure(&self, names: &[&str]) -> Option<f64> {
        self.decimal(names)?.to_f64()
    }

    /// Yes or no, also as text.
    pub(crate) fn flag(&self, names: &[&str]) -> Option<bool> {
        match self.value(names)?.get() {
            "true" | "\"true\"" => Some(true),
            "false" | "\"false\"" => Some(false),
            _ => None,
        }
    }

    /// A moment (RFC 3339).
    pub(crate) fn moment(&self, names: &[&str]) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(&self.text(names)?)
            .ok()
            .map(|moment| moment.to_utc())
    }
}

/// The objects of the list that `text` is, the first `most` of them; `None` where it is
/// not a list.
fn objects(text: &str, most: usize) -> Option<Vec<Object<'_>>> {
    let mut list = serde_json::Deserializer::from_str(text);
    let items = First(most).deserialize(&mut list).ok()?;
    list.end().ok()?;
    let objects = items.into_iter();
    Some(
        objects
            .filter_map(|item| serde_json::from_str(item.get()).ok())
            .collect(),
    )
}

/// `text` without the unit behind it, where it is one of `units`.
fn without_unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    let cut = units.iter().find_map(|unit| {
        let (number, end) = text.split_at_checked(text.len().checked_sub(unit.len())?)?;
        end.eq_ignore_ascii_case(unit).then_some(number.trim_end())
    });
    cut.unwrap_or(text)
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Properties)
    }
}

struct Properties;

impl<'de> Visitor<'de> for Properties {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut properties = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let has_room = properties.len() < MOST_PROPERTIES;
            match properties.entry(name) {
                Entry::Vacant(entry) if has_room => {
                    entry.insert(Said::Plainly(map.next_value()?));
                }
                Entry::Vacant(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
                Entry::Occupied(mut entry) => {
                    let again: &RawValue = map.next_value()?;
                    let is_the_same =
                        matches!(entry.get(), Said::Plainly(first) if first.get() == again.get());
                    if !is_the_same {
                        entry.insert(Said::Twice);
                    }
                }
            }
        }
        Ok(Object(properties))
    }
}

/// The first items of a list.
struct First(usize);

impl<'de> DeserializeSeed<'de> for First {
    type Value = Vec<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for First {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < self.0 {
            match list.next_element()? {
                Some(item) => items.push(item),
                None => return Ok(items),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(items)
    }
}
