//! Media types: what a body may be, and what an answer may be.

use axum::http::{HeaderMap, header};

/// Whether `application/json` is acceptable (RFC 9110, 12.5.1): the most specific range
/// that matches decides.
pub(super) fn accepts_json(headers: &HeaderMap) -> bool {
    let mut is_any = false;
    let mut best: Option<(u8, bool)> = None;
    for value in headers.get_all(header::ACCEPT) {
        let Ok(value) = value.to_str() else {
            is_any = true;
            continue;
        };
        for range in value
            .split(',')
            .map(str::trim)
            .filter(|range| !range.is_empty())
        {
            is_any = true;
            let mut parts = range.split(';').map(str::trim);
            let specificity = match parts.next().map(str::to_ascii_lowercase).as_deref() {
                Some("application/json") => 2,
                Some("application/*") => 1,
                Some("*/*") => 0,
                Some(_) | None => continue,
            };
            let is_wanted = !parts.any(is_zero_weight);
            if best.is_none_or(|(found, _)| specificity > found) {
                best = Some((specificity, is_wanted));
            }
        }
    }
    !is_any || best.is_some_and(|(_, is_wanted)| is_wanted)
}

/// What a `Content-Type` says, where it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentType {
    Absent,
    Json,
    MergePatch,
    Other,
}

impl ContentType {
    /// Its name without parameters, where it is one that is taken somewhere.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Absent | Self::Other => None,
            Self::Json => Some("application/json"),
            Self::MergePatch => Some("application/merge-patch+json"),
        }
    }

    /// JSON is UTF-8 only: another `charset` is another type.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let mut values = headers.get_all(header::CONTENT_TYPE).iter();
        let value = match (values.next(), values.next()) {
            (None, _) => return Self::Absent,
            (Some(value), None) => value.to_str().unwrap_or_default().to_ascii_lowercase(),
            (Some(_), Some(_)) => return Self::Other,
        };
        let mut parts = value.split(';').map(str::trim);
        let name = parts.next();
        let known = [Self::Json, Self::MergePatch];
        let Some(kind) = known.into_iter().find(|kind| name == kind.name()) else {
            return Self::Other;
        };
        let is_utf8 = parts
            .filter_map(|part| part.strip_prefix("charset="))
            .all(|charset| charset.trim_matches('"') == "utf-8");
        if is_utf8 { kind } else { Self::Other }
    }
}

fn is_zero_weight(parameter: &str) -> bool {
    let weight = parameter
        .strip_prefix("q=")
        .or_else(|| parameter.strip_prefix("Q="));
    weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn with(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_most_specific_range_decides() {
        for (accept, expected) in [
            ("*/*", true),
            ("", true),
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("text/html, application/*;q=0.5", true),
            ("text/html", false),
            ("application/json;q=0, */*", false),
            ("*/*;q=0, application/json", true),
        ] {
            assert_eq!(
                accepts_json(&with(header::ACCEPT, accept)),
                expected,
                "{accept}"
            );
        }
        assert!(accepts_json(&HeaderMap::new()));
    }

    #[test]
    fn json_is_utf8_only() {
        for (text, expected) in [
            ("application/json", ContentType::Json),
            ("application/json; charset=utf-8", ContentType::Json),
            ("application/json;charset=\"UTF-8\"", ContentType::Json),
            ("application/json; charset=latin1", ContentType::Other),
            ("application/merge-patch+json", ContentType::MergePatch),
            ("text/plain", ContentType::Other),
            ("", ContentType::Other),
        ] {
            assert_eq!(
                ContentType::read(&with(header::CONTENT_TYPE, text)),
                expected,
                "{text}"
            );
        }
        assert_eq!(ContentType::read(&HeaderMap::new()), ContentType::Absent);
    }
}
