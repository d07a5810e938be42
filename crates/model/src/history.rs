//! What happened to a session.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Drift, Fee, Level, Mbps, ReportedLevel};

/// Something that happened to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: HistoryKind,
    /// The correlator of the call that shows it.
    pub correlator: Option<String>,
}

/// What happened to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[serde(try_from = "written::HistoryKind")]
pub enum HistoryKind {
    /// It was ordered.
    Ordered {
        /// Level asked for.
        level: Level,
        /// Bandwidth asked for.
        bandwidth: Mbps,
        /// Fee as assessed, where known.
        fee: Option<Fee>,
    },
    /// It was ordered elsewhere, and attached here by its identifier.
    Attached,
    /// It became usable.
    BecameAvailable,
    /// A resize was accepted.
    ResizeAccepted {
        /// Bandwidth before and after.
        bandwidth: (Option<Mbps>, Mbps),
        /// Level before and after.
        level: (Option<ReportedLevel>, ReportedLevel),
        /// Fee as assessed, where known.
        fee: Option<Fee>,
    },
    /// The accepted change is in force.
    ResizeCompleted,
    /// The deletion was accepted.
    DeleteAccepted,
    /// The operator has no such network any more, as was asked.
    Deleted,
    /// Its duration ended.
    Expired,
    /// The operator could not build it or ended it.
    Ended {
        /// The operator's own word for why.
        reason: Option<String>,
    },
    /// The operator has no such network any more, unasked.
    Vanished,
    /// It was changed by others than this app.
    ChangedElsewhere {
        /// What differs.
        drift: Drift,
    },
    /// The operator granted something else than was ordered.
    GrantedOtherwise {
        /// What differs.
        drift: Drift,
    },
    /// The person accepted what was changed elsewhere or granted otherwise.
    DriftAccepted,
    /// The order that it is a part of was not made as a whole.
    OrderFailed {
        /// Why.
        reason: Option<String>,
    },
}

/// The enum as it is written: read as a plain struct, it costs the interface a fraction of what
/// serde's reader of tagged enums does.
mod written {
    use std::{fmt, marker::PhantomData};

    use serde::{
        Deserialize, Deserializer,
        de::{Error, IntoDeserializer as _, SeqAccess, Visitor, value::StrDeserializer},
    };

    use crate::{Drift, Fee, Mbps, Missing, ReportedLevel};

    #[derive(Deserialize)]
    pub(super) struct HistoryKind {
        kind: Kind,
        level: Option<Said<ReportedLevel>>,
        bandwidth: Option<Said<Mbps>>,
        fee: Option<Fee>,
        reason: Option<String>,
        drift: Option<Drift>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Ordered,
        Attached,
        BecameAvailable,
        ResizeAccepted,
        ResizeCompleted,
        DeleteAccepted,
        Deleted,
        Expired,
        Ended,
        Vanished,
        ChangedElsewhere,
        GrantedOtherwise,
        DriftAccepted,
        OrderFailed,
    }

    /// A value, or what it was and what it became.
    enum Said<T> {
        Plainly(T),
        Changed(Option<T>, T),
    }

    impl TryFrom<HistoryKind> for super::HistoryKind {
        type Error = Missing;

