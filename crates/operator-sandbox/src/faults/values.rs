//! Values of a fault plan that are checked when they are read.

use axum::http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

/// The version of the file's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u64", into = "u64")]
pub(super) struct PlanVersion;

/// The form known here.
const VERSION: u64 = 1;

impl TryFrom<u64> for PlanVersion {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        if version == VERSION {
            Ok(Self)
        } else {
            Err(format!("version {version} is not known here, {VERSION} is"))
        }
    }
}

impl From<PlanVersion> for u64 {
    fn from(_: PlanVersion) -> Self {
        VERSION
    }
}

/// From 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "f64", into = "f64")]
pub(super) struct Probability(f64);

impl Probability {
    pub(super) const fn get(self) -> f64 {
        self.0
    }
}

impl Default for Probability {
    fn default() -> Self {
        Self(1.0)
    }
}

impl TryFrom<f64> for Probability {
    type Error = &'static str;

    fn try_from(value: f64) -> Result<Self, &'static str> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err("a probability is from 0 to 1")
        }
    }
}

impl From<Probability> for f64 {
    fn from(probability: Probability) -> Self {
        probability.0
    }
}

/// A status that can have a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u16", into = "u16")]
pub(super) struct AnswerStatus(u16);

impl TryFrom<u16> for AnswerStatus {
    type Error = String;

    fn try_from(status: u16) -> Result<Self, String> {
        match status {
            204 | 205 | 304 => Err(format!("an answer with status {status} has no body")),
            200..=599 => Ok(Self(status)),
            _ => Err(format!("{status} is not a status from 200 to 599")),
        }
    }
}

impl From<AnswerStatus> for u16 {
    fn from(status: AnswerStatus) -> Self {
        status.0
    }
}

/// The name of a header; the ones that frame a message stay the server's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct WrittenName(String);

impl WrittenName {
    pub(super) fn name(&self) -> Option<HeaderName> {
        self.0.parse().ok()
    }
}

impl TryFrom<String> for WrittenName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let name: HeaderName = text
            .parse()
            .map_err(|_| format!("{text:?} is not the name of a header"))?;
        if [
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
        ]
        .contains(&name.as_str())
        {
            return Err(format!("{name} cannot be set here"));
        }
        Ok(Self(name.as_str().to_owned()))
    }
}

impl From<WrittenName> for String {
    fn from(name: WrittenName) -> Self {
        name.0
    }
}

/// The value of a header.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct WrittenValue(String);

impl WrittenValue {
    pub(super) fn value(&self) -> Option<HeaderValue> {
        self.0.parse().ok()
    }
}

impl TryFrom<String> for WrittenValue {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse::<HeaderValue>()
            .map(|_| Self(text.clone()))
            .map_err(|_| format!("{text:?} is not the value of a header"))
    }
}

impl From<WrittenValue> for String {
    fn from(value: WrittenValue) -> Self {
        value.0
    }
}
