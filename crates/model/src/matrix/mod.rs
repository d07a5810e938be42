//! The assessment matrix: one design asked about at several bandwidths, durations and protections,
//! at several operators.

mod axes;
mod jump;
mod plan;
mod shown;
mod way;

pub use axes::{AxesError, MatrixAxes};
pub use jump::{Jumps, Seen, jumps};
pub use plan::{MATRIX_FRESH, MatrixPlan, MatrixQuestion, PlanError, expected};
pub use shown::{best_offer, shown_offer};
pub use way::{Known, Way, way_to};
