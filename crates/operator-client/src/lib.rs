//! Speaks to a telecom operator: tokens, transport, retries and the dialect, behind one trait.

mod error;
mod operator;
mod port;

pub use error::{CallError, NotSent, Refusal, TokenRefusal};
pub use operator::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CreatedNetwork, DeleteAnswer,
    NetworkChange, NetworkOrder, NetworkReport, Operator, ReportedLifecycle, ReportedStatus,
};
pub use port::{
    CallObserver, CallRecord, Clock, Operation, PortFuture, SecretError, SecretSource, StoredToken,
    TokenStore,
};
