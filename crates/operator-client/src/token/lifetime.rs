//! How long a token lasts, whatever the operator says about it.

use chrono::TimeDelta;
use serde_json::Value;

/// The longest life of a token.
const LONGEST_S: i64 = 24 * 60 * 60;
/// The life of a token of which the operator does not say how long it lasts.
const UNSTATED: TimeDelta = TimeDelta::seconds(300);

/// The lifetime of a token (`expires_in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lifetime {
    /// So long, at most 24 hours.
    Stated(TimeDelta),
    /// Not said, or not to be read.
    Unstated,
    /// Over at once: good for the call that needs it.
    OneUse,
}

impl Lifetime {
    /// Reads `expires_in`: seconds, as a number or as text.
    pub(super) fn read(value: Option<&Value>) -> Self {
        let seconds = match value {
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => None,
        };
        match seconds {
            Some(seconds) if seconds.is_nan() => Self::Unstated,
            Some(seconds) if seconds < 1.0 => Self::OneUse,
            // A cast from float saturates, so that any number stays a number of seconds.
            Some(seconds) => Self::Stated(TimeDelta::seconds((seconds as i64).min(LONGEST_S))),
            None => Self::Unstated,
        }
    }

    /// From the mint to the end.
    pub(super) const fn length(self) -> TimeDelta {
        match self {
            Self::Stated(length) => length,
            Self::Unstated => UNSTATED,
            Self::OneUse => TimeDelta::zero(),
        }
    }

    /// How long before its end it is replaced: a minute, or a tenth of a short life.
    pub(super) fn renew_ahead(self) -> TimeDelta {
        (self.length() / 10).min(TimeDelta::seconds(60))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn check_38_lifetimes_of_every_kind() {
        let stated = |seconds| Lifetime::Stated(TimeDelta::seconds(seconds));
        for (value, expected) in [
            (json!(3600), stated(3600)),
            (json!("3600"), stated(3600)),
            (json!(59.9), stated(59)),
            (json!(1e12), stated(86_400)),
            (json!("1e400"), stated(86_400)),
            (json!(0), Lifetime::OneUse),
            (json!(-5), Lifetime::OneUse),
            (json!(null), Lifetime::Unstated),
            (json!("soon"), Lifetime::Unstated),
            (json!("NaN"), Lifetime::Unstated),
            (json!([1]), Lifetime::Unstated),
        ] {
            assert_eq!(Lifetime::read(Some(&value)), expected, "{value}");
        }
        assert_eq!(Lifetime::read(None).length(), TimeDelta::seconds(300));
    }

    #[test]
    fn a_short_life_is_renewed_a_tenth_ahead() {
        let ahead = |seconds| Lifetime::Stated(TimeDelta::seconds(seconds)).renew_ahead();
        assert_eq!(ahead(3600), TimeDelta::seconds(60));
        assert_eq!(ahead(100), TimeDelta::seconds(10));
    }
}
