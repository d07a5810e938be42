//! What is read of a CloudEvent 1.0 in JSON: which network it is about, and since when.

use chrono::{DateTime, Utc};
use model::ServiceId;
use serde_json::Value;

/// Most bytes of one event.
pub(super) const LARGEST: usize = 64 * 1024;
/// Longest `id` (Commonalities r4.3).
const LONGEST_ID: usize = 256;
/// Longest `source`, as of any address.
const LONGEST_SOURCE: usize = 2_048;
/// Longest `type`.
const LONGEST_TYPE: usize = 512;

/// An event, as far as it is of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// Its id, unique per source.
    pub(super) id: String,
    /// Where it comes from.
    pub(super) source: String,
    /// When it happened, by the operator's clock.
    pub(super) at: DateTime<Utc>,
    /// The network it is about; absent where it is about something else.
    pub(super) network: Option<ServiceId>,
}

impl Event {
    /// Reads an event; `None` where it is none. What it says beyond that is not believed
    /// anyway, and not read.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        if body.len() > LARGEST {
            return None;
        }
        let event: Value = serde_json::from_slice(body).ok()?;
        let text = |name: &str, longest: usize| {
            let text = event.get(name)?.as_str()?;
            (1..=longest).contains(&text.len()).then(|| text.to_owned())
        };
        if text("specversion", 16)? != "1.0" {
            return None;
        }
        text("type", LONGEST_TYPE)?;
        let at = DateTime::parse_from_rfc3339(&text("time", 64)?).ok()?;
        let network = event
            .get("data")
            .and_then(|data| data.get("serviceId")?.as_str())
            .and_then(|id| ServiceId::new(id).ok());
        Some(Self {
            id: text("id", LONGEST_ID)?,
            source: text("source", LONGEST_SOURCE)?,
            at: at.to_utc(),
            network,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn event() -> Value {
        json!({
            "id": "1", "source": "https://operator.example/networks/net", "specversion": "1.0",
            "type": "org.camaraproject.multi-point-vpn.v0.network-status-changed",
            "time": "2027-05-21T09:00:00Z", "data": {"serviceId": "net", "status": "AVAILABLE"},
        })
    }

    #[test]
    fn an_event_names_its_network() {
        let read = Event::read(event().to_string().as_bytes()).unwrap();
        assert_eq!(read.network.unwrap().as_str(), "net");
        for (name, value) in [("type", json!("another.kind")), ("data", json!({"x": 1}))] {
            let mut event = event();
            event[name] = value;
            assert!(
                Event::read(event.to_string().as_bytes()).is_some(),
                "{name}"
            );
        }
    }

    #[test]
    fn what_is_no_event_is_not_read() {
        for (name, value) in [
            ("id", json!("")),
            ("id", json!("x".repeat(257))),
            ("id", json!(1)),
            ("source", Value::Null),
            ("specversion", json!("0.3")),
            ("type", json!("")),
            ("time", json!("yesterday")),
            ("time", json!("2027-05-21T09:00:00")),
        ] {
            let mut event = event();
            event[name] = value.clone();
            let read = Event::read(event.to_string().as_bytes());
            assert_eq!(read, None, "{name} {value}");
        }
        for body in ["", "[]", "null", "{", "{\"id\":\"1\"}"] {
            assert_eq!(Event::read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(Event::read(&vec![b' '; LARGEST + 1]), None);
    }

    proptest! {
        #[test]
        fn no_body_breaks_the_reader(body in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            prop_assert!(Event::read(&body).is_none());
        }
    }
}
