//! The domain of the portal: what a customer draws, asks for, is offered and holds.
//!
//! Nothing here does I/O or reads a clock, and everything builds for wasm32, so
//! that the window and the core apply the very same rules.

mod assessment;
mod bandwidth;
mod call_limits;
mod design;
mod drift;
mod edit;
mod endpoint;
mod figures;
pub mod geodesy;
mod history;
mod id;
mod latency;
mod level;
pub mod maths;
pub mod matrix;
mod missing;
mod money;
mod observed;
mod profile;
mod quote;
mod requirement;
mod session;
mod term;
mod text;
pub mod topology;
mod validation;

pub use assessment::{
    Assessment, ConnectionVerdict, Feasibility, Offer, Origin, Wait, headline, is_simulated,
};
pub use bandwidth::{Mbps, MbpsError};
pub use call_limits::CallLimits;
pub use design::{Connection, Design};
pub use drift::Drift;
pub use edit::{Edit, EditError};
pub use endpoint::{CloudRegion, Endpoint, EndpointKind, RegionCoordinates};
pub use figures::{Figures, Gap, whole_months};
pub use geodesy::{Coordinates, CoordinatesError};
pub use history::{HistoryEntry, HistoryKind};
pub use id::{
    AssessmentId, ConnectionId, DesignId, EndpointId, IdError, OrderId, ProfileId, QuoteId,
    ServiceId,
};
pub use latency::{LatencyCheck, NoLatency, WantedLatency};
pub use level::{Level, ReportedLevel, UnknownLevel};
pub use matrix::{MatrixAxes, MatrixPlan, MatrixQuestion};
pub use missing::Missing;
pub use money::{Currency, CurrencyError, Fee, FeeDifference, FeePeriod, Money};
pub use observed::Observed;
pub use profile::{Action, Authentication, Colour, Dialect, Role, SigningAlgorithm};
pub use quote::{Quote, QuoteDifference, QuotedApi, Seal};
pub use requirement::{Protection, Requirement, Routing, UnknownRouting};
pub use session::{
    Expiry, ExpirySource, FormerFee, PendingChange, Session, SessionGroup, SessionState,
};
pub use term::{GrantedTerm, Term, TermError, TermUnit};
pub use text::{is_unseen, plain_text};
pub use validation::{DesignProblem, MAX_CONNECTIONS, assessment_problems};
