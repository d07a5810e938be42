//! One operator that is asked about a design, and what came of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::{AppError, AssessmentTicket, ErrorCode, ProfileView};
use model::{Design, ProfileId};

use super::scene::Answer;

/// An operator that is asked, with its answer or why there is none.
#[derive(Clone, Debug, Default)]
pub struct Inquiry {
    /// Tells it from the others; another one where [`Self::is_main`] becomes different. 0 before it is asked.
    pub key: u64,
    /// Which operator; absent where none is in use.
    pub profile: Option<ProfileId>,
    /// Whether it was the one in use when it was asked.
    pub is_main: bool,
    /// Whether a person has chosen an offer of it.
    pub is_lead: bool,
    /// Names the call under way.
    pub ticket: Option<AssessmentTicket>,
    /// Whether that call has gone out: edits before it are written first.
    pub is_sent: bool,
    /// When the call began.
    pub since: DateTime<Utc>,
    /// [`terms`] of the operator then.
    pub terms: String,
    /// The newest answer.
    pub answer: Option<Arc<Answer>>,
    /// Why the last call brought none.
    pub error: Option<AppError>,
}

impl Inquiry {
    /// The automation attribute `data-state`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.ticket.is_some() {
            return "asking";
        }
        match &self.error {
            Some(error) => failure(error.code),
            None if self.answer.is_some() => "answered",
            None => "cancelled",
        }
    }

    /// Whether the answer is about another design than `design`, or of another operator than its
    /// profile names now.
    #[must_use]
    pub fn is_outdated(&self, design: Option<&Design>, operator: Option<&ProfileView>) -> bool {
        let Some(answer) = &self.answer else {
            return false;
        };
        design.is_some_and(|design| !design.asks_the_same(&answer.asked))
            || operator.is_some_and(|operator| terms(operator) != self.terms)
    }
}

/// What has to be the same for an answer to be one of this operator: where it is, and how its
/// fees are read.
#[must_use]
pub fn terms(operator: &ProfileView) -> String {
    [
        &*operator.api_root,
        &operator.base_path,
        &operator.token_endpoint,
        &operator.client_id,
        operator.rent_period.as_str(),
        operator.options.dialect.as_str(),
        &operator.options.currency,
    ]
    .join(" ")
}

/// The state of an operator that failed so.
const fn failure(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::PermissionDenied => "denied",
        ErrorCode::Unreachable => "offline",
        ErrorCode::KeyringMissing
        | ErrorCode::KeyringLocked
        | ErrorCode::KeyringDismissed
        | ErrorCode::KeyringStopped => "keyring",
        ErrorCode::RequestRefused
        | ErrorCode::NotPossible
        | ErrorCode::OperatorConflict
        | ErrorCode::QuotaExceeded => "refused",
        ErrorCode::InvalidInput
        | ErrorCode::NotFound
        | ErrorCode::EditConflict
        | ErrorCode::NoOperator
        | ErrorCode::SecretMissing
        | ErrorCode::InsecureAddress
        | ErrorCode::SandboxFailed
        | ErrorCode::TlsRefused
        | ErrorCode::TimedOut
        | ErrorCode::BadAnswer
        | ErrorCode::InvalidClient
        | ErrorCode::InvalidScope
        | ErrorCode::Unauthenticated
        | ErrorCode::OperatorNotFound
        | ErrorCode::AlreadyExists
        | ErrorCode::RateLimited
        | ErrorCode::OperatorFault
        | ErrorCode::OutcomeUnknown
        | ErrorCode::Cancelled
        | ErrorCode::StorageFailed
        | ErrorCode::FolderInUse
        | ErrorCode::Internal => "failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{offer_card::tests::assessment, scene::tests::design};

    #[test]
    fn the_newest_call_says_the_state() {
        let mut inquiry = Inquiry::default();
        assert_eq!(inquiry.state(), "cancelled");
        inquiry.answer = Some(Arc::new(Answer {
            assessment: assessment(Vec::new()),
            asked: design(),
        }));
        assert_eq!(inquiry.state(), "answered");
        for (code, state) in [
            (ErrorCode::NotPossible, "refused"),
            (ErrorCode::Unreachable, "offline"),
            (ErrorCode::PermissionDenied, "denied"),
            (ErrorCode::KeyringLocked, "keyring"),
            (ErrorCode::TimedOut, "failed"),
        ] {
            inquiry.error = Some(AppError {
                code,
                message: String::new(),
                retryable: true,
                correlator: None,
            });
            assert_eq!(inquiry.state(), state);
        }
        inquiry.ticket = Some(AssessmentTicket(String::new()));
        assert_eq!(inquiry.state(), "asking");
    }

    #[test]
    fn an_answer_is_outdated_by_another_design() {
        let mut inquiry = Inquiry::default();
        let mut drawn = design();
        assert!(!inquiry.is_outdated(Some(&drawn), None));
        inquiry.answer = Some(Arc::new(Answer {
            assessment: assessment(Vec::new()),
            asked: design(),
        }));
        assert!(!inquiry.is_outdated(Some(&drawn), None));
        drawn.connections.clear();
        assert!(inquiry.is_outdated(Some(&drawn), None));
    }
}
