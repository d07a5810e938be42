//! The fault plan: a file that says which requests go wrong, and how.

use std::{collections::BTreeMap, num::NonZeroU64};

use serde::{Deserialize, Serialize};

use super::values::{AnswerStatus, PlanVersion, Probability, WrittenName, WrittenValue};
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

const fn first_seed() -> u64 {
    1
}

const fn each() -> NonZeroU64 {
    NonZeroU64::MIN
}
