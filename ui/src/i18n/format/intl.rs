//! The web view's own formatting of numbers and times; on the host a plain stand-in for tests.

/// Which parts of a time are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Date,
    DateTime,
    ShortDate,
    ShortDateTime,
    Clock,
}

#[cfg(target_arch = "wasm32")]
pub(super) use web::{decimal, money, time};

#[cfg(not(target_arch = "wasm32"))]
pub(super) use host::{decimal, money, time};

#[cfg(target_arch = "wasm32")]
mod web {
    use std::{cell::RefCell, collections::HashMap};

    use chrono::{DateTime, Utc};
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast as _, JsValue};

    use super::Shape;
    use crate::i18n::locale;

    thread_local! {
        // Making a formatter costs far more than using one.
        static FORMATTERS: RefCell<HashMap<String, Function>> = RefCell::new(HashMap::new());
    }

    pub(in super::super) fn decimal(value: &str) -> String {
        let formatter = cached("decimal", |locales| {
            let options = options(&[("maximumFractionDigits", JsValue::from(20))]);
            Intl::NumberFormat::new(locales, &options).format()
        });
        apply(&formatter, &JsValue::from_str(value)).unwrap_or_else(|| value.to_owned())
    }

    pub(in super::super) fn money(amount: &str, currency: &str, places: Option<u32>) -> String {
        let parts = parts_of_money(amount, currency, places);
        parts.unwrap_or_else(|| format!("{currency}\u{a0}{amount}"))
    }

    /// Writes money part by part, because English puts no space after the symbol, where
    /// figures under each other are easier to read with one.
    fn parts_of_money(amount: &str, currency: &str, places: Option<u32>) -> Option<String> {
        let formatter = cached(
            &format!(
                "money {currency} {}",
                places.map_or_else(String::new, |places| places.to_string())
            ),
            |locales| {
                let places = places.map_or(JsValue::UNDEFINED, JsValue::from);
                let options = options(&[
                    ("style", "currency".into()),
                    ("currency", currency.into()),
                    ("currencyDisplay", "narrowSymbol".into()),
                    ("minimumFractionDigits", places.clone()),
                    ("maximumFractionDigits", places),
                ]);
                let format = Intl::NumberFormat::new(locales, &options);
                let to_parts = Reflect::get(&format, &"formatToParts".into()).unwrap_or_default();
                to_parts.unchecked_into::<Function>().bind0(&format)
            },
        );
        let parts: Array = formatter
            .call1(&JsValue::NULL, &amount.into())
            .ok()?
            .dyn_into()
            .ok()?;
        let mut text = String::new();
        for part in parts.iter() {
            let value = Reflect::get(&part, &"value".into()).ok()?.as_string()?;
            let is_symbol = Reflect::get(&part, &"type".into()).ok()?.as_string()? == "currency";
            let needs_gap = is_symbol && text.is_empty();
            text.push_str(&value);
            if needs_gap {
                text.push('\u{a0}');
            }
        }
        Some(text.replace("\u{a0}\u{a0}", "\u{a0}"))
    }

    pub(in super::super) fn time(at: DateTime<Utc>, shape: Shape) -> String {
        let name = match shape {
            Shape::Date => "date",
            Shape::DateTime => "date-time",
            Shape::ShortDate => "short-date",
            Shape::ShortDateTime => "short-date-time",
            Shape::Clock => "clock",
        };
        let formatter = cached(name, |locales| {
            let day: &[(&str, JsValue)] = match shape {
                Shape::Date => &[
                    ("day", "numeric".into()),
                    ("month", "long".into()),
                    ("year", "numeric".into()),
                ],
                Shape::DateTime => &[
                    ("day", "numeric".into()),
                    ("month", "short".into()),
                    ("year", "numeric".into()),
                ],
                Shape::ShortDate | Shape::ShortDateTime => {
                    &[("day", "numeric".into()), ("month", "short".into())]
                }
                Shape::Clock => &[],
            };
            let clock: &[(&str, JsValue)] = match shape {
                Shape::Date | Shape::ShortDate => &[],
                Shape::DateTime | Shape::ShortDateTime => &[
                    ("hour", "2-digit".into()),
                    ("minute", "2-digit".into()),
                    ("hourCycle", "h23".into()),
                ],
                Shape::Clock => &[
                    ("hour", "2-digit".into()),
                    ("minute", "2-digit".into()),
                    ("second", "2-digit".into()),
                    ("hourCycle", "h23".into()),
                ],
            };
            Intl::DateTimeFormat::new(locales, &options(&[day, clock].concat())).format()
        });
        let date = js_sys::Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
        apply(&formatter, &date).unwrap_or_else(|| at.to_rfc3339())
    }

    fn cached(name: &str, make: impl FnOnce(&Array) -> Function) -> Function {
        // Plain English means the international order of day and month.
        let locale = match locale().as_str() {
            "en" => "en-GB".to_owned(),
            other => other.to_owned(),
        };
        FORMATTERS.with(|formatters| {
            formatters
                .borrow_mut()
                .entry(format!("{locale} {name}"))
                .or_insert_with(|| make(&Array::of1(&locale.as_str().into())))
                .clone()
        })
    }

    fn options(entries: &[(&str, JsValue)]) -> Object {
        let options = Object::new();
        for (name, value) in entries {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &(*name).into(), value);
        }
        options
    }

    fn apply(formatter: &Function, value: &JsValue) -> Option<String> {
        formatter.call1(&JsValue::NULL, value).ok()?.as_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use chrono::{DateTime, Utc};

    use super::Shape;

    pub(in super::super) fn decimal(value: &str) -> String {
        let (whole, fraction) = value
            .split_once('.')
            .map_or((value, None), |(w, f)| (w, Some(f)));
        let (sign, digits) = whole
            .strip_prefix('-')
            .map_or(("", whole), |digits| ("-", digits));
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        match fraction {
            Some(fraction) => format!("{sign}{grouped}.{fraction}"),
            None => format!("{sign}{grouped}"),
        }
    }

    pub(in super::super) fn money(amount: &str, currency: &str, _: Option<u32>) -> String {
        let symbol = if currency == "EUR" { "€" } else { currency };
        let (sign, amount) = amount
            .strip_prefix('-')
            .map_or(("", amount), |rest| ("-", rest));
        format!("{sign}{symbol}\u{a0}{}", decimal(amount))
    }

    pub(in super::super) fn time(at: DateTime<Utc>, shape: Shape) -> String {
        let pattern = match shape {
            Shape::Date => "%-d %B %Y",
            Shape::DateTime => "%-d %b %Y, %H:%M",
            Shape::ShortDate => "%-d %b",
            Shape::ShortDateTime => "%-d %b, %H:%M",
            Shape::Clock => "%H:%M:%S",
        };
        at.format(pattern).to_string()
    }
}
