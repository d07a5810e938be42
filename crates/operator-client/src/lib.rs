//! Speaks to a telecom operator: tokens, transport, retries and the dialect, behind one trait.

mod connection;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod limits;
mod multipoint;
mod operator;
mod pause;
mod port;
mod token;
mod transport;

pub use camara::service_name;
pub use connection::Connection;
pub use error::{CallError, NotSent, Refusal, TokenRefusal};
pub use limits::Limits;
pub use multipoint::MultiPointVpn;
pub use operator::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CreatedNetwork, DeleteAnswer,
    NetworkChange, NetworkOrder, NetworkReport, Operator, ReportedLifecycle, ReportedStatus,
};
pub use port::{
    CallObserver, CallRecord, Clock, Operation, PortFuture, SecretError, SecretSource, StoredToken,
    TokenStore,
};
