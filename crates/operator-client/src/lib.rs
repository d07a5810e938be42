//! Speaks to a telecom operator: tokens, transport, retries and the dialect, behind one trait.

mod caller;
mod connection;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod limits;
mod multipoint;
mod operator;
mod pause;
mod port;
mod reach;
mod report;
mod signing;
mod site_to_cloud;
mod token;
mod transport;

pub use camara::{service_name, site_to_cloud::Inexpressible};
pub use connection::{Connection, Discovery, TokenSource};
pub use error::{CallError, DiscoveryFault, NotSent, Refusal, TokenRefusal};
pub use limits::Limits;
pub use multipoint::MultiPointVpn;
pub use operator::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CreatedNetwork, DeleteAnswer, DrawnNetwork,
    ListedNetwork, NetworkChange, NetworkOrder, NetworkPage, NetworkReport, Operator,
    ReportedLifecycle, ReportedStatus, SignedIn, Sink,
};
pub use port::{
    CallObserver, CallRecord, Clock, Credential, Operation, PortFuture, SecretError, SecretSource,
    StoredToken, TokenStore,
};
pub use reach::Reach;
pub use signing::{KeyError, SigningKey};
pub use site_to_cloud::{SiteToCloudVpn, expressible};
