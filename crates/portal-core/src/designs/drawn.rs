//! Whose a thing is: the design that it was made from, and the customer that this was for then.

use model::{Design, DesignId};
use serde::{Deserialize, Serialize};

/// The design that something was made from, and whom it was for then. It is kept with what is made, as designs are
/// renamed, copied and deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawnFor {
    /// The design.
    pub(crate) design: DesignId,
    /// The customer; empty for nobody.
    pub(crate) customer: String,
}

impl From<&Design> for DrawnFor {
    fn from(design: &Design) -> Self {
        Self {
            design: design.id.clone(),
            customer: design.customer.clone(),
        }
    }
}