        fn try_from(written: HistoryKind) -> Result<Self, Missing> {
            let HistoryKind {
                kind,
                level,
                bandwidth,
                fee,
                reason,
                drift,
            } = written;
            let drift = || drift.ok_or(Missing("drift"));
            Ok(match kind {
                Kind::Ordered => {
                    let (Some(Said::Plainly(level)), Some(Said::Plainly(bandwidth))) =
                        (level, bandwidth)
                    else {
                        return Err(Missing("level"));
                    };
                    Self::Ordered {
                        level: level.known().ok_or(Missing("level"))?,
                        bandwidth,
                        fee,
                    }
                }
                Kind::ResizeAccepted => {
                    let (Some(Said::Changed(from, to)), Some(Said::Changed(before, after))) =
                        (level, bandwidth)
                    else {
                        return Err(Missing("level"));
                    };
                    Self::ResizeAccepted {
                        bandwidth: (before, after),
                        level: (from, to),
                        fee,
                    }
                }
                Kind::Attached => Self::Attached,
                Kind::BecameAvailable => Self::BecameAvailable,
                Kind::ResizeCompleted => Self::ResizeCompleted,
                Kind::DeleteAccepted => Self::DeleteAccepted,
                Kind::Deleted => Self::Deleted,
                Kind::Expired => Self::Expired,
                Kind::Ended => Self::Ended { reason },
                Kind::Vanished => Self::Vanished,
                Kind::ChangedElsewhere => Self::ChangedElsewhere { drift: drift()? },
                Kind::GrantedOtherwise => Self::GrantedOtherwise { drift: drift()? },
                Kind::DriftAccepted => Self::DriftAccepted,
                Kind::OrderFailed => Self::OrderFailed { reason },
            })
        }
    }

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(SaidVisitor(PhantomData))
        }
    }

    struct SaidVisitor<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for SaidVisitor<T> {
        type Value = Said<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value, or one before and one after")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Said<T>, E> {
            let text: StrDeserializer<'_, E> = text.into_deserializer();
            T::deserialize(text).map(Said::Plainly)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Said<T>, E> {
            T::deserialize(number.into_deserializer()).map(Said::Plainly)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Said<T>, A::Error> {
            let before = values.next_element()?.flatten();
            let after = values.next_element()?;
            after
                .map(|after| Said::Changed(before, after))
                .ok_or_else(|| A::Error::missing_field("after"))
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{Currency, FeePeriod, Money, Origin};

    #[test]
    fn whatever_happened_is_read_as_it_was_written() {
        let fee = Fee {
            money: Money {
                amount: Decimal::new(81_250, 2),
                currency: Currency::new("EUR").unwrap(),
            },
            period: FeePeriod::Month,
            origin: Origin::Live,
        };
        let (small, large) = (Mbps::new(100).unwrap(), Mbps::new(200).unwrap());
        let drift = Drift::default();
        for kind in [
            HistoryKind::Ordered {
                level: Level::AA,
                bandwidth: small,
                fee: Some(fee),
            },
            HistoryKind::Attached,
            HistoryKind::BecameAvailable,
            HistoryKind::ResizeAccepted {
                bandwidth: (Some(small), large),
                level: (None, Level::AAA.into()),
                fee: None,
            },
            HistoryKind::ResizeAccepted {
                bandwidth: (None, large),
                level: (Some(Level::A.into()), Level::A.into()),
                fee: None,
            },
            HistoryKind::ResizeCompleted,
            HistoryKind::DeleteAccepted,
            HistoryKind::Deleted,
            HistoryKind::Expired,
            HistoryKind::Ended {
                reason: Some("DURATION_EXPIRED".to_owned()),
            },
            HistoryKind::Ended { reason: None },
            HistoryKind::Vanished,
            HistoryKind::ChangedElsewhere {
                drift: drift.clone(),
            },
            HistoryKind::GrantedOtherwise { drift },
            HistoryKind::DriftAccepted,
            HistoryKind::OrderFailed {
                reason: Some("Connection 3 of 3: no capacity".to_owned()),
            },
        ] {
            let text = serde_json::to_string(&kind).unwrap();
            let read: HistoryKind = serde_json::from_str(&text).unwrap();
            assert_eq!(read, kind, "{text}");
        }
        for wrong in [
            r#"{"kind":"ordered"}"#,
            r#"{"kind":"changed_elsewhere"}"#,
            "{}",
        ] {
            assert!(
                serde_json::from_str::<HistoryKind>(wrong).is_err(),
                "{wrong}"
            );
        }
    }
}
