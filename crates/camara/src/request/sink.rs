//! Where an order's notifications go (`sink` and `sinkCredential`, Commonalities r4.3): no
//! version of the API has them, an operator may take them as an extension.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::value::MapAccessDeserializer,
    de::{self, DeserializeSeed, IntoDeserializer as _, MapAccess, Visitor},
};

use super::{
    Body, Pattern, Properties, Violation,
    properties::names,
    strict::{self, Fields},
};

/// An order that may name where its notifications go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WithSink<T> {
    /// The order as the API has it.
    #[serde(flatten)]
    pub order: T,
    /// The URL that notifications are posted to; not checked here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sink: Option<String>,
    /// What the sink knows the operator by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sink_credential: Option<SinkCredential>,
}

/// What a sink knows the operator by (`SinkCredential`). What each type needs is not checked
/// here. `Debug` shows the type alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct SinkCredential {
    /// `ACCESSTOKEN` or another word.
    pub credential_type: String,
    /// The token, to be sent as `Authorization: Bearer`.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// Until when the token is valid, RFC 3339.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_expires_utc: Option<String>,
    /// `bearer` or another word.
    #[serde(default, deserialize_with = "strict::present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_type: Option<String>,
}

impl<T> From<T> for WithSink<T> {
    fn from(order: T) -> Self {
        Self {
            order,
            sink: None,
            sink_credential: None,
        }
    }
}

impl<T: Body> Body for WithSink<T> {
    fn check(&self, pattern: Pattern) -> Result<(), Violation> {
        self.order.check(pattern)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for WithSink<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Whole<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Whole<T> {
            type Value = WithSink<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WithSink<T>, A::Error> {
                let mut found = Found::default();
                let rest = Rest {
                    map,
                    found: &mut found,
                };
                let order = T::deserialize(MapAccessDeserializer::new(rest))?;
                Ok(WithSink {
                    order,
                    sink: found.sink,
                    sink_credential: found.credential,
                })
            }
        }

        d.deserialize_map(Whole(PhantomData))
    }
}

#[derive(Default)]
struct Found {
    sink: Option<String>,
    credential: Option<SinkCredential>,
}

/// The properties of an object without the two of this file, which are read on the way.
struct Rest<'a, A> {
    map: A,
    found: &'a mut Found,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            match key.as_str() {
                "sink" => take(&mut self.found.sink, "sink", &mut self.map)?,
                "sinkCredential" => {
                    take(&mut self.found.credential, "sinkCredential", &mut self.map)?;
                }
                _ => return seed.deserialize(key.into_deserializer()).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

fn take<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(de::Error::duplicate_field(name));
    }
    *place = Some(map.next_value()?);
    Ok(())
}

impl Fields for SinkCredential {
    fn fields<'de, D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::deserialize(d)
    }
}

impl Properties for SinkCredential {
    fn names() -> &'static [&'static str] {
        names::<Self>()
    }
}

impl<'de> Deserialize<'de> for SinkCredential {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        // What the reader says may quote the secret.
        strict::only_object(d).map_err(|_: D::Error| {
            de::Error::custom(
                "is not an object of credentialType, accessToken, accessTokenExpiresUtc and \
                 accessTokenType, each a text",
            )
        })
    }
}

impl Serialize for SinkCredential {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, s)
    }
}

impl fmt::Debug for SinkCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SinkCredential")
            .field("credential_type", &self.credential_type)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::request::{NetworkUpdate, parse};

    fn read(body: &Value) -> Result<WithSink<NetworkUpdate>, Violation> {
        read_text(&body.to_string())
    }

    fn read_text(body: &str) -> Result<WithSink<NetworkUpdate>, Violation> {
        parse(body.as_bytes(), Pattern::Either)
    }

    #[test]
    fn the_sink_stands_among_the_properties_of_the_order() {
        let body = json!({
            "sink": "https://sink.example/events",
            "guaranteeBandwidth": 20,
            "sinkCredential": {
                "credentialType": "ACCESSTOKEN",
                "accessToken": "top-secret",
                "accessTokenExpiresUtc": "2027-01-01T00:00:00Z",
                "accessTokenType": "bearer",
            },
            "sla": "AA",
        });
        let read = read(&body).unwrap();
        assert_eq!(read.sink.as_deref(), Some("https://sink.example/events"));
        assert_eq!(
            read.order.guarantee_bandwidth.map(|mbps| mbps.get()),
            Some(20)
        );
        assert_eq!(serde_json::to_value(&read).unwrap(), body);
        assert!(!format!("{read:?}").contains("top-secret"));
    }

    #[test]
    fn without_them_it_is_the_order() {
        let read = read(&json!({"guaranteeBandwidth": 20})).unwrap();
        assert_eq!((read.sink, read.sink_credential), (None, None));
    }

    #[test]
    fn they_are_read_as_strictly_as_the_order() {
        let credential = r#"{"credentialType":"ACCESSTOKEN"}"#;
        for text in [
            r#"{"sink":null}"#.to_owned(),
            r#"{"sink":5}"#.to_owned(),
            r#"{"sink":"a","sink":"b"}"#.to_owned(),
            r#"{"sink":"a","sinks":"b"}"#.to_owned(),
            r#"{"sink":"a","sla":"AA","sla":"AA"}"#.to_owned(),
            r#"{"sinkCredential":null}"#.to_owned(),
            r#"{"sinkCredential":{}}"#.to_owned(),
            r#"{"sinkCredential":["ACCESSTOKEN",null,null,null]}"#.to_owned(),
            r#"{"sinkCredential":{"credentialType":"ACCESSTOKEN","accessToken":null}}"#.to_owned(),
            r#"{"sinkCredential":{"credentialType":"ACCESSTOKEN","more":1}}"#.to_owned(),
            format!(r#"{{"sinkCredential":{credential},"sinkCredential":{credential}}}"#),
            "[]".to_owned(),
        ] {
            assert!(read_text(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_without_the_secret() {
        let violation = read(&json!({"sinkCredential": "top-secret"})).unwrap_err();
        assert!(!violation.to_string().contains("top-secret"), "{violation}");
        let violation = read(&json!({"sinkCredential": {"credentialType": ["top-secret"]}}));
        let violation = violation.unwrap_err();
        assert!(!violation.to_string().contains("top-secret"), "{violation}");
    }
}
