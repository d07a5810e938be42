//! What a call's end says: of the operator, and of whether anything was done.

use contract::OperatorState;
use operator_client::{Answer, CallError, NotSent, TokenRefusal};

/// How the operator is after that call; `None` where the call says nothing of it.
pub(super) fn operator_state<T>(answer: &Result<Answer<T>, CallError>) -> Option<OperatorState> {
    match answer {
        Ok(_) => Some(OperatorState::Ready),
        Err(CallError::NotSent(reason)) => match reason {
            NotSent::Unreachable { .. }
            | NotSent::Tls { .. }
            | NotSent::Insecure
            | NotSent::Certificates => Some(OperatorState::Offline),
            NotSent::Secret(_) => Some(OperatorState::SignedOut),
            NotSent::Discovery(_)
            | NotSent::Token(TokenRefusal::Fault(_) | TokenRefusal::Unusable(_)) => {
                Some(OperatorState::Error)
            }
            NotSent::Token(
                TokenRefusal::InvalidClient
                | TokenRefusal::InvalidScope
                | TokenRefusal::BoundToKey
                | TokenRefusal::Other(_),
            ) => Some(OperatorState::SignedOut),
            NotSent::Waiting(_) | NotSent::Inexpressible(_) => None,
        },
        Err(CallError::Unanswered { .. }) => Some(OperatorState::Offline),
        Err(CallError::Refused(refusal)) => Some(match refusal.status {
            401 => OperatorState::SignedOut,
            500.. => OperatorState::Error,
            _ => OperatorState::Ready,
        }),
        Err(CallError::Undecodable { .. }) => Some(OperatorState::Error),
        Err(CallError::Cancelled) => None,
    }
}
