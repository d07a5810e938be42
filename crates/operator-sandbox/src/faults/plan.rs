//! The fault plan: a file that says which requests go wrong, and how.

use std::{
    collections::BTreeMap,
    fs, io,
    num::NonZeroU64,
    path::{Path, PathBuf},
};

use axum::http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::{OperationName, backbone::Capacity, duration::WrittenDuration};

/// Faults to show, in the order of the file. `docs/sandbox-operator.md` describes it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultPlan {
    version: PlanVersion,
    /// What `probability` draws from.
    #[serde(default = "first_seed")]
    pub(super) seed: u64,
    pub(super) faults: Vec<PlannedFault>,
}

/// One fault, and the requests that meet it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PlannedFault {
    /// For people, and for the counters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Whose requests are counted; empty for those of every operation.
    #[serde(default)]
    pub(super) operations: Vec<OperationName>,
    /// So many requests pass first.
    #[serde(default)]
    pub(super) skip: u64,
    /// Of the rest, each so many-th meets it, the first among them.
    #[serde(default = "each")]
    pub(super) every: NonZeroU64,
    /// It is shown at most so often; `None` for without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<NonZeroU64>,
    #[serde(default)]
    pub(super) probability: Probability,
    pub(super) fault: Fault,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Fault {
    /// The request is dealt with only after this long.
    Latency(WrittenDuration),
    /// Every token that was issued so far ends to be valid, before the request is dealt with.
    ExpireTokens,
    /// The operator's clock is moved forward, before the request is dealt with.
    StepClock(WrittenDuration),
    /// Trunks and access lines carry this much from then on.
    Capacity(Capacity),
    /// The next order is taken, and fails when it should be ready.
    FailOrder,
    /// This answer instead of the operator's.
    Answer(ScriptedAnswer),
    /// The operator's answer, called something else.
    ContentType(WrongContentType),
    /// The answer's body ends before its announced length.
    Truncate(Truncation),
    /// The connection is closed without an answer.
    Drop(Effect),
    /// The answer's body comes in small pieces.
    Drip(Drip),
}

impl Fault {
    /// Its name in the file.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Latency(_) => "latency",
            Self::ExpireTokens => "expireTokens",
            Self::StepClock(_) => "stepClock",
            Self::Capacity(_) => "capacity",
            Self::FailOrder => "failOrder",
            Self::Answer(_) => "answer",
            Self::ContentType(_) => "contentType",
            Self::Truncate(_) => "truncate",
            Self::Drop(_) => "drop",
            Self::Drip(_) => "drip",
        }
    }

    /// Whether it decides what is answered. A request meets one of these at most.
    pub(super) const fn decides_answer(&self) -> bool {
        match self {
            Self::Latency(_)
            | Self::ExpireTokens
            | Self::StepClock(_)
            | Self::Capacity(_)
            | Self::FailOrder => false,
            Self::Answer(_)
            | Self::ContentType(_)
            | Self::Truncate(_)
            | Self::Drop(_)
            | Self::Drip(_) => true,
        }
    }
}

/// Whether what was asked for is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Effect {
    /// It is not.
    #[default]
    BeforeEffect,
    /// It is, and the answer is lost.
    AfterEffect,
}

/// An answer in the form of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ScriptedAnswer {
    pub(super) status: AnswerStatus,
    /// The error's code; `None` for the one that belongs to the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
    /// Such as `Retry-After`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) headers: BTreeMap<WrittenName, WrittenValue>,
    #[serde(default)]
    pub(super) when: Effect,
}

/// A content type that is not the body's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct WrongContentType {
    pub(super) value: WrittenValue,
    /// Instead of the operator's body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Truncation {
    /// Bytes that are sent; `None` for half of them. The last byte never is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) keep: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Drip {
    /// In one piece.
    #[serde(default = "each")]
    pub(super) bytes: NonZeroU64,
    /// From one piece to the next.
    pub(super) every: WrittenDuration,
}

/// The version of the file's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u64", into = "u64")]
struct PlanVersion;

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

/// Why a fault plan cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FaultPlanError {
    /// Its file cannot be read.
    #[error("cannot read the fault plan {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is not a fault plan.
    #[error("the fault plan {path} cannot be used: {problem}")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        problem: PlanProblem,
    },
}

/// What is wrong with a fault plan, and where.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}, {place}: {what}")]
pub struct PlanProblem {
    line: usize,
    column: usize,
    /// Such as `faults[1].fault`.
    place: String,
    what: String,
}

impl FaultPlan {
    /// Reads a plan from a file.
    ///
    /// # Errors
    /// [`FaultPlanError`].
    pub fn read(path: &Path) -> Result<Self, FaultPlanError> {
        let text = fs::read(path).map_err(|source| FaultPlanError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text).map_err(|problem| FaultPlanError::Invalid {
            path: path.to_owned(),
            problem,
        })
    }

    /// Reads a plan from its text.
    ///
    /// # Errors
    /// [`PlanProblem`].
    pub fn parse(text: &[u8]) -> Result<Self, PlanProblem> {
        let mut reader = serde_json::Deserializer::from_slice(text);
        let plan = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let place = match error.path().to_string() {
                place if place == "." => "at the top".to_owned(),
                place => place,
            };
            PlanProblem::at(error.inner(), place)
        })?;
        reader
            .end()
            .map_err(|error| PlanProblem::at(&error, "after the plan".to_owned()))?;
        Ok(plan)
    }
}

impl PlanProblem {
    fn at(error: &serde_json::Error, place: String) -> Self {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        // Said once, at the front.
        let end = format!(" at line {line} column {column}");
        let what = what.strip_suffix(&end).unwrap_or(&what).to_owned();
        Self {
            line,
            column,
            place,
            what,
        }
    }
}

const fn first_seed() -> u64 {
    1
}

const fn each() -> NonZeroU64 {
    NonZeroU64::MIN
}
